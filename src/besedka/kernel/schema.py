"""Bringing a store to this version's schema, and what is written on a store: its epoch and its marks."""

import asyncio
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from besedka.kernel import tables
from besedka.kernel.db import Bulk, Database, PostgresDatabase, SqliteDatabase
from besedka.kernel.ids import new_id

if TYPE_CHECKING:
    from alembic.config import Config


_MIGRATIONS = Path(str(resources.files("besedka"))) / "migrations"


def config() -> "Config":
    """Alembic's settings: the migrations travel inside the package."""
    from alembic.config import Config

    found = Config()
    found.set_main_option("script_location", str(_MIGRATIONS))
    return found


async def migrate(database: SqliteDatabase | PostgresDatabase) -> None:
    """Bring the schema to the newest version. Each step is one transaction, so a killed one leaves nothing behind."""
    if isinstance(database, SqliteDatabase):
        await asyncio.to_thread(_upgrade_sqlite, database)
        return
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7105271)")
        await connection.run_sync(_upgrade)


def _upgrade_sqlite(database: SqliteDatabase) -> None:
    with database.engine.execution_options(writes=True).begin() as connection:
        _upgrade(connection)


def _upgrade(connection: sa.Connection) -> None:
    """Alembic is a tenth of the time that a start takes, so it is loaded only when there is something to do."""
    if _version_of(connection) == _newest_version():
        return
    from alembic import command

    found = config()
    found.attributes["connection"] = connection
    command.upgrade(found, "head")


def _version_of(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def _newest_version() -> str:
    """Migrations are named by number, so the last file is the newest."""
    return max(path.name for path in (_MIGRATIONS / "versions").glob("[0-9]*.py")).partition("_")[0]


def begin_log(bulk: Bulk) -> None:
    """Give a new store its log head. Another process may do so at the same moment: then that one's stays."""
    bulk.execute(_BEGIN_LOG, {"epoch": new_id()})


_BEGIN_LOG = sa.text("INSERT INTO log_head (id, epoch, revision) VALUES (1, :epoch, 0) ON CONFLICT (id) DO NOTHING")
_SET_MARK = sa.text(
    "INSERT INTO marks (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_FIRST_MARK = sa.text("INSERT INTO marks (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")


def new_epoch(bulk: Bulk) -> None:
    """After a restore: every cursor given out before is answered with `resync`."""
    bulk.execute(tables.log_head.update().values(epoch=new_id()))


def mark(bulk: Bulk, name: str) -> str | None:
    """What the store says about itself under this name."""
    return bulk.execute(sa.select(tables.marks.c.value).where(tables.marks.c.name == name)).scalar()


def set_mark(bulk: Bulk, name: str, value: str) -> None:
    """Write it on the store, instead of what stood under this name."""
    bulk.execute(_SET_MARK, {"name": name, "value": value})


def first_mark(bulk: Bulk, name: str, value: str) -> str:
    """Write it on the store unless something stands under this name; answers what stands there."""
    bulk.execute(_FIRST_MARK, {"name": name, "value": value})
    return mark(bulk, name) or value


async def open_store(database: SqliteDatabase | PostgresDatabase) -> Database:
    """Migrate, and begin the log if the store is new."""
    await migrate(database)
    if isinstance(database, PostgresDatabase):
        async with database.engine.begin() as connection:
            await connection.run_sync(lambda c: begin_log(Bulk(c)))
    else:
        await asyncio.to_thread(_begin_sqlite, database)
    return database


def _begin_sqlite(database: SqliteDatabase) -> None:
    with database.engine.execution_options(writes=True).begin() as connection:
        begin_log(Bulk(connection))
