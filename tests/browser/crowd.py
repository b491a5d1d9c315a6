"""People without a screen: visitors and operators of tests/faults, whose connections live in a thread of their own."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

from tests.faults import posting
from tests.faults.clients import Client, Operator, Row, Visitor, new_client_id

PATIENCE_S = 20
AT_ONCE = 20
T = TypeVar("T")


class Somebody:
    """One of them, as a story speaks of him: every call returns when it is done."""

    def __init__(self, client: Client, crowd: Crowd) -> None:
        self.client = client
        self._crowd = crowd

    @property
    def id(self) -> str:
        return self.client.id

    @property
    def words(self) -> set[str]:
        """What has reached this person, notes too."""
        return {str(row["text"]) for row in list(self.client.entries.values())}

    def come(self) -> None:
        """Connect, and stay connected."""
        self._crowd.wait(self._come())

    def go(self) -> None:
        """Disconnect without a word, as when the power fails."""
        self._crowd.wait(self.client.go())

    def do(self, type_: str, **fields: Any) -> Row:
        """The result of a command."""
        return self._crowd.wait(self.client.do(type_, **fields))

    def refused(self, type_: str, **fields: Any) -> str | None:
        """The code with which a command is refused."""
        return self._crowd.wait(self._refused(type_, **fields))

    async def _come(self) -> None:
        self.client.come()
        await self.client.is_on.wait()

    async def _refused(self, type_: str, **fields: Any) -> str | None:
        sent = self.client.hand_in(type_, **fields)
        await asyncio.wait([sent.answer])
        return sent.refusal


class Guest(Somebody):
    """A visitor, who has one conversation."""

    client: Visitor

    def says(self, text: str, **fields: Any) -> None:
        """Write; returns when the server has it."""
        self.do("send", text=text, **fields)

    @property
    def is_there(self) -> bool:
        """Whether the visitor sees a conversation."""
        return bool(self.client.conversations)

    @property
    def chat(self) -> Row:
        """The conversation as this visitor sees it now."""
        [found] = list(self.client.conversations.values())
        return found

    @property
    def owner(self) -> str | None:
        """The id of whoever answers now."""
        owner: str | None = self.chat["operator_id"] if self.chat["status"] == "active" else None
        return owner


class Colleague(Somebody):
    """An operator, signed in and online."""

    client: Operator

    def answers(self, guest: Guest, text: str) -> None:
        """Reply in this visitor's conversation."""
        self.do("reply", conversation_id=guest.chat["id"], text=text)

    def closes(self, guest: Guest, topic: str | None = None) -> None:
        """End it, and say what it was about."""
        self.do("close", conversation_id=guest.chat["id"], topic_id=topic)

    def look_up(self, path: str) -> Row:
        """What an HTTP route of the console answers."""
        return self._crowd.wait(self.client.look_up(path))


class Crowd:
    """The thread, and everybody in it."""

    def __init__(self, port: int) -> None:
        self._ports = [port]
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="crowd", daemon=True)
        self.people: list[Somebody] = []

    def guest(self, name: str) -> Guest:
        """A visitor, who is on the site."""
        return self._comes(Guest(Visitor(name, self._ports), self))

    def colleague(self, account: str) -> Colleague:
        """An operator, who is at work."""
        return self._comes(Colleague(Operator(account, self._ports), self))

    def passers_by(self, count: int) -> None:
        """So many visitors write one message each, and are gone."""
        self.wait(self._pass_by(count))

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something in the thread; returns when it is done."""
        return asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, PATIENCE_S), self._loop).result()

    @contextmanager
    def together(self) -> Iterator[Crowd]:
        """From here to there; then everybody leaves."""
        self._thread.start()
        try:
            yield self
        finally:
            for one in self.people:
                one.go()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    async def _pass_by(self, count: int) -> None:
        address = f"{Visitor.path}/commands"
        for first in range(0, count, AT_ONCE):
            wishes = [_one_message(number) for number in range(first, min(first + AT_ONCE, count))]
            await asyncio.gather(*(posting.post(self._ports[0], address, *wish) for wish in wishes))

    def _comes(self, one: S) -> S:
        self.people.append(one)
        one.come()
        return one


S = TypeVar("S", bound=Somebody)


def _one_message(number: int) -> tuple[Row, dict[str, str]]:
    """Body and headers."""
    command = {"type": "send", "client_id": new_client_id(), "text": f"Question {number}"}
    return command, {"Authorization": f"Bearer {secrets.token_urlsafe(32)}", "X-Besedka-Inbox": "demo"}
