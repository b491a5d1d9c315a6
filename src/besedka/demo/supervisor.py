"""What `besedka demo` runs: the server as a child process, and beside it the second origin, which outlives it."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from besedka.demo.child import Child
from besedka.demo.site import LONGEST_HEAD, Site

ANSWER_WITHIN_S = 2.0


@dataclass(frozen=True)
class Stage:
    """Where the demo plays. `command` starts the server in the foreground; it must listen on `host`:`port`."""

    command: Sequence[str]
    host: str
    port: int
    demo_port: int
    public_url: str = ""
    """The server's address for people, where it is not the host name that they use for the demo's page."""

    @property
    def is_loopback(self) -> bool:
        return self.host in ("127.0.0.1", "localhost", "::1")


class PortTaken(Exception):
    """Another program listens there, or the port may not be used."""

    def __init__(self, port: int, setting: str, error: OSError) -> None:
        why = os.strerror(error.errno or 0)
        super().__init__(f"Port {port} cannot be used ({why}). Choose another with {setting}.")


def run(stage: Stage) -> int:
    """Plays until SIGINT or SIGTERM (returns 0) or until the server cannot be kept running (returns its exit code)."""
    return asyncio.run(play(stage))


async def play(stage: Stage) -> int:
    child = Child(stage.command, lambda: is_healthy(stage.host, stage.port), say)
    site = Site(child, stage.port, stage.is_loopback, stage.public_url)
    try:
        await require_free(stage.host, stage.port, "BESEDKA_PORT")
        server = await listen(site, stage.host, stage.demo_port)
    except PortTaken as taken:
        say(str(taken))
        return 1
    async with server:
        return await _until_asked(child)


async def listen(site: Site, host: str, port: int) -> asyncio.Server:
    try:
        return await asyncio.start_server(site.connected, host, port, limit=LONGEST_HEAD)
    except OSError as error:
        raise PortTaken(port, "BESEDKA_DEMO_PORT", error) from None


async def require_free(host: str, port: int, setting: str) -> None:
    """Raises PortTaken now, rather than watch a server fail: somebody else's would answer in its place."""
    try:
        probe = await asyncio.start_server(lambda _reader, _writer: None, host, port)
    except OSError as error:
        raise PortTaken(port, setting, error) from None
    probe.close()
    await probe.wait_closed()


async def _until_asked(child: Child) -> int:
    loop = asyncio.get_running_loop()
    endings: set[asyncio.Task[None]] = set()

    def end() -> None:
        endings.add(loop.create_task(child.end()))

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, end)
    code = await child.keep_running()
    if endings:
        await asyncio.wait(endings)
    return code


async def is_healthy(host: str, port: int) -> bool:
    """Whether `GET /healthz` is answered with 200."""
    try:
        return await asyncio.wait_for(_status_line(host, port), ANSWER_WITHIN_S) == b"200"
    except (OSError, TimeoutError, IndexError):
        return False


async def _status_line(host: str, port: int) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1" if host in ("0.0.0.0", "") else host, port)
    try:
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return (await reader.readline()).split(b" ")[1]
    finally:
        writer.close()


def say(line: str) -> None:
    print(f"demo: {line}", file=sys.stderr, flush=True)
