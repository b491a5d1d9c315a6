"""The real server as a process of its own: started, killed, started again."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

READY_S = 30.0
_SERVE = (sys.executable, "-m", "besedka.cli", "serve", "--demo")


class DiedAtStart(Exception):
    """The process ended before it was ready. `code` is its exit code, negative for a signal."""

    def __init__(self, code: int, output: str) -> None:
        super().__init__(f"the server ended with {code} before it was ready:\n{output}")
        self.code = code
        self.output = output


@dataclass
class Store:
    """Where a server keeps everything. `url` is the database's, `folder` the data folder."""

    url: str
    folder: Path

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    def environment(self) -> dict[str, str]:
        return {"BESEDKA_DATA": str(self.folder), "BESEDKA_DATABASE": "" if self.is_sqlite else self.url}


def sqlite_store(folder: Path) -> Store:
    """The embedded default in a folder of its own."""
    return Store(f"sqlite:///{folder / 'data' / 'besedka.sqlite3'}", folder / "data")


@dataclass
class Server:
    """One server process on a store. `extra` are more variables of its environment."""

    store: Store
    log: Path
    command: Sequence[str] = _SERVE
    extra: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=lambda: free_port())
    process: "subprocess.Popen[bytes] | None" = None

    def launch(self, **more: str) -> None:
        """Start the process without waiting for it."""
        environment = os.environ | self.store.environment() | self.extra | more
        environment |= {"BESEDKA_PORT": str(self.port), "BESEDKA_RATE_LIMITS": "false", "BESEDKA_LOG_LEVEL": "warning"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, env=environment, stdout=log, stderr=log)

    async def start(self, **more: str) -> float:
        """Start it and wait until it serves; answers the seconds that took. Raises DiedAtStart."""
        began = time.monotonic()
        self.launch(**more)
        await self.ready()
        return time.monotonic() - began

    async def printed_by(self, *words: str) -> str:
        """What another command prints of the same store."""
        environment = os.environ | self.store.environment() | self.extra
        command = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "besedka.cli", *words, env=environment, stdout=subprocess.PIPE
        )
        printed, _ = await command.communicate()
        assert command.returncode == 0, f"besedka {' '.join(words)} ended with {command.returncode}"
        return printed.decode()

    async def ready(self) -> None:
        """Wait until it serves. Raises DiedAtStart."""
        until = time.monotonic() + READY_S
        while not await self._answers():
            if (code := self.running.poll()) is not None:
                raise DiedAtStart(code, self.output())
            assert time.monotonic() < until, f"the server is not ready after {READY_S} s:\n{self.output()}"
            await asyncio.sleep(0.03)

    @property
    def running(self) -> "subprocess.Popen[bytes]":
        assert self.process is not None, "the server was never started"
        return self.process

    def output(self) -> str:
        """The last lines that it wrote."""
        return self.log.read_text(errors="replace")[-3000:]

    def kill(self) -> None:
        """As pulling the plug of this process: SIGKILL."""
        self.running.kill()
        self.running.wait()

    async def death(self, seconds: float) -> int | None:
        """Its exit code once it ended by itself, or None if it still lives after that time."""
        until = time.monotonic() + seconds
        while (code := self.running.poll()) is None and time.monotonic() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        return code

    def end(self) -> None:
        """Let no process be left over."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
            self.kill()

    async def _answers(self) -> bool:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        try:
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return b" 200 " in await asyncio.wait_for(reader.readline(), 5)
        except (OSError, TimeoutError):
            return False
        finally:
            writer.close()


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
