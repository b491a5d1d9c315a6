"""The server of a walk."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.server import Server, sqlite_store


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """The real server process, on an empty store."""
    running = Server(sqlite_store(tmp_path), tmp_path / "server.log")
    await running.start()
    yield running
    running.end()
