"""The load generator: C sources in bench/load, built when they changed, run on the core that is not the server's."""

import contextlib
import json
import os
import resource
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bench.machine import SERVER_CORE, pin_load
from bench.servers import ROOT, Server

_SOURCES = ROOT / "bench" / "load"
_PROGRAM = ROOT / "build" / "bench" / "load"
_TROUBLES = ("missing", "doubled", "disordered", "foreign", "holes", "resyncs", "refused", "gone")

Result = dict[str, Any]


class Unclean(Exception):
    """A run that lost, doubled or refused something measures nothing. `counts` says how often, by name."""

    def __init__(self, message: str, counts: Mapping[str, int] | None = None) -> None:
        super().__init__(message)
        self.counts = counts or {}


def build() -> None:
    """Compile what is newer than the program; raises FileNotFoundError without gcc."""
    sources = sorted(_SOURCES.glob("*.c"))
    newest = max(file.stat().st_mtime for file in _SOURCES.iterdir())
    if _PROGRAM.exists() and _PROGRAM.stat().st_mtime > newest:
        return
    _PROGRAM.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["gcc", "-O2", "-Wall", "-Wextra", "-std=gnu11", "-o", _PROGRAM, *sources], check=True)


def run(
    mode: str,
    server: Server,
    options: Mapping[str, float],
    tickets: Sequence[str] = (),
    when_measuring: Callable[[], None] = lambda: None,
) -> Result:
    """One measurement; raises Unclean. Options are those of bench/load/main.c."""
    command = _command(mode, server, tickets, options)
    with _started(command) as process:
        assert process.stdout is not None
        if process.stdout.readline():
            when_measuring()
        output, errors = process.communicate(timeout=60 + options.get("seconds", 0))
    if process.returncode:
        raise Unclean(f"{mode}: exit code {process.returncode}: {errors[-1000:]}")
    return _clean(json.loads(output), errors)


@contextlib.contextmanager
def standing(server: Server, connections: int, *, is_bare: bool = False) -> Iterator[None]:
    """Visitors who are there, their snapshots received, until the end of the block."""
    command = _command("idle", server, (), {"connections": connections, "bare": is_bare})
    with _started(command) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        if not process.stdout.readline():
            raise Unclean(f"{connections} visitors did not get in")
        yield
        process.stdin.close()
        _clean(json.loads(process.stdout.readline()), "")


def _command(mode: str, server: Server, tickets: Sequence[str], options: Mapping[str, float]) -> list[str]:
    told = [f"{name}={value:g}" for name, value in options.items()]
    watched = [f"port={server.port}", f"process={server.process}", f"core={SERVER_CORE}"]
    return [str(_PROGRAM), mode, *watched, *told, f"tickets={','.join(tickets)}"]


@contextlib.contextmanager
def _started(command: list[str]) -> Iterator["subprocess.Popen[str]"]:
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, preexec_fn=_prepare) as process:
        try:
            yield process
        finally:
            process.kill()


def _clean(result: Result, errors: str) -> Result:
    bad = {name: result[name] for name in _TROUBLES if result.get(name)}
    if bad:
        raise Unclean(f"{bad} in {result}: {errors[-1000:]}", bad)
    return result


def _prepare() -> None:
    pin_load()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    os.setpgrp()
