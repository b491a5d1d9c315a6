"""Visitors and operators who talk all the time: the load under which everything else happens."""

import asyncio
import itertools
import random
from collections.abc import Coroutine, Sequence
from typing import Any

from tests.faults.clients import Client, Operator, Refused, Row, Visitor

PAUSE_S = (0.01, 0.06)
ACCOUNTS = ("operator1", "operator2")


class Crowd:
    """`ports` are those of the servers. Every text that anybody writes is a different one."""

    def __init__(
        self, ports: Sequence[int], seed: int, *, visitors: int = 8, pause_s: tuple[float, float] = PAUSE_S
    ) -> None:
        self.random = random.Random(seed)
        self.visitors: list[Visitor] = []
        self.operators = [Operator(account, ports) for account in ACCOUNTS]
        self.retired: list[Visitor] = []
        self._ports, self._wanted, self._pause_s = list(ports), visitors, pause_s
        self._numbers = itertools.count(1)
        self._tasks: dict[Client, asyncio.Task[None]] = {}
        self._is_ending = False
        self.is_quiet = False
        """Nobody begins to say anything now."""

    @property
    def everybody(self) -> list[Client]:
        return [*self.operators, *self.visitors, *self.retired]

    @property
    def acked(self) -> int:
        """Commands acknowledged so far."""
        return sum(client.acked for client in self.everybody)

    async def gather(self) -> None:
        """Operators sign in, visitors come, everybody begins to talk."""
        for operator in self.operators:
            operator.come()
        for operator in self.operators:
            await asyncio.wait_for(operator.is_on.wait(), 20)
            self._begin(operator, self._answer(operator))
        while len(self.visitors) < self._wanted:
            self.newcomer()

    def newcomer(self) -> Visitor:
        """Somebody with a token that the server has never seen."""
        visitor = Visitor(f"visitor{next(self._numbers)}", self._ports)
        self.visitors.append(visitor)
        visitor.come()
        self._begin(visitor, self._chat(visitor))
        return visitor

    async def replace_somebody(self) -> None:
        """A visitor closes the browser, maybe in the middle of a word; a new one comes."""
        gone = self.visitors.pop(self.random.randrange(len(self.visitors)))
        self.retired.append(gone)
        self._tasks.pop(gone).cancel()
        await gone.go()
        self.newcomer()

    async def moves(self, acks: int = 1, seconds: float = 20) -> None:
        """Wait until so many more commands are acknowledged."""
        wanted = self.acked + acks
        async with asyncio.timeout(seconds):
            while self.acked < wanted:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def finish(self) -> None:
        """Everybody says the last word and has it acknowledged; who left comes back and catches up."""
        self._is_ending = True
        for visitor in self.retired:
            visitor.come()
        await asyncio.wait_for(asyncio.gather(*self._tasks.values()), 30)

    async def leave(self) -> None:
        """Everybody goes."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        await asyncio.gather(*(client.go() for client in self.everybody))

    def _begin(self, client: Client, work: Coroutine[Any, Any, None]) -> None:
        self._tasks[client] = asyncio.create_task(work)

    async def _pause(self) -> None:
        await asyncio.sleep(self.random.uniform(*self._pause_s))
        while self.is_quiet and not self._is_ending:  # noqa: ASYNC110
            await asyncio.sleep(0.05)

    def _text(self, client: Client) -> str:
        return f"{client.name} says {next(self._numbers)} ✓"

    async def _chat(self, visitor: Visitor) -> None:
        while not self._is_ending:
            await _unless_refused(self._say_something(visitor))
            await self._pause()

    async def _say_something(self, visitor: Visitor) -> None:
        roll = self.random.random()
        own = [s.result for s in visitor.sent[-9:] if s.command["type"] == "send" and s.result]
        if roll < 0.72 or not own:
            await visitor.do("send", text=self._text(visitor))
        elif roll < 0.84:
            burst = [visitor.hand_in("send", text=self._text(visitor)) for _ in range(4)]
            await asyncio.gather(*(sent.answered() for sent in burst))
        elif roll < 0.90:
            await visitor.do("edit", message_id=own[-1]["message_id"], text=self._text(visitor))
        elif roll < 0.92:
            await visitor.do("delete", message_id=own[-1]["message_id"])
        elif roll < 0.96:
            visitor.tell("read", conversation_id=own[-1]["conversation_id"], seq=own[-1]["seq"])
        else:
            await visitor.do("close", conversation_id=own[-1]["conversation_id"])

    async def _answer(self, operator: Operator) -> None:
        while not self._is_ending:
            await self._look_around(operator)
            await self._pause()

    async def _look_around(self, operator: Operator) -> None:
        for conversation in operator.mine():
            await _unless_refused(self._look_after(operator, conversation))
        if waiting := operator.queued():
            taken = operator.do("take", conversation_id=self.random.choice(waiting)["id"])
            await _unless_refused(taken)

    async def _look_after(self, operator: Operator, conversation: Row) -> None:
        name, roll = conversation["id"], self.random.random()
        if conversation["waiting_since"] is not None and roll < 0.8:
            await operator.do("reply", conversation_id=name, text=self._text(operator))
        elif roll < 0.85:
            await operator.do("note", conversation_id=name, text=self._text(operator))
        elif roll < 0.9:
            await operator.do("close", conversation_id=name)
        if conversation["operator_read_seq"] < conversation["last_seq"]:
            operator.tell("read", conversation_id=name, seq=conversation["last_seq"])


async def _unless_refused(work: Coroutine[Any, Any, Any]) -> None:
    """Two people may act at once; the oracle looks at the refusals."""
    try:
        await work
    except Refused:
        return
