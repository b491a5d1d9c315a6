"""What every test of faults stands on: a store of each kind, and servers that are gone when the test is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.server import Server, Store, sqlite_store
from tests.postgres import Cluster

ServerMaker = Callable[..., Server]


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store, once of each kind."""
    if request.param == "sqlite":
        return sqlite_store(tmp_path)
    found: Cluster = request.getfixturevalue("postgres")
    return Store(found.make_database(), tmp_path / "data")


@pytest.fixture
def postgres_store(postgres: Cluster, tmp_path: Path) -> Store:
    """An empty PostgreSQL database."""
    return Store(postgres.make_database(), tmp_path / "data")


@pytest.fixture
def server_on(tmp_path: Path) -> Iterator[ServerMaker]:
    """Makes servers; those still running at the end of the test are ended."""
    made: list[Server] = []

    def make(store: Store, **more: object) -> Server:
        made.append(Server(store, tmp_path / f"server{len(made)}.log", **more))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for server in made:
        server.end()
