"""One owner, never above the limit, nothing lost from the line, first in first out, no lane starved: whatever people,
timers and clocks do, in any order."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from besedka.contacts import Visitor, visitor
from besedka.conversations import (
    Assign,
    CloseByOperator,
    CloseByVisitor,
    Conversation,
    Decline,
    Park,
    Receive,
    Release,
    Reopen,
    Reply,
    Resume,
    SetPriority,
    Snooze,
    Take,
    TakeOver,
    TransferToDepartment,
    TransferToOperator,
    in_line,
    of_identity,
)
from besedka.conversations import tables as conversations
from besedka.conversations.service.rest import ParkIdle, WakeSnoozed
from besedka.inboxes import AddInbox, Inbox
from besedka.kernel import eventlog, schema
from besedka.kernel.db import Bulk, open_database
from besedka.kernel.errors import Refusal
from besedka.kernel.ids import new_id, new_secret
from besedka.kernel.records import Command, Need, Tx
from besedka.routing.engine import Attention
from besedka.routing.picture import Picture, Watch
from besedka.routing.service import Give
from besedka.staff import (
    OPERATORS,
    AddDepartment,
    ChangeOperator,
    DisableOperator,
    EnableOperator,
    Operator,
    Role,
    SetStatus,
    Status,
    all_departments,
    operator_by_id,
    operators_by_ids,
)
from besedka.staff.settings import Giving, Lane, Match, Overflow
from tests.rooms.conversations.lines import Look
from tests.rooms.conversations.owners import Owners, require_arrangement
from tests.rooms.heart import Heart, beating

EXAMPLES = int(os.environ.get("BESEDKA_OWNERSHIP_EXAMPLES", "15"))
STEPS = int(os.environ.get("BESEDKA_OWNERSHIP_STEPS", "40"))
"""Rules in an example; a rule is one to four commands at once."""
LONG_STEPS = 50_000
MINUTE = 60_000

VISITORS, STAFF = range(5), ("anna", "boris", "vera", "sasha")
"""Vera is the supervisor; Sasha works in the second department, the others in the first, with a lane that only Anna and
Vera answer, and never without one of them."""
IN_THE_SHOP = (3, 4)
"""Visitors who come by the other inbox, into that lane."""
SAID_BY_VISITORS = ("write",) * 7 + ("leave",)
SAID_BY_STAFF = (
    "take", "take", "reply", "park", "park", "snooze", "resume", "close", "reopen", "take over", "transfer", "transfer",
    "send on", "decline", "decline", "decline", "rank",
)  # fmt: skip
BY_THE_OWNER = ("reply", "park", "snooze", "resume", "close", "transfer", "send on", "decline")
"""Mostly: now and then somebody else tries."""
DONE_TO_STAFF = (
    "online", "online", "online", "away", "finishing", "offline", "vanish", "return", "return", "limit", "disable",
    "enable", "enable",
)  # fmt: skip
DONE_BY_ROUTING = ("assign", "assign", "assign", "assign", "release", "wake", "park idle")
acts = st.tuples(
    st.sampled_from((*SAID_BY_STAFF * 2, *SAID_BY_VISITORS, *DONE_TO_STAFF, *DONE_BY_ROUTING)),
    st.integers(0, 3),
    st.integers(0, 7),
)
"""(what, who of the staff, anything else)"""


class Vanish(msgspec.Struct, frozen=True):
    """As presence sees it."""

    operator_id: str
    is_gone: bool

    def needs(self) -> list[Need]:
        return [(operator_by_id, self.operator_id)]

    def run(self, tx: Tx) -> None:
        tx.edit(OPERATORS, tx.get(operator_by_id, self.operator_id)).vanished_at = tx.now if self.is_gone else None


class Night(RuleBasedStateMachine):
    """A cast of its own in a house that stays. After each rule the rows are held against the oracle."""

    loop: asyncio.Runner
    heart: Heart
    elsewhere: str
    shop: Inbox

    def __init__(self) -> None:
        super().__init__()
        self.inboxes = [self.shop if number in IN_THE_SHOP else self.heart.inbox for number in VISITORS]
        self.visitors: list[Visitor] = [visitor(inbox.id, new_secret()) for inbox in self.inboxes]
        self.staff: list[str] = []
        self.seen = 0
        self.commands = 0

    @initialize()
    def everybody_comes(self) -> None:
        self.loop.run(self._begin())

    @rule(together=st.lists(acts, min_size=1, max_size=4))
    def something_happens(self, together: list[tuple[str, int, int]]) -> None:
        """All of it in one batch."""
        self.loop.run(self._act(together))

    @rule(minutes=st.sampled_from((0, 1, 20, 61, -30)))
    def time_passes(self, minutes: int) -> None:
        """Or is set back. Then timers take their turn."""
        self.heart.clock.ahead += minutes * MINUTE
        self.loop.run(self._look())

    @rule(writing=st.sets(st.integers(0, 3)), seconds=st.sampled_from((0, 31, 81)))
    def routing_looks(self, writing: set[int], seconds: int) -> None:
        """Some of the staff are in the middle of a reply."""
        self.heart.clock.ahead += seconds * 1000
        self.loop.run(self._route(writing))

    def teardown(self) -> None:
        if self.staff:
            self.loop.run(self._end())

    async def _begin(self) -> None:
        for name in STAFF:
            role = Role.SUPERVISOR if name == "vera" else Role.OPERATOR
            department = self.elsewhere if name == "sasha" else self.heart.department
            self.staff.append(
                await self.heart.operator(f"{name}{new_id()}", role=role, limit=2, department=department)
            )  # fmt: skip
            await self.heart.status(self.staff[-1])
        anna, boris, vera, _ = self.staff
        sales = Lane(id="sales", match=Match(inboxes=("shop",)), priority=1, operators=(anna, vera), at_least=1)
        other = Lane(id="other", operators=(anna, boris), overflow=Overflow(after_ms=10 * MINUTE, lane_id="sales"))
        await self.heart.told(giving=Giving(take_anyway=True), lanes=(sales, other))
        await self.heart.departments.load()
        self.owners = Owners(dict.fromkeys(self.staff, 2))
        self.seen = self.heart.tail.position
        for number in (0, 1, 3):
            await self.heart.writer.do(self._write(number))
        await self._check()

    async def _act(self, together: list[tuple[str, int, int]]) -> None:
        rows = await self.heart.database.read(self._rows)
        commands = [c for c in (self._command(*act, rows) for act in together) if c is not None]
        self.commands += len(commands)
        for command in commands:
            if isinstance(command, ChangeOperator):
                self.owners.announce(command.operator_id, command.chat_limit)  # type: ignore[arg-type]
        answers = await asyncio.gather(*map(self.heart.writer.do, commands), return_exceptions=True)
        odd = [(c, a) for c, a in zip(commands, answers, strict=True) if _is_odd(a)]
        assert not odd, odd
        await self._check()

    async def _route(self, writing: set[int]) -> None:
        """The engine gives out what it finds, and is held against the order of the line."""
        now, watch = self.heart.clock.now(), Watch()
        watch.attention = {self.staff[who]: (Attention.WRITING, now) for who in writing}
        before = await self.heart.database.read(self._line, now)
        picture = await self.heart.database.read(Picture(self.heart.directory, watch).read)
        given = picture.line.give_out(picture.crew, now).given
        pairs = [(each.waiting.id, each.decision.operator_id or "") for each in given]
        faults = list(msgspec.structs.replace(before, given=pairs).faults())
        assert not faults, faults
        for each in given:
            await self.heart.writer.do(Give(new_id(), each.waiting.id, each.decision))
        await self._check()

    def _line(self, bulk: Bulk, now: int) -> Look:
        told = {department.id: department.told for department in all_departments(bulk)}
        return Look(now, in_line(bulk), operators_by_ids(bulk, self.staff), told, ())

    async def _look(self) -> None:
        await self.heart.look()
        await self._check()

    async def _end(self) -> None:
        """So that no timer and no line of a later example finds something of this one."""
        for row in await self.heart.database.read(self._rows):
            if row is not None and row.is_open:
                await self.heart.writer.do(
                    CloseByVisitor(row.identity_id, row.id, new_id(), self.heart.directory.rules)
                )
        for operator_id in self.staff:
            await self.heart.writer.do(DisableOperator(actor="t:", operator_id=operator_id))
        await self._check()

    def _command(self, what: str, who: int, pick: int, rows: list[Conversation | None]) -> Command | None:
        """About the conversation that it fits, mostly."""
        operator, rules = self.staff[who], self.heart.directory.rules
        if what == "write":
            return self._write(pick % 5)
        if what in DONE_TO_STAFF:
            return self._to_staff(what, operator, pick)
        found = _fitting(what, operator, pick, [row for row in rows if row is not None])
        if found is None:
            return None
        if what in BY_THE_OWNER and pick < 7:
            operator = found.operator_id or operator
        if what in DONE_BY_ROUTING:
            return self._by_routing(what, found, operator, pick)
        if what == "leave":
            return CloseByVisitor(found.identity_id, found.id, new_id(), rules)
        about, receiver = (operator, found.id, new_id()), self.staff[pick % 4]
        department, lane = (
            (self.heart.department, self.elsewhere)[pick % 2],
            (None, "sales", None, "other")[pick // 2],
        )
        made: dict[str, Command] = {
            "take": Take(*about, anyway=pick == 7),
            "take over": TakeOver(*about, anyway=pick > 5),
            "reopen": Reopen(*about, anyway=pick == 7),
            "reply": Reply(*about, "Good day", rules),
            "park": Park(*about),
            "snooze": Snooze(*about, until=self.heart.clock.now() + 25 * MINUTE),
            "resume": Resume(*about),
            "close": CloseByOperator(*about, rules),
            "transfer": TransferToOperator(*about, rules_of=rules, receiver_id=receiver, note="see"),
            "send on": TransferToDepartment(*about, rules_of=rules, department_id=department, lane_id=lane),
            "decline": Decline(*about, rules_of=rules, reason="not mine"),
            "rank": SetPriority(*about, priority=pick % 3),
        }
        return made[what]

    def _write(self, number: int) -> Receive:
        return Receive(self.visitors[number], self.inboxes[number], new_id(), "Hello")

    def _to_staff(self, what: str, operator: str, pick: int) -> Command:
        match what:
            case "vanish" | "return":
                return Vanish(operator, what == "vanish")
            case "limit":
                return ChangeOperator(actor="t:", operator_id=operator, chat_limit=(0, 1, 2, 3)[pick % 4])
            case "disable":
                return DisableOperator(actor="t:", operator_id=operator)
            case "enable":
                return EnableOperator(actor="t:", operator_id=operator)
        return SetStatus(operator_id=operator, client_id=new_id(), status=Status(what))

    def _by_routing(self, what: str, found: Conversation, operator: str, pick: int) -> Command:
        match what:
            case "assign":
                return Assign(found.id, operator)
            case "release":
                return Release(found.id, found.operator_id or operator, ("silent", "vanished", "disabled")[pick % 3])
            case "wake":
                return WakeSnoozed(found.id)
        return ParkIdle(found.id, self.heart.clock.now())

    def _rows(self, bulk: Bulk) -> list[Conversation | None]:
        """The latest conversation of each visitor."""
        found = [of_identity(bulk, visitor.id, 1) for visitor in self.visitors]
        return [each[0] if each else None for each in found]

    async def _check(self) -> None:
        rows, events, operators, lengths = await self.heart.database.read(self._truth)
        self.owners.hear(event for _, event in events)
        self.seen = events[-1][0] if events else self.seen
        assert not self.owners.faults, self.owners.faults
        found = {row.id: row for row in rows}
        assert {i: s for i, s in self.owners.state.items() if i in found} == {i: r.status for i, r in found.items()}
        assert self.owners.owner == {i: r.operator_id for i, r in found.items() if r.is_open and r.operator_id}
        active = [r.operator_id for r in rows if r.status == "active"]
        for operator in operators:
            assert operator.load == active.count(operator.id) == self.owners.load[operator.id]
        for row in rows:
            assert lengths[row.id] == (row.seq, row.seq), "a gap, or a number given twice"
            require_arrangement(row)

    def _truth(
        self, bulk: Bulk
    ) -> tuple[list[Conversation], list[eventlog.Stored], list[Operator], dict[str, tuple[int, int]]]:
        rows = [row for visitor in self.visitors for row in of_identity(bulk, visitor.id)]
        m = conversations.messages.c
        counted = sa.select(m.conversation_id, sa.func.count(), sa.func.max(m.seq)).group_by(m.conversation_id)
        lengths = bulk.execute(counted.where(m.conversation_id.in_([row.id for row in rows])))
        return (
            rows,
            eventlog.after(bulk, self.seen),
            operators_by_ids(bulk, self.staff),
            {row[0]: (row[1], row[2]) for row in lengths},
        )


def _is_odd(answer: Any) -> bool:
    return isinstance(answer, BaseException) and not isinstance(answer, Refusal)


def _fitting(what: str, operator: str, pick: int, rows: list[Conversation]) -> Conversation | None:
    owned = [r for r in rows if r.operator_id and r.is_open]
    fits = {
        "take": [r for r in rows if r.status == "queued"],
        "assign": [r for r in rows if r.status == "queued"],
        "reopen": [r for r in rows if not r.is_open],
        "release": [r for r in rows if r.status == "active"],
        "take over": [r for r in rows if r.operator_id not in (None, operator)],
        "resume": [r for r in owned if r.is_resting],
        "decline": [r for r in rows if r.arranged.origin is not None],
        "wake": [r for r in rows if r.status == "snoozed"],
        "leave": [r for r in rows if r.is_open],
        "park": [r for r in rows if r.status == "active"],
    }.get(what, owned)
    chosen = fits or rows
    return chosen[pick % len(chosen)] if chosen else None


@contextmanager
def house(database_url: str) -> Iterator[type[Night]]:
    """A machine bound to a heart on this database, on a loop of its own."""
    with asyncio.Runner() as loop:
        stack = AsyncExitStack()
        heart, elsewhere = loop.run(_furnished(stack, database_url))
        bound = {"loop": loop, "heart": heart, "elsewhere": elsewhere, "shop": heart.directory.by_key("shop")}
        try:
            yield type("BoundNight", (Night,), bound)
        finally:
            loop.run(stack.aclose())


async def _furnished(stack: AsyncExitStack, database_url: str) -> tuple[Heart, str]:
    database = open_database(database_url)
    stack.push_async_callback(database.close)
    await schema.open_store(database)
    heart = await stack.enter_async_context(beating(database, following=False))
    await heart.operator("root", role=Role.ADMIN)
    await heart.writer.do(
        AddInbox(
            actor="t:", key="shop", name="Shop", brand_name="Shop", accent="#2F6B4F", department_id=heart.department,
            origins=(),
        )
    )  # fmt: skip
    await heart.rules(idle_release_ms=15 * MINUTE)
    return heart, await heart.writer.do(AddDepartment(actor="t:", key="second", names={"en": "Second"}))


def play(database_url: str, examples: int, steps: int) -> None:
    with house(database_url) as machine:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=examples,
                stateful_step_count=steps,
                deadline=None,
                database=None,
                print_blob=True,
                suppress_health_check=list(HealthCheck),
            ),
        )


@pytest.mark.timeout(900)
def test_one_owner_and_never_above_the_limit_whatever_happens(database_url: str) -> None:
    play(database_url, EXAMPLES, STEPS)


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_one_owner_and_never_above_the_limit_for_many_nights(database_url: str) -> None:
    """At least 50,000 rules on each database, of up to four commands each."""
    play(database_url, -(-LONG_STEPS // 200), 200)
