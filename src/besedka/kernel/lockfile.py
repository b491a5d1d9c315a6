"""On SQLite exactly one process writes: a lock on a file beside the database, held as long as the process lives."""

import fcntl
import os
from pathlib import Path

from besedka.kernel.errors import Refusal


class AlreadyRunning(Refusal):
    """Another process uses this data folder."""


def take(folder: Path) -> int:
    """Lock the folder; the descriptor must stay open. Raises AlreadyRunning naming the other process."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / "besedka.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        other = os.read(descriptor, 32).decode().strip() or "unknown"
        os.close(descriptor)
        raise AlreadyRunning(
            f"Expected to be the only process on {folder}, but process {other} has it. SQLite takes one writer. "
            "Stop the other one, choose another folder with BESEDKA_DATA, or move to PostgreSQL with BESEDKA_DATABASE "
            "to run several processes."
        ) from None
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()}\n".encode())
    return descriptor
