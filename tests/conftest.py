"""What every test may use: both databases, behind one fixture."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from besedka.kernel import schema
from besedka.kernel.db import PostgresDatabase, SqliteDatabase, open_database
from tests.postgres import Cluster, cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL cluster for the whole run."""
    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'besedka.sqlite3'}"
    found: Cluster = request.getfixturevalue("postgres")
    return found.make_database()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[SqliteDatabase | PostgresDatabase]:
    """An empty store at this version's schema."""
    opened = open_database(database_url)
    await schema.open_store(opened)
    yield opened
    await opened.close()
