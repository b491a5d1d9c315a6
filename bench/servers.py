"""Servers under measurement: Besedka and the bare reference, each a process on the server's core."""

import contextlib
import http.client
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.machine import pin_server

ROOT = Path(__file__).resolve().parent.parent
_READY_S = 60
_MANY = "1000000000"
# Sign-in, limits, seq, log: all on, as in production; but visitors here write more than a person may.
_SETTINGS = {
    "BESEDKA_HOST": "127.0.0.1",
    "BESEDKA_VISITOR_BURST": _MANY,
    "BESEDKA_VISITOR_PER_MINUTE": _MANY,
    "BESEDKA_ADDRESS_PER_MINUTE": _MANY,
}


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: int
    """Its id. All its threads are on one core."""
    ready_s: float = 0.0
    """From spawning to answering."""


@contextlib.contextmanager
def besedka(folder: Path, database: str = "", wrapper: tuple[str, ...] = ()) -> Iterator[Server]:
    """A demo server on the store in `folder` (SQLite) or in `database` (a PostgreSQL URL)."""
    port = free_port()
    settings = {**_SETTINGS, "BESEDKA_PORT": str(port), "BESEDKA_DATA": str(folder), "BESEDKA_DATABASE": database}
    command = [*wrapper, sys.executable, "-m", "besedka.cli", "serve", "--demo"]
    began = time.monotonic()
    with _process(command, {**_inherited(), **settings}, folder / "server.log") as process:
        _wait(process, lambda: _is_healthy(port), folder / "server.log")
        yield Server(port, process.pid, time.monotonic() - began)


@contextlib.contextmanager
def bare(folder: Path, what: str) -> Iterator[Server]:
    """The bare picows server: `echo` or `broadcast`."""
    with _listening(folder, "bench.bare", what) as server:
        yield server


@contextlib.contextmanager
def pretended(folder: Path, fault: str) -> Iterator[Server]:
    """The pretend server with a fault of bench/pretend.py."""
    with _listening(folder, "bench.pretend", fault) as server:
        yield server


@contextlib.contextmanager
def _listening(folder: Path, module: str, word: str) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", module, str(port), word]
    with _process(command, _inherited(), folder / f"{word}.log") as process:
        _wait(process, lambda: _is_listening(port), folder / f"{word}.log")
        yield Server(port, process.pid)


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("BESEDKA_")}


@contextlib.contextmanager
def _process(command: list[str], environment: Mapping[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            preexec_fn=_prepare,
        )  # fmt: skip
    try:
        yield process
    finally:
        _end(process)


def _prepare() -> None:
    pin_server()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", is_ready: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + _READY_S
    while not is_ready():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"a server did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.01)


def _is_listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        return answer.status == 200 and json.load(answer)["status"] == "ok"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
