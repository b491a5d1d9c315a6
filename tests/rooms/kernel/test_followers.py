"""Durable followers over both databases: in order, exactly once, and nobody held up by somebody else's trouble."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

import msgspec
import pytest

from besedka.events.staff import DepartmentAdded
from besedka.kernel import tables
from besedka.kernel.audit import AUDIT, AuditRow
from besedka.kernel.db import Bulk, PostgresDatabase, SqliteDatabase
from besedka.kernel.errors import Conflict
from besedka.kernel.eventlog import Stored, Tail
from besedka.kernel.followers import POSITIONS, Follower, Parked, parked_subjects
from besedka.kernel.ids import new_id
from besedka.kernel.records import Need, Tx
from besedka.kernel.writer import Writer
from tests.rooms.heart import MovableClock

Database = SqliteDatabase | PostgresDatabase
LEASE_MS = 6_000


class Happen(msgspec.Struct, frozen=True):
    """Some events, by their subjects."""

    subjects: tuple[str, ...]

    def needs(self) -> Iterable[Need]:
        return ()

    def run(self, tx: Tx) -> None:
        for subject in self.subjects:
            tx.happened(DepartmentAdded(subject=subject, actor="t:", at=tx.now))


class Effect(msgspec.Struct, frozen=True):
    """What a reaction writes: a line that names the event."""

    subject: str
    revision: int
    problem: Any = None

    def needs(self) -> Iterable[Need]:
        return ()

    def run(self, tx: Tx) -> None:
        tx.add(AUDIT, AuditRow(new_id(), tx.now, "t:", "handled", self.subject, f"{self.revision}"))
        if self.problem is not None:
            raise self.problem


class Process:
    """One server process: its writer and one follower of everything, which can be told to fail."""

    def __init__(self, database: Database, clock: MovableClock) -> None:
        self.database, self.clock = database, clock
        self.tail = Tail(database)
        self.writer = Writer(database, self.tail, clock)
        self.follower = Follower("test", {DepartmentAdded: self._react}, database, self.writer, clock)
        self.troubles: dict[str, BaseException] = {}
        self.looked_at: list[str] = []
        self.task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        await self.tail.start()
        self.task = asyncio.create_task(self.writer.run())

    async def die(self) -> None:
        assert self.task is not None
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    async def happen(self, *subjects: str) -> None:
        await self.writer.do(Happen(subjects))

    async def follow(self) -> None:
        """Turns until there is nothing to do."""
        while await self.follower._turn():
            pass

    async def _react(self, stored: Stored) -> Sequence[Effect]:
        revision, event = stored
        self.looked_at.append(event.subject)
        if (trouble := self.troubles.get(event.subject)) is not None:
            if isinstance(trouble, Conflict):
                return [Effect(event.subject, revision, trouble)]
            raise trouble
        return [Effect(event.subject, revision)]

    async def handled(self) -> list[tuple[str, int]]:
        """(subject, revision) of what was written, in the order it was."""
        rows = await self.database.read(AUDIT.all, tables.audit.c.action == "handled", tables.audit.c.id)
        return [(row.subject, int(row.detail)) for row in rows]

    async def parked(self) -> list[Parked]:
        return await self.database.read(parked_subjects)

    async def position(self) -> int:
        """As the database knows it."""

        def read(bulk: Bulk) -> int:
            return POSITIONS.all(bulk)[0].position

        return await self.database.read(read)


class Machines:
    """Processes on one database."""

    def __init__(self, database: Database) -> None:
        self.database, self.clock = database, MovableClock()
        self.running: list[Process] = []

    async def process(self) -> Process:
        made = Process(self.database, self.clock)
        await made.start()
        self.running.append(made)
        return made


@pytest.fixture
async def machines(database: Database) -> AsyncIterator[Machines]:
    made = Machines(database)
    yield made
    for process in made.running:
        await process.die()


@pytest.fixture
async def one(machines: Machines) -> Process:
    return await machines.process()


async def test_every_event_is_handled_once_in_order_and_the_position_moves_with_it(one: Process) -> None:
    await one.happen("a", "b", "a")
    await one.follow()
    await one.follow()
    assert await one.handled() == [("a", 1), ("b", 2), ("a", 3)]
    assert await one.position() == 3


async def test_a_subject_in_trouble_is_parked_in_order_and_holds_up_no_other(one: Process) -> None:
    one.troubles["bad"] = ZeroDivisionError("no good")
    await one.happen("bad", "a", "bad", "b")
    await one.follow()
    assert await one.handled() == [("a", 2), ("b", 4)]
    (parked,) = await one.parked()
    assert (parked.subject, parked.revision, parked.tries) == ("bad", 1, 1)
    assert parked.error == "ZeroDivisionError: no good"
    one.troubles.clear()
    one.clock.ahead += 600
    await one.follow()
    assert (await one.handled())[2:] == [("bad", 1), ("bad", 3)]
    assert await one.parked() == []


async def test_trouble_that_lasts_is_looked_at_ever_more_rarely(one: Process) -> None:
    one.troubles["bad"] = ZeroDivisionError()
    await one.happen("bad")
    waits = []
    for _ in range(6):
        await one.follow()
        (parked,) = await one.parked()
        waits.append(parked.next_at - one.clock.now())
        looked = len(one.looked_at)
        await one.follow()
        assert len(one.looked_at) == looked
        one.clock.ahead += waits[-1] + 1
    expected = (500, 2_000, 10_000, 60_000, 300_000, 300_000)
    assert all(abs(wait - right) < 400 for wait, right in zip(waits, expected, strict=True)), waits


async def test_a_write_that_keeps_losing_races_leaves_no_effect_and_is_set_aside(one: Process) -> None:
    await one.happen("a")
    await one.follow()
    one.troubles["lost race"] = Conflict("somebody was faster")
    await one.happen("lost race")
    await one.follow()
    assert await one.handled() == [("a", 1)]
    assert one.looked_at.count("lost race") == 5
    assert [parked.subject for parked in await one.parked()] == ["lost race"]


async def test_a_process_that_dies_is_followed_by_one_that_goes_on_where_it_stopped(machines: Machines) -> None:
    first = await machines.process()
    first.troubles["b"] = asyncio.CancelledError()
    await first.happen("a", "b", "c")
    with pytest.raises(asyncio.CancelledError):
        await first.follow()
    await first.die()
    machines.clock.ahead += LEASE_MS + 1
    second = await machines.process()
    await second.follow()
    assert await second.handled() == [("a", 1), ("b", 2), ("c", 3)]


async def test_a_retry_never_runs_ahead_of_what_others_still_wait_for(machines: Machines) -> None:
    """The parked subject's new events wait their turn: a death right after the retry must lose nobody else's."""
    first = await machines.process()
    first.troubles["bad"] = ZeroDivisionError()
    await first.happen("bad")
    await first.follow()
    first.troubles = {"other": asyncio.CancelledError()}
    await first.happen("other", "bad")
    machines.clock.ahead += 600
    with pytest.raises(asyncio.CancelledError):
        await first.follow()
    await first.die()
    machines.clock.ahead += LEASE_MS + 1
    second = await machines.process()
    await second.follow()
    assert sorted(await second.handled()) == [("bad", 1), ("bad", 3), ("other", 2)]


async def test_a_retry_that_is_cut_short_repeats_nothing_that_was_written(machines: Machines) -> None:
    first = await machines.process()
    first.troubles["bad"] = ZeroDivisionError()
    await first.happen("bad", "bad")
    await first.follow()
    machines.clock.ahead += 600
    first.troubles.clear()
    looks = iter([None, asyncio.CancelledError()])

    async def dies_at_the_second(stored: Stored) -> Sequence[Effect]:
        if (death := next(looks)) is not None:
            raise death
        return [Effect(stored[1].subject, stored[0])]

    first.follower._reactions[DepartmentAdded] = dies_at_the_second
    with pytest.raises(asyncio.CancelledError):
        await first.follow()
    await first.die()
    machines.clock.ahead += LEASE_MS + 1
    second = await machines.process()
    await second.follow()
    assert await second.handled() == [("bad", 1), ("bad", 2)]
    assert await second.parked() == []


async def test_a_subject_with_very_much_to_make_up_for_makes_up_for_all_of_it(one: Process) -> None:
    one.troubles["bad"] = ZeroDivisionError()
    await one.happen(*["bad"] * 600)
    await one.follow()
    one.troubles.clear()
    one.clock.ahead += 600
    for _ in range(4):
        await one.follow()
    assert await one.handled() == [("bad", revision) for revision in range(1, 601)]
    assert await one.parked() == []


async def test_only_one_process_leads_and_another_takes_over_when_its_lease_is_over(machines: Machines) -> None:
    first, second = await machines.process(), await machines.process()
    await first.happen("a")
    await first.follow()
    await first.happen("b")
    if machines.database.notifies:
        with pytest.raises(Conflict, match="leads test"):
            await second.follow()
        assert second.looked_at == []
        machines.clock.ahead += LEASE_MS + 1
    await second.follow()
    assert await second.handled() == [("a", 1), ("b", 2)]


async def test_who_lost_the_lead_without_noticing_writes_nothing(machines: Machines) -> None:
    first, second = await machines.process(), await machines.process()
    await first.happen("a")
    first.follower._leased_until = machines.clock.now() + 100 * LEASE_MS
    await second.follow()
    with pytest.raises(Conflict):
        await first.follow()
    assert await second.handled() == [("a", 1)]


async def test_a_follower_at_work_wakes_for_what_concerns_it(one: Process) -> None:
    one.tail.listeners.append(one.follower.notice)
    tasks = [asyncio.create_task(one.tail.run()), asyncio.create_task(one.follower.run())]
    try:
        await asyncio.sleep(0.1)
        await one.happen("a")
        async with asyncio.timeout(1.5):
            while not await one.handled():  # noqa: ASYNC110 - the database says nothing
                await asyncio.sleep(0.02)
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks)
