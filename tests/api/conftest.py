"""An open house: one for each test, or one for a module whose tests do each other no harm, then over both databases.

What is stored is tested over both databases in `tests/rooms`.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.api.house import House, opened


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened("sqlite", tmp_path) as it:
        yield it


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """For modules marked `asyncio(loop_scope="module")`."""
    url = request.getfixturevalue("postgres").make_database() if request.param == "postgresql" else "sqlite"
    async with opened(url, tmp_path_factory.mktemp("house")) as it:
        yield it
