"""Writing: one write a tick, and readers that do not read."""

import asyncio

from websockets.asyncio.client import connect

from besedka.realtime.ws import Limits, frame
from besedka.realtime.ws.outbox import Flusher, Outbox
from tests.unit.realtime.ws_server import BIG, QUICK, Recorder, raw, serving, until


class Transport(asyncio.Transport):
    """Keeps what is written; the test says when it is full."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:  # type: ignore[type-arg, unused-ignore]
        self.written.append(bytes(data))


class Owner:
    """Counts what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def ran_over(self) -> None:
        self.told.append("ran over")

    def caught_up(self) -> None:
        self.told.append("caught up")


def outbox(limit: int = 100) -> tuple[Outbox, Transport, Owner]:
    transport, owner = Transport(), Owner()
    return Outbox(transport, Flusher(), limit, owner), transport, owner


async def tick() -> None:
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def test_everything_put_in_one_tick_leaves_in_one_write() -> None:
    box, transport, _ = outbox()
    box.put(b"one ")
    box.put(b"two")
    assert transport.written == []
    await tick()
    assert transport.written == [b"one two"]
    box.put(b"three")
    await tick()
    assert transport.written == [b"one two", b"three"]


async def test_one_connection_failing_to_write_does_not_keep_others_from_it() -> None:
    class Broken(Transport):
        def write(self, data: object) -> None:
            raise OSError("no")

    flusher, sound = Flusher(), Transport()
    broken, fine = Outbox(Broken(), flusher, 10, Owner()), Outbox(sound, flusher, 10, Owner())
    broken.put(b"a")
    fine.put(b"b")
    await tick()
    assert sound.written == [b"b"]


async def test_a_paused_transport_gets_nothing_until_it_resumes() -> None:
    box, transport, owner = outbox()
    box.pause()
    box.put(b"one ")
    await tick()
    box.put(b"two")
    await tick()
    assert (transport.written, box.queued) == ([], 7)
    box.resume()
    assert (transport.written, box.queued, owner.told) == ([b"one two"], 0, [])


async def test_running_over_drops_everything_and_tells_once_at_the_end_of_the_tick() -> None:
    box, transport, owner = outbox()
    box.pause()
    for _ in range(3):
        box.put(b"x" * 60)
    assert (box.queued, owner.told) == (0, [])
    box.put(b"dropped too")
    await tick()
    assert (box.queued, owner.told) == (0, ["ran over"])
    box.put(b"fresh start")
    box.resume()
    assert transport.written == [b"fresh start"]
    assert owner.told == ["ran over", "caught up"]


async def test_a_fresh_start_that_runs_over_too_is_made_again_only_when_the_reader_reads() -> None:
    box, transport, owner = outbox()
    box.pause()
    for _ in range(3):
        box.put(b"x" * 60)
    await tick()
    for _ in range(1000):
        box.put(b"y" * 60)
    await tick()
    assert (box.queued, owner.told) == (0, ["ran over"])
    box.resume()
    assert owner.told == ["ran over", "caught up", "ran over"]
    box.put(b"fresh start")
    await tick()
    assert transport.written == [b"fresh start"]


async def test_one_message_bigger_than_the_limit_always_gets_in() -> None:
    box, transport, owner = outbox()
    box.pause()
    box.put(b"resync ")
    box.put(b"s" * 1000)
    await tick()
    assert (box.queued, owner.told) == (1007, [])
    box.resume()
    assert transport.written == [b"resync " + b"s" * 1000]


async def test_a_reader_that_reads_may_get_any_amount_in_one_tick() -> None:
    box, transport, owner = outbox()
    for _ in range(100):
        box.put(b"x" * 60)
    await tick()
    assert b"".join(transport.written) == b"x" * 6000
    assert owner.told == []


async def test_a_transport_that_pauses_in_the_middle_gets_no_more() -> None:
    class Filling(Transport):
        def write(self, data: bytes | bytearray | memoryview) -> None:  # type: ignore[type-arg, unused-ignore]
            super().write(data)
            box.pause()

    transport = Filling()
    box = Outbox(transport, Flusher(), 10_000_000, Owner())
    for _ in range(10):
        box.put(b"x" * 50_000)
    await tick()
    assert [len(data) for data in transport.written] == [100_000]
    assert box.queued == 400_000


async def test_after_the_seal_nothing_is_put_and_a_shut_box_is_quiet() -> None:
    box, transport, _ = outbox()
    box.put(b"one ")
    box.seal(b"last", end=False)
    box.put(b"never")
    box.seal(b"never", end=True)
    await tick()
    box.shut()
    box.put(b"never")
    box.flush()
    assert transport.written == [b"one last"]


# Over real sockets

SMALL = 4096
"""A receive buffer that fills soon."""


def stalled_limits(blocked: float) -> Limits:
    return Limits(outbox_bytes=256 * 1024, blocked=blocked, closing=0.2, tick=0.02)


async def fill(session: Recorder, until_slow: int = 1) -> int:
    """Send until the session is told that it is slow; how much was sent."""
    sent = 0
    while session.slows < until_slow and sent < 64_000_000:
        session.connection.send(BIG.encode())
        sent += len(BIG)
        await asyncio.sleep(0)
    return sent


async def test_a_reader_that_stopped_is_told_of_once_and_cut_when_it_stays_blocked() -> None:
    async with serving(stalled_limits(blocked=0.3), make=Recorder) as running, raw(running, None, SMALL):
        session = running.door.session
        await fill(session)
        await fill(session, until_slow=2)
        assert session.slows == 1
        assert session.connection.buffered < 1024 * 1024
        await until(lambda: session.ended == [(1013, "too slow")])
        assert len(running.sockets) == 0


async def test_a_slow_reader_that_reads_on_gets_the_fresh_start_and_stays() -> None:
    async with serving(stalled_limits(blocked=0.5), make=Recorder) as running, raw(running, None, SMALL) as client:
        session = running.door.session
        await fill(session)
        session.connection.send(b"fresh start")
        while (await client.frame())[1] != b"fresh start":
            pass
        await asyncio.sleep(0.7)
        assert session.connection.is_open
        assert (session.slows, session.ended) == (1, [])


async def test_buffered_says_what_waits_here_and_in_the_transport() -> None:
    async with serving(make=Recorder) as running, raw(running, None, SMALL) as client:
        connection = running.door.session.connection
        assert connection.buffered == 0
        while connection.buffered < 200_000:
            connection.send(BIG.encode())
            await asyncio.sleep(0)
        while connection.buffered:
            await client.frame()


async def test_two_sends_in_a_tick_are_one_write_on_the_wire() -> None:
    async with serving(QUICK, make=Recorder) as running, connect(running.url) as client:
        connection = running.door.session.connection
        writes: list[bytes] = []
        transport = connection._transport

        class Spy:
            def write(self, data: bytes) -> None:
                writes.append(data)
                transport.write(data)

        connection._outbox._transport = Spy()  # type: ignore[assignment]
        connection.send(b"one")
        connection.send_framed(frame(b"two"))
        assert [await client.recv(), await client.recv()] == ["one", "two"]
        assert writes == [frame(b"one") + frame(b"two")]
