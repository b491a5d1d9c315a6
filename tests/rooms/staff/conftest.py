"""An open office, over both databases."""

from collections.abc import AsyncIterator

import pytest

from besedka.kernel.db import Database
from tests.rooms.staff.rooms import Office, opened


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with opened(database) as it:
        yield it
