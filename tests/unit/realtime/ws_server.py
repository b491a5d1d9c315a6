"""A real uvicorn on a loopback port, with sessions that remember, and a client made of bare bytes."""

import asyncio
import contextlib
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Callable
from typing import Any

import uvicorn
from websockets.frames import Frame, Opcode

from besedka.realtime.ws import Connection, Limits, Refusal, Session, Sockets, UpgradeRequest

BIG = "x" * 60_000
"""A message of a size that fills buffers soon."""


class Recorder:
    """A session that keeps what it was told."""

    def __init__(self) -> None:
        self.connection: Connection
        self.got: list[bytes] = []
        self.ended: list[tuple[int, str]] = []
        self.slows = 0
        self.beats = 0

    def opened(self, connection: Connection) -> None:
        self.connection = connection

    def received(self, data: bytes) -> None:
        self.got.append(data)

    def beat(self) -> None:
        self.beats += 1

    def slow(self) -> None:
        self.slows += 1

    def closed(self, code: int, reason: str) -> None:
        self.ended.append((code, reason))


class Echo(Recorder):
    """Sends back what it gets."""

    def received(self, data: bytes) -> None:
        super().received(data)
        self.connection.send(data)


class Door:
    """An endpoint that makes such sessions, or says no."""

    def __init__(self, make: Callable[[], Recorder] = Echo) -> None:
        self.make = make
        self.refusal: Refusal | None = None
        self.requests: list[UpgradeRequest] = []
        self.sessions: list[Recorder] = []

    def admit(self, request: UpgradeRequest) -> Session | Refusal:
        self.requests.append(request)
        if self.refusal is not None:
            return self.refusal
        self.sessions.append(self.make())
        return self.sessions[-1]

    @property
    def session(self) -> Recorder:
        """The latest one."""
        return self.sessions[-1]


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Plain HTTP beside the sockets."""
    assert scope["type"] == "http"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


class Server(uvicorn.Server):
    """Stops when it is told to, not up to a tenth of a second later."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.told_to_stop = asyncio.Event()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self.told_to_stop.wait()


class Running:
    """A server, its sockets, its door at `/stream`."""

    def __init__(self, limits: Limits, door: Door, http: str, tls: ssl.SSLContext | None) -> None:
        self.sockets = Sockets(limits)
        self.door = door
        self.sockets.mount("/stream", door)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        config = uvicorn.Config(
            app,
            ws=self.sockets.protocol_class,
            http=http,
            lifespan="off",
            log_config=None,
            proxy_headers=False,
            ssl_context_factory=(lambda *_: tls) if tls else None,
        )
        self.server = Server(config)
        self.task: asyncio.Task[None]

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/stream"

    async def start(self) -> None:
        # `_serve`, not `serve`: the signals of the test run are not the server's.
        self.task = asyncio.create_task(self.server._serve([self.listener]))
        await until(lambda: self.server.started or self.task.done())

    async def stop(self) -> None:
        self.server.told_to_stop.set()
        await asyncio.wait_for(self.task, 15)


@contextlib.asynccontextmanager
async def serving(
    limits: Limits | None = None,
    make: Callable[[], Recorder] = Echo,
    http: str = "auto",
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[Running]:
    """Run a server for one test; quick limits unless others are given."""
    running = Running(limits or QUICK, Door(make), http, tls)
    await running.start()
    try:
        yield running
    finally:
        await running.stop()


QUICK = Limits(closing=0.3, tick=0.02, outbox_bytes=256 * 1024)


async def until(claim: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(seconds):
        while not claim():  # noqa: ASYNC110 what is waited for lives in plain callbacks
            await asyncio.sleep(0.005)


def masked(opcode: int, payload: bytes = b"", *, fin: bool = True) -> bytes:
    """A frame as a client writes it."""
    return Frame(Opcode(opcode), payload, fin).serialize(mask=True)


class RawClient:
    """A client that may break every rule."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def write(self, data: bytes) -> None:
        self.writer.write(data)

    async def frame(self) -> tuple[int, bytes]:
        """The next frame from the server: (opcode, payload). It must be whole and unmasked."""
        head, size = await self._exactly(2)
        assert head & 0xF0 == 0x80
        if size == 126:
            (size,) = struct.unpack("!H", await self._exactly(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", await self._exactly(8))
        assert size < 1 << 62
        return head & 0xF, await self._exactly(size)

    async def closed_with(self) -> tuple[int, str]:
        """Read up to the close frame; its code and reason."""
        while True:
            opcode, payload = await self.frame()
            if opcode == 8:
                return int.from_bytes(payload[:2], "big"), payload[2:].decode()

    async def rest(self) -> bytes:
        """Everything up to the end of the stream."""
        async with asyncio.timeout(5):
            return await self.reader.read()

    async def _exactly(self, size: int) -> bytes:
        async with asyncio.timeout(5):
            return await self.reader.readexactly(size)


def handshake(path: str = "/stream", *more: str) -> bytes:
    """An upgrade request, with headers added."""
    lines = (
        f"GET {path} HTTP/1.1",
        "Host: chat.example",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        *more,
        "",
        "",
    )
    return "\r\n".join(lines).encode()


@contextlib.asynccontextmanager
async def raw(running: Running, request: bytes | None = None, receive_buffer: int = 0) -> AsyncIterator[RawClient]:
    """A bare connection; with no request of its own, upgraded."""
    sock = socket.socket()
    if receive_buffer:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    sock.setblocking(False)
    await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", running.port))
    reader, writer = await asyncio.open_connection(sock=sock, limit=2**16)
    client = RawClient(reader, writer)
    client.write(handshake() if request is None else request)
    try:
        if request is None:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)
            assert head.startswith(b"HTTP/1.1 101 ")
        yield client
    finally:
        writer.transport.abort()
