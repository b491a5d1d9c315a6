"""The machine: which core is whose, what a process uses, how fast the disk is."""

import os
import platform
import time
from pathlib import Path

_CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]
SERVER_CORE = _CORES[0]
LOAD_CORE = _CORES[1 % len(_CORES)]
_SYNCS = 1500
_SESSION_NICENESS = Path("/proc/self/autogroup")


def pin_server() -> None:
    """For a new process: the server's core only."""
    os.sched_setaffinity(0, {SERVER_CORE})


def pin_load() -> None:
    """For a new process: the load generator's core only."""
    os.sched_setaffinity(0, {LOAD_CORE})


def go_first() -> None:
    """Let this process and its children go before others: by niceness, and by that of the session, since Linux shares a
    machine out among sessions. PostgreSQL's processes make their own. Needs root; raises PermissionError.
    """
    os.setsid()
    os.setpriority(os.PRIO_PROCESS, 0, -20)
    if _SESSION_NICENESS.exists():
        _SESSION_NICENESS.write_text("-20")


def described() -> str:
    """Cores, processor, Python: what figures may be compared by."""
    system = f"{platform.system()} {platform.release()}"
    return f"{len(_CORES)} cores ({_processor()}), {system}, Python {platform.python_version()}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def user_memory_kb(process: int) -> int:
    """The proportional set size of a process: memory of its own, and its part of what it shares. In KB."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise RuntimeError(f"no Pss of process {process}")


def fdatasync_p99_s(folder: Path) -> float:
    """The 99th percentile of an append of 4 KB that is made durable, in seconds."""
    target = folder / "appends"
    block = os.urandom(4096)
    took = []
    file = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC | os.O_APPEND)
    try:
        for _ in range(_SYNCS):
            began = time.perf_counter()
            os.write(file, block)
            os.fdatasync(file)
            took.append(time.perf_counter() - began)
    finally:
        os.close(file)
        target.unlink()
    return sorted(took)[int(0.99 * len(took))]
