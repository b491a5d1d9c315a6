"""The migrations make what the rooms' tables say."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import besedka.contacts.tables
import besedka.conversations.tables
import besedka.inboxes.tables
import besedka.jobs.tables
import besedka.kernel.tables
import besedka.notifications.push.tables
import besedka.realtime.presence
import besedka.routing.tables
import besedka.staff.tables  # noqa: F401
from besedka.kernel import schema
from besedka.kernel.db import Bulk, Database, metadata


def differences(bulk: Bulk) -> list[object]:
    context = MigrationContext.configure(bulk.connection, opts={"compare_type": True, "compare_server_default": True})
    return [d for d in compare_metadata(context, metadata) if "alembic_version" not in str(d)]


async def test_a_migrated_store_has_exactly_the_tables_of_the_rooms(database: Database) -> None:
    assert await database.read(differences) == []


def test_the_last_file_of_the_migrations_is_the_head_that_alembic_knows() -> None:
    """`schema` looks at file names alone, so that a start need not load Alembic."""
    assert ScriptDirectory.from_config(schema.config()).get_current_head() == schema._newest_version()
