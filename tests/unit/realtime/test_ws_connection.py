"""One connection on a transport that the test holds in its hand: what needs exact timing."""

import asyncio
import dataclasses
from types import SimpleNamespace

from besedka.realtime.ws import Limits, Sockets, frame
from tests.unit.realtime.ws_server import Door, Recorder, handshake, masked

LIMITS = Limits(tick=1.0, blocked=30.0, ping_every=45.0, answer_within=20.0, outbox_bytes=1000)


class HeldTransport(asyncio.Transport):
    """Writes into a list; pauses, ends and loses when the test says so."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.half_closed = self.closed = self.aborted = False
        self.protocol: asyncio.BaseProtocol | None = None
        self.after_write = lambda: None

    def write(self, data: bytes | bytearray | memoryview) -> None:  # type: ignore[type-arg, unused-ignore]
        self.written.append(bytes(data))
        self.after_write()

    def get_write_buffer_size(self) -> int:
        return 0

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.half_closed = True

    def is_closing(self) -> bool:
        return self.closed or self.aborted

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.aborted = True

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self.protocol = protocol


class Held:
    """A connection just opened: its parts."""

    def __init__(self, *early: bytes, limits: Limits = LIMITS) -> None:
        self.sockets, self.door, self.transport = Sockets(limits), Door(Recorder), HeldTransport()
        self.sockets.mount("/stream", self.door)
        self.known: set[object] = set()
        upgrade = self.sockets.protocol_class(None, SimpleNamespace(connections=self.known), {})  # type: ignore[call-arg]
        upgrade.connection_made(self.transport)
        upgrade.data_received(handshake())
        for data in early:
            upgrade.data_received(data)
        self.upgrade, self.session = upgrade, self.door.session
        self.connection = self.session.connection
        self.transport.written.clear()

    def pass_seconds(self, seconds: int) -> None:
        for _ in range(seconds):
            self.sockets.wheel._turn()

    async def run_over(self, message: bytes = b"x" * 500) -> None:
        self.connection.pause_writing()
        for _ in range(4):
            self.connection.send(message)
        await tick()


async def tick() -> None:
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def test_data_that_comes_before_the_transport_changed_its_protocol_is_passed_on() -> None:
    held = Held(masked(1, b"early"))
    assert held.session.got == [b"early"]
    assert held.transport.protocol is None
    await tick()
    assert held.transport.protocol is held.connection


async def test_a_connection_lost_before_the_transport_changed_its_protocol_is_told_once() -> None:
    held = Held()
    held.upgrade.connection_lost(None)
    await tick()
    assert held.session.ended == [(1006, "")]
    assert (held.known, len(held.sockets), held.sockets.wheel._pending) == (set(), 0, 0)


async def test_a_slow_reader_is_told_once_and_cut_after_the_blocked_time() -> None:
    held = Held()
    await held.run_over()
    held.connection.data_received(masked(10))
    held.pass_seconds(29)
    assert (held.session.slows, held.connection.is_open) == (1, True)
    held.pass_seconds(3)
    assert not held.connection.is_open
    held.pass_seconds(8)
    assert held.transport.aborted
    held.connection.connection_lost(None)
    assert (held.session.slows, held.session.ended) == (1, [(1013, "too slow")])


async def test_a_slow_reader_that_makes_progress_gets_the_full_time_again() -> None:
    held = Held(limits=dataclasses.replace(LIMITS, outbox_bytes=1_000_000))
    await held.run_over(b"x" * 700_000)
    for _ in range(10):
        held.connection.send_framed(b"x" * 70_000)
    held.transport.after_write = held.connection.pause_writing
    for _ in range(5):
        held.pass_seconds(25)
        held.connection.resume_writing()
    assert held.connection.is_open
    assert len(held.transport.written) == 5


async def test_progress_of_a_slow_reader_is_a_sign_of_life() -> None:
    held = Held()
    held.pass_seconds(44)
    held.connection.pause_writing()
    held.pass_seconds(2)
    held.connection.resume_writing()
    held.pass_seconds(30)
    assert not held.transport.aborted


async def test_nobody_waits_any_more_for_a_reader_that_caught_up() -> None:
    held = Held()
    await held.run_over()
    held.connection.resume_writing()
    held.pass_seconds(40)
    assert held.connection.is_open


async def test_what_waited_for_a_reader_that_is_given_up_is_dropped() -> None:
    held = Held()
    await held.run_over()
    held.connection.send(b"waiting")
    held.pass_seconds(32)
    held.connection.resume_writing()
    assert held.transport.written == [b"\x88\x0a\x03\xf5too slow"]


async def test_after_a_broken_rule_our_side_of_the_stream_ends_and_the_rest_is_not_read() -> None:
    held = Held()
    held.connection.data_received(b"\x81\x00" + masked(1, b"after"))
    held.connection.data_received(masked(1, b"later"))
    await tick()
    assert held.transport.written[0].startswith(b"\x88")
    assert (held.transport.half_closed, held.session.got) == (True, [])
    held.pass_seconds(8)
    assert held.transport.aborted


async def test_a_pong_a_ping_and_a_message_of_one_tick_leave_in_one_write() -> None:
    held = Held()
    held.connection.data_received(masked(9, b"?"))
    held.pass_seconds(45)
    held.connection.send(b"hello")
    await tick()
    assert held.session.beats == 1
    assert held.transport.written == [b"\x8a\x01?" + b"\x89\x00" + frame(b"hello")]


async def test_a_session_may_close_inside_any_callback_and_hears_of_it_once() -> None:
    held = Held()
    held.session.slow = held.connection.close  # type: ignore[method-assign]
    await held.run_over()
    held.connection.resume_writing()
    assert held.transport.written == [b"\x88\x02\x03\xe8"]
    held.connection.data_received(masked(8, b"\x03\xe8"))
    assert held.transport.closed
    held.connection.connection_lost(None)
    assert held.session.ended == [(1000, "")]
