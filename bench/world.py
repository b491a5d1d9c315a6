"""What the measurements share: the folder, the lengths, PostgreSQL."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests import postgres

from bench.machine import pin_load
from bench.servers import Server, besedka

_numbers = count(1)


@dataclass
class World:
    """One run of the bench."""

    folder: Path
    """On the disk that is measured."""
    runs: int
    pace: float
    """What lengths are multiplied by."""
    cluster: postgres.Cluster | None = None

    @property
    def stores(self) -> tuple[str, ...]:
        """Where messages may be kept here."""
        return ("sqlite", "postgres") if self.cluster else ("sqlite",)

    def new_folder(self) -> Path:
        """An empty one."""
        made = self.folder / str(next(_numbers))
        made.mkdir()
        return made

    def seconds(self, usual: float) -> float:
        """A length, at the pace of this run."""
        return usual * self.pace

    @contextlib.contextmanager
    def besedka(self, store: str = "sqlite") -> Iterator[Server]:
        """A server on a new store, both gone afterwards."""
        folder = self.new_folder()
        database = self.cluster.make_database() if store == "postgres" and self.cluster else ""
        with besedka(folder, database) as server:
            yield server
        shutil.rmtree(folder)
        if self.cluster and database:
            self.cluster.psql(f"DROP DATABASE {database.rsplit('/', 1)[1]} WITH (FORCE)")


@contextlib.contextmanager
def opened(parent: Path, runs: int, pace: float, *, with_postgres: bool) -> Iterator[World]:
    """A world in a folder of its own in `parent`, which should be on a real disk: memory would make promises cheap."""
    folder = Path(tempfile.mkdtemp(prefix="besedka-bench-", dir=parent))
    folder.chmod(0o755)
    try:
        with contextlib.ExitStack() as stack:
            cluster = stack.enter_context(_cluster(folder)) if with_postgres else None
            yield World(folder, runs, pace, cluster)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _cluster(folder: Path) -> Iterator[postgres.Cluster]:
    """PostgreSQL with its own defaults (fsync and synchronous_commit on), same disk, on the load generator's core."""
    tempdir, cores = tempfile.tempdir, os.sched_getaffinity(0)
    tempfile.tempdir = os.fspath(folder)
    pin_load()
    try:
        with postgres.cluster() as cluster:
            os.sched_setaffinity(0, cores)
            yield cluster
    finally:
        os.sched_setaffinity(0, cores)
        tempfile.tempdir = tempdir
