"""A proxy between browsers and the server, as spoilt as those in the wild.

It forwards one request a connection (it asks the server to close), so that it always knows what it carries.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
import time
from collections.abc import Coroutine
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from tests.faults.server import free_port

HEAD = re.compile(rb"^(\S+) (\S+) HTTP/1\.1\r\n")


class WebSockets(Enum):
    """What happens to them."""

    PASS = "pass"
    FORBID = "forbid"
    """The upgrade is answered with 403."""
    CUT = "cut"
    """The connection is closed without an answer."""
    SWALLOW = "swallow"
    """The handshake succeeds; then nothing is let through, in either direction, and nothing is closed."""


@dataclass(frozen=True)
class Carried:
    """A request that came by."""

    method: str
    path: str
    query: str
    is_upgrade: bool
    at: float = field(default_factory=time.monotonic)

    @property
    def carrier(self) -> str | None:
        """Which carrier of the protocol opens like this."""
        if self.path.endswith("/poll"):
            return "poll"
        if not self.path.endswith("/stream"):
            return None
        return "websocket" if self.is_upgrade else "sse"


class Proxy:
    """Runs in a thread of its own. `websockets` and `holds_streams` may be changed at any time."""

    def __init__(self, server_port: int) -> None:
        self.port = free_port()
        self.websockets = WebSockets.PASS
        self.holds_streams = False
        """Whether the body of a streamed answer is kept back until its end, which never comes."""
        self.pieces_left: int | None = None
        """So many pieces of files get through; the next one is cut off. `None`: all of them."""
        self.carried: list[Carried] = []
        self._server_port = server_port
        self._loop = asyncio.new_event_loop()
        self._open: dict[asyncio.Task[None], Carried] = {}
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._run(asyncio.start_server(self._serve, "127.0.0.1", self.port))

    def end(self) -> None:
        self.drop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def drop(self) -> None:
        """Break every connection that is open now."""
        self._run(self._drop())

    def carriers_since(self, number: int) -> list[str]:
        """Carriers that were opened since `carried` had this length, in order."""
        return [request.carrier for request in self.carried[number:] if request.carrier]

    def open_carriers(self, lived: float = 0) -> list[str]:
        """Carriers that are open now, for so many seconds at least."""
        born = time.monotonic() - lived
        return [request.carrier for request in list(self._open.values()) if request.carrier and request.at <= born]

    def _run(self, work: Coroutine[Any, Any, Any]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    async def _drop(self) -> None:
        tasks = list(self._open)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            request = read_head(head)
            self.carried.append(request)
            self._open[task] = request
            await self._carry(request, head, reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()  # somebody left, or everything is dropped
        finally:
            self._open.pop(task, None)
            writer.close()

    async def _carry(
        self, request: Carried, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if request.is_upgrade and self.websockets is WebSockets.CUT:
            return
        if request.method == "PUT" and self.pieces_left is not None:
            if self.pieces_left == 0:
                return
            self.pieces_left -= 1
        if request.is_upgrade and self.websockets is WebSockets.FORBID:
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self._server_port)
        try:
            back.write(head if request.is_upgrade else asking_to_close(head))
            await self._exchange(request, (reader, back), (there, writer))
        finally:
            back.close()

    async def _exchange(self, request: Carried, up: Pipe, down: Pipe) -> None:
        """Until one side has ended. `up` is from the browser to the server, `down` the way back."""
        if request.is_upgrade and self.websockets is WebSockets.SWALLOW:
            await hand_on_head(*down)
            await swallow(up[0])  # the server gives up on it, and the browser does not hear of that
        elif request.carrier == "sse" and self.holds_streams:
            await either(pump(*up), hold(*down))
        else:
            await either(pump(*up), pump(*down))


Pipe = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def read_head(head: bytes) -> Carried:
    found = HEAD.match(head)
    assert found, f"not a request of HTTP/1.1: {head[:80]!r}"
    is_upgrade = b"\r\nupgrade: websocket\r\n" in head.lower()
    path, _, query = found[2].decode().partition("?")
    return Carried(found[1].decode(), path, query, is_upgrade)


def asking_to_close(head: bytes) -> bytes:
    kept = re.sub(rb"(?i)\r\nconnection: [^\r]*", b"", head)
    return kept[:-2] + b"Connection: close\r\n\r\n"


async def either(*sides: Coroutine[Any, Any, None]) -> None:
    """Until the first of them has ended."""
    running = [asyncio.ensure_future(side) for side in sides]
    try:
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for side in running:
            side.cancel()


async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Hand on what comes until the source ends."""
    with contextlib.suppress(OSError):
        while data := await source.read(65536):
            target.write(data)
            await target.drain()


async def hand_on_head(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    target.write(await source.readuntil(b"\r\n\r\n"))
    await target.drain()


async def hold(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Hand on the head of an answer, and keep its body."""
    await hand_on_head(source, target)
    await swallow(source)


async def swallow(source: asyncio.StreamReader) -> None:
    """Take what comes, and keep it."""
    with contextlib.suppress(OSError):
        while await source.read(65536):
            pass
