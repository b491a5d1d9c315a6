"""The wheel: deadlines, pings spread over time, streams that do not answer."""

import asyncio
from collections import Counter
from itertools import pairwise

import pytest

from besedka.realtime.ws import Limits
from besedka.realtime.ws.wheel import Wheel
from tests.unit.realtime.ws_server import QUICK, Recorder, masked, raw, serving, until

FAST = Limits(tick=0.01, ping_every=0.3, answer_within=0.1, closing=0.2)


class Member:
    """Counts its turns of the wheel."""

    def __init__(self, wheel: Wheel) -> None:
        self.wheel = wheel
        self.pings: list[int] = []
        self.answers: list[int] = []

    def ping_due(self) -> None:
        self.pings.append(self.wheel.now)

    def answer_due(self) -> None:
        self.answers.append(self.wheel.now)


def turn(wheel: Wheel, times: int) -> None:
    for _ in range(times):
        wheel._turn()


async def test_a_deadline_is_met_after_its_time_and_at_most_two_ticks_later() -> None:
    wheel, met = Wheel(Limits(tick=0.5)), []
    wheel.arm(5.0, lambda: met.append(wheel.now))
    turn(wheel, 20)
    assert met == [11]


async def test_a_deadline_longer_than_the_wheel_is_round_is_kept_for_its_own_round() -> None:
    wheel, met = Wheel(Limits(tick=1.0)), []
    wheel.arm(999.0, lambda: met.append(wheel.now))
    turn(wheel, 1100)
    assert met == [1000]


async def test_a_disarmed_deadline_is_not_met_and_may_be_disarmed_again() -> None:
    wheel, met = Wheel(Limits(tick=1.0)), []
    timer = wheel.arm(3.0, lambda: met.append("late"))
    wheel.disarm(timer)
    wheel.disarm(timer)
    wheel.disarm(None)
    turn(wheel, 10)
    assert met == []


async def test_deadlines_that_raise_or_disarm_each_other_do_not_stop_the_wheel() -> None:
    wheel, met = Wheel(Limits(tick=1.0)), []
    timers = []

    def first_one_only() -> None:
        met.append("met")
        for timer in timers:
            wheel.disarm(timer)

    timers += [wheel.arm(3.0, first_one_only), wheel.arm(3.0, first_one_only)]
    wheel.arm(3.0, lambda: 1 / 0)  # type: ignore[arg-type, return-value]
    wheel.arm(4.0, lambda: met.append("after"))
    turn(wheel, 10)
    assert met == ["met", "after"]


async def test_pings_come_every_interval_and_answers_are_looked_for_in_between() -> None:
    wheel = Wheel(Limits(tick=1.0, ping_every=45.0, answer_within=20.0))
    member = Member(wheel)
    wheel.enlist(member)
    turn(wheel, 200)
    assert [later - earlier for earlier, later in pairwise(member.pings)] == [45] * 3
    assert {ping + 20 for ping in member.pings} <= set(member.answers)
    assert len(member.answers) <= len(member.pings) + 1


async def test_a_crowd_that_arrives_at_once_is_pinged_evenly_over_the_interval() -> None:
    wheel = Wheel(Limits())
    crowd = [Member(wheel) for _ in range(1800)]
    for member in crowd:
        wheel.enlist(member)
    turn(wheel, 180)
    assert set(Counter(member.pings[0] for member in crowd).values()) == {10}
    assert all(len(member.pings) == 1 for member in crowd)


async def test_a_retired_member_is_left_alone_and_an_empty_wheel_stands_still() -> None:
    wheel = Wheel(Limits(tick=0.005, ping_every=0.05, answer_within=0.02))
    member = Member(wheel)
    lane = wheel.enlist(member)
    assert list(wheel) == [member]
    await until(lambda: len(member.pings) > 1)
    wheel.retire(member, lane)
    await asyncio.sleep(0.02)
    seen, now = len(member.pings), wheel.now
    await asyncio.sleep(0.05)
    assert (len(member.pings), wheel.now) == (seen, now)


# Over real sockets


async def test_a_client_that_answers_pings_stays_and_its_session_gets_the_beat() -> None:
    async with serving(FAST, make=Recorder) as running, raw(running) as client:
        for _ in range(3):
            assert await client.frame() == (9, b"")
            client.write(masked(10))
        assert running.door.session.beats == 3
        assert running.door.session.connection.is_open


async def test_a_client_that_sends_anything_counts_as_alive() -> None:
    async with serving(FAST, make=Recorder) as running, raw(running) as client:
        for _ in range(3):
            assert (await client.frame())[0] == 9
            client.write(masked(1, b"busy"))
        assert running.door.session.connection.is_open


async def test_a_client_that_answers_nothing_is_ended_as_lost() -> None:
    async with serving(FAST, make=Recorder) as running, raw(running) as client:
        assert await client.frame() == (9, b"")
        await until(lambda: running.door.session.ended == [(1006, "no answer to a ping")], 1)


async def test_what_a_session_sends_in_its_beat_shares_the_write_of_the_ping() -> None:
    class Beating(Recorder):
        def beat(self) -> None:
            self.connection.send(b"cursor")

    async with serving(FAST, make=Beating) as running, raw(running) as client:
        assert await client.reader.read(100) == b"\x89\x00\x81\x06cursor"
        assert len(running.sockets) == 1


async def test_a_handshake_that_never_ends_is_refused_in_time() -> None:
    class Pipe(asyncio.Transport):
        written = b""
        closed = False

        def write(self, data: bytes) -> None:  # type: ignore[override]
            self.written += data

        def close(self) -> None:
            self.closed = True

        def is_closing(self) -> bool:
            return self.closed

        def get_extra_info(self, name: str, default: object = None) -> object:
            return default

    async with serving(Limits(tick=0.01, handshake=0.1)) as running:
        # uvicorn hands over whole requests only, so this one is not sent through it.
        upgrade = running.sockets.protocol_class(running.server.config, running.server.server_state, {})  # type: ignore[call-arg]
        pipe = Pipe()
        upgrade.connection_made(pipe)
        upgrade.data_received(b"GET /stream HTTP/1.1\r\nHost: ")
        assert not pipe.closed
        await until(lambda: pipe.closed, 1)
        upgrade.connection_lost(None)
        assert pipe.written.startswith(b"HTTP/1.1 408 ")
        assert not running.server.server_state.connections


@pytest.mark.parametrize("limits", [Limits(), QUICK])
def test_the_answer_is_due_before_the_next_ping(limits: Limits) -> None:
    assert limits.answer_within < limits.ping_every
