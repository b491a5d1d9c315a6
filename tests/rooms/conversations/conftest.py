from collections.abc import AsyncIterator

import pytest

from besedka.kernel.db import Database
from tests.rooms.heart import Heart, beating


@pytest.fixture
async def still(database: Database) -> AsyncIterator[Heart]:
    """A heart without routing: nobody gets a conversation unless the test says so."""
    async with beating(database, following=False) as heart:
        yield heart
