"""The stream for those whose network breaks WebSockets: SSE, long poll, and commands by POST."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import msgspec
from litestar.response import Stream

from besedka.api.stream.audience import Outcome, Person
from besedka.api.stream.frames import Frame
from besedka.api.stream.protocol import Ack, Bye, Resync, Welcome, encode
from besedka.api.stream.reader import Reader
from besedka.api.stream.sockets import Door

_COMMENT_S = 15.0
_COALESCE_S = 0.02
_WAIT_MAX_S = 30.0
_BYTES_MAX = 1024 * 1024


class Polled(msgspec.Struct, frozen=True):
    """The answer to a poll: server messages, oldest first."""

    messages: list[msgspec.Raw]


class Mailbox:
    """The sink of a reader that cannot be pushed to: keeps messages until they are fetched, within a bound.

    It is there as long as its request is open: nobody can be asked for a sign of life.
    """

    quiet_ms = 0

    def __init__(self) -> None:
        self._messages: list[bytes] = []
        self._bytes = 0
        self._arrived = asyncio.Event()
        self.is_over = False
        self.is_revoked = False

    def send(self, message: bytes) -> None:
        """Keep a message. Who has the limit waiting already gets nothing more, and must begin anew.

        So one message always gets in, however big: a snapshot.
        """
        self.is_over = self.is_over or self._bytes > _BYTES_MAX
        if not self.is_over:
            self._messages.append(message)
            self._bytes += len(message)
        self._arrived.set()

    def pass_on(self, frame: Frame) -> None:
        """Keep a frame."""
        self.send(frame.message)

    def rights_changed(self, session_id: str | None) -> None:
        """The stream ends; the client comes back under its present rights."""
        self.is_revoked = True
        self._arrived.set()

    def probe(self) -> None:
        """Nobody to ask."""

    async def wait(self, seconds: float) -> bool:
        """Whether something arrived in time; what comes right behind it is waited for."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._arrived.wait()
            await asyncio.sleep(_COALESCE_S)
        return self._arrived.is_set()

    def take(self) -> list[bytes]:
        """All messages, oldest first."""
        taken, self._messages, self._bytes = self._messages, [], 0
        self._arrived.clear()
        return taken


async def events(door: Door, person: Person, cursor: str | None) -> AsyncIterator[bytes]:
    """The body of an SSE answer."""
    mailbox = Mailbox()
    reader = await _start(door, person, cursor, mailbox)
    try:
        while not mailbox.is_revoked:
            for message in mailbox.take():
                yield b"data: %b\n\n" % message
            if mailbox.is_over:
                yield b"data: %b\n\n" % encode(Resync("slow"))
                return
            if not await mailbox.wait(_COMMENT_S):
                reader.advance(door.hub.position)
                yield b": still here\n\n"
        yield b"data: %b\n\n" % encode(Bye("revoked"))
    finally:
        door.joining.leave(reader)


def as_stream(body: AsyncIterator[bytes]) -> Stream:
    """The SSE answer; nothing on the way may keep or hold it back."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return Stream(body, media_type="text/event-stream", headers=headers, status_code=200)


async def poll(door: Door, person: Person, cursor: str | None, wait_s: float) -> Polled:
    """What happened since the cursor; waits for something to happen if nothing did."""
    mailbox = Mailbox()
    reader = await _start(door, person, cursor, mailbox)
    welcome = mailbox.take()
    try:
        if len(welcome) == 1 and await mailbox.wait(max(0.0, min(wait_s, _WAIT_MAX_S))):
            welcome += mailbox.take()
        if len(welcome) == 1:
            reader.advance(door.hub.position)
            welcome += mailbox.take()
    finally:
        door.joining.leave(reader)
    return Polled([msgspec.Raw(message) for message in welcome])


async def command(door: Door, person: Person, wish: Any) -> Ack:
    """Do one command and wait for its answer; raises its Refusal."""
    future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()

    def answer(outcome: Outcome) -> None:
        if not future.done():
            future.set_result(outcome)

    door.desk.take(person, wish, answer)
    outcome = await future
    if isinstance(outcome.result, BaseException):
        raise outcome.result
    return Ack(outcome.client_id, outcome.result if outcome.result is not None else {})


async def _start(door: Door, person: Person, cursor: str | None, mailbox: Mailbox) -> Reader:
    person, reader = await door.joining.admit(person, mailbox)
    mailbox.send(encode(Welcome(door.clock.now(), person.me)))
    try:
        await door.joining.start(reader, person, cursor)
    except BaseException:
        door.joining.leave(reader)
        raise
    return reader
