"""Who is here, over all processes: vanishing, coming back, leaving before anybody answered."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from besedka.api.stream.roll import RollCall
from besedka.contacts import Visitor
from besedka.conversations import CloseByVisitor, Leave
from besedka.kernel.db import Database, open_database
from besedka.kernel.eventlog import Event, after
from besedka.realtime.presence import Attendance, signs_of
from besedka.staff import Operator, SetStatus, Status, operators_by_ids
from tests.postgres import Cluster
from tests.rooms.heart import Heart, beating

MINUTE = 60_000


class FakeStream:
    """A stream that was heard `quiet_ms` ago."""

    quiet_ms = 0

    def __init__(self) -> None:
        self.probes = 0

    def probe(self) -> None:
        self.probes += 1


class Process:
    """A heart with a roll call: one server process, as far as presence goes."""

    def __init__(self, heart: Heart) -> None:
        self.heart, self.attendance = heart, Attendance()
        self.roll = RollCall(heart.database, heart.writer, heart.clock, self.attendance)

    def come(self, person: str) -> FakeStream:
        stream = FakeStream()
        self.attendance.came(person, stream)
        return stream

    def go(self, person: str, stream: FakeStream) -> None:
        self.attendance.went(person, stream, self.heart.clock.now())

    async def pass_time(self, ms: int, *, alive: bool = True) -> None:
        """In steps of a second's round (five of them are one here). A dead process makes no rounds."""
        for _ in range(0, ms, 5_000):
            self.heart.clock.ahead += 5_000
            if alive:
                await self.roll.round()

    async def settle(self) -> None:
        """The grace after a start is over."""
        self.roll._look_at = 0
        await self.roll.round()

    async def operator(self, operator_id: str) -> Operator:
        return (await self.heart.database.read(operators_by_ids, [operator_id]))[0]

    async def events(self, *types: str) -> list[Any]:
        found: list[Event] = [event for _, event in await self.heart.database.read(after, 0, types=types)]
        return found


@contextlib.asynccontextmanager
async def process(database: Database, **how: Any) -> AsyncIterator[Process]:
    async with beating(database, following=False, **how) as heart:
        yield Process(heart)


@pytest.fixture
async def one(database: Database) -> AsyncIterator[Process]:
    async with process(database) as it:
        yield it


async def online(it: Process, name: str = "anna") -> tuple[str, str]:
    """(operator id, person) of somebody who is online."""
    operator_id = await it.heart.operator(name)
    await it.heart.writer.do(SetStatus(operator_id=operator_id, client_id=f"c-{name}", status=Status.ONLINE))
    return operator_id, f"operator:{operator_id}"


async def test_who_has_a_stream_stays_and_who_loses_the_last_one_vanishes_after_a_minute(one: Process) -> None:
    anna, person = await online(one)
    first, second = one.come(person), one.come(person)
    await one.settle()
    await one.pass_time(10 * MINUTE)
    assert (await one.operator(anna)).is_available
    one.go(person, first)
    await one.pass_time(5 * MINUTE)
    assert (await one.operator(anna)).is_available, "another stream is left"
    one.go(person, second)
    gone_at = one.heart.clock.now()
    await one.pass_time(55_000)
    assert (await one.operator(anna)).is_available
    await one.pass_time(10_000)
    vanished = await one.operator(anna)
    assert not vanished.is_available
    assert vanished.status == Status.ONLINE
    (event,) = await one.events("OperatorVanished")
    assert (event.subject, event.seen_at, vanished.vanished_at) == (anna, event.seen_at, event.seen_at)
    assert abs(event.seen_at - gone_at) < 100


async def test_the_first_sign_brings_somebody_back_at_once(one: Process) -> None:
    anna, person = await online(one)
    await one.settle()
    await one.pass_time(2 * MINUTE)
    assert (await one.operator(anna)).vanished_at is not None
    one.come(person)
    await one.roll.round()
    assert (await one.operator(anna)).is_available
    assert len(await one.events("OperatorReturned")) == 1


async def test_an_open_stream_that_gives_no_sign_is_no_presence(one: Process) -> None:
    anna, person = await online(one)
    stream = one.come(person)
    await one.settle()
    for quiet in range(0, 70_000, 5_000):
        stream.quiet_ms = quiet
        await one.pass_time(5_000)
    assert (await one.operator(anna)).vanished_at is not None
    assert stream.probes > 3, "it was asked for one"


async def test_nobody_vanishes_from_being_offline_and_going_offline_ends_it(one: Process) -> None:
    anna, _ = await online(one)
    ben = await one.heart.operator("ben")
    await one.settle()
    await one.pass_time(2 * MINUTE)
    assert [event.subject for event in await one.events("OperatorVanished")] == [anna]
    await one.heart.writer.do(SetStatus(operator_id=anna, client_id="c2", status=Status.OFFLINE))
    assert (await one.operator(anna)).vanished_at is None
    assert (await one.operator(ben)).vanished_at is None


async def test_a_clock_that_jumps_makes_nobody_vanish(one: Process) -> None:
    anna, person = await online(one)
    one.come(person)
    await one.settle()
    one.heart.clock.ahead += 60 * MINUTE
    await one.roll.round()
    await one.pass_time(30_000)
    assert await one.events("OperatorVanished") == []
    assert (await one.operator(anna)).is_available


async def test_visitors_are_written_down_only_while_they_wait_for_a_first_answer(one: Process) -> None:
    anna, _ = await online(one)
    asking, looking = one.heart.visitor(), one.heart.visitor()
    for visitor in (asking, looking):
        one.come(f"visitor:{visitor.id}")
    sent = await one.heart.receive(asking)
    await one.pass_time(20_000)
    people = [f"visitor:{visitor.id}" for visitor in (asking, looking)]
    found = await one.heart.database.read(signs_of, people)
    assert [len(found[person]) for person in people] == [1, 0]
    await one.heart.take(anna, sent.conversation_id)
    await one.heart.reply(anna, sent.conversation_id)
    seen_at = found[people[0]][0].seen_at
    await one.pass_time(2 * MINUTE)
    found = await one.heart.database.read(signs_of, people)
    assert found[people[0]][0].seen_at < seen_at + MINUTE


async def leave_after(one: Process, visitor: Visitor, seconds: int) -> tuple[str, int]:
    """A visitor asks and goes; answers the conversation and when it was."""
    stream = one.come(f"visitor:{visitor.id}")
    sent = await one.heart.receive(visitor)
    await one.pass_time(seconds * 1000)
    one.go(f"visitor:{visitor.id}", stream)
    return sent.conversation_id, one.heart.clock.now()


@pytest.mark.parametrize("seconds", [0, 30])
async def test_a_visitor_who_is_gone_for_five_minutes_has_left_at_the_exact_time(one: Process, seconds: int) -> None:
    await one.settle()
    conversation_id, left_at = await leave_after(one, one.heart.visitor(), seconds)
    await one.pass_time(5 * MINUTE - 5_000)
    assert await one.events("VisitorLeft") == []
    await one.pass_time(10_000)
    (event,) = await one.events("VisitorLeft")
    assert (event.subject, event.episode) == (conversation_id, 1)
    assert abs(event.left_at - left_at) < 100
    await one.pass_time(10 * MINUTE)
    assert len(await one.events("VisitorLeft")) == 1, "once in an episode"


async def test_who_comes_back_in_time_or_is_answered_has_not_left(one: Process) -> None:
    anna, _ = await online(one)
    await one.settle()
    back, answered = one.heart.visitor(), one.heart.visitor()
    await leave_after(one, back, 20)
    conversation_id, _ = await leave_after(one, answered, 20)
    await one.heart.take(anna, conversation_id)
    await one.heart.reply(anna, conversation_id)
    await one.pass_time(4 * MINUTE)
    one.come(f"visitor:{back.id}")
    await one.pass_time(5 * MINUTE)
    assert await one.events("VisitorLeft") == []


async def test_a_program_without_a_stream_cannot_leave(one: Process) -> None:
    visitor = one.heart.visitor()
    sent = await one.heart.receive(visitor)
    await one.settle()
    await one.pass_time(10 * MINUTE)
    await one.heart.writer.do(Leave(sent.conversation_id, visitor.id))
    assert await one.events("VisitorLeft") == []


async def test_nobody_leaves_a_closed_department_nor_a_closed_conversation(one: Process) -> None:
    heart, leaver = one.heart, one.heart.visitor()
    await one.settle()
    ended, _ = await leave_after(one, leaver, 20)
    await heart.writer.do(CloseByVisitor(leaver.id, ended, "c-end", heart.directory.rules))
    await heart.told(hours={"always": False})
    at_night = heart.visitor()
    waiting, _ = await leave_after(one, at_night, 20)
    await one.pass_time(10 * MINUTE)
    await heart.writer.do(Leave(ended, leaver.id))
    await heart.writer.do(Leave(waiting, at_night.id))
    assert await one.events("VisitorLeft") == []


async def test_two_processes_know_of_each_others_people_and_a_killed_ones_go_stale(postgres: Cluster) -> None:
    url = postgres.make_database()
    from besedka.kernel import schema

    first_database, second_database = open_database(url), open_database(url)
    await schema.open_store(first_database)
    async with process(first_database) as first, process(second_database, furnished=True) as second:
        anna, person = await online(first)
        ben, ben_person = await online(first, "ben")
        visitor = first.heart.visitor()
        first.come(person)
        second.come(ben_person)
        second.come(f"visitor:{visitor.id}")
        await first.heart.receive(visitor)
        for it in (first, second):
            await it.settle()
        for _ in range(24):
            for it in (first, second):
                await it.pass_time(5_000)
        assert await first.events("OperatorVanished") == []
        killed_at = second.heart.clock.now()
        for _ in range(13):
            await first.pass_time(5_000)
        assert [e.subject for e in await first.events("OperatorVanished")] == [ben]
        assert (await first.operator(anna)).is_available
        await first.pass_time(5 * MINUTE)
        (left,) = await first.events("VisitorLeft")
        assert 0 <= killed_at - left.left_at <= 20_000, "its last beat is what is known"
    for database in (first_database, second_database):
        await database.close()
