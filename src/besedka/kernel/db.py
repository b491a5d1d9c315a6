"""The database: one code path for SQLite and PostgreSQL. The only place that knows the dialect.

Room stores are synchronous functions over a `Bulk`. On SQLite they run in a thread, on PostgreSQL in a greenlet
(`AsyncConnection.run_sync`); the stores cannot tell. Tables are SQLAlchemy Core; the few hot statements are generated
from the tables once and sent through `exec_driver_sql`, since per-row Core costs two to four times the driver.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import cache
from itertools import count
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from besedka.kernel.errors import Refusal, Unavailable

P = ParamSpec("P")
T = TypeVar("T")
Row = Sequence[Any]
Rule = tuple[tuple[str, ...], str, Sequence[list[Any]]]
"""(columns, further condition, wanted values of each column): all columns must be among their values."""

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

_READERS = 3
_WAL_PAGES = 16_000


class WeakDatabase(Refusal):
    """The database does not keep what it acknowledges."""


class Bulk:
    """A connection inside a transaction, with one statement a table for a whole batch."""

    __slots__ = ("connection", "is_postgres")

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.is_postgres = connection.dialect.name == "postgresql"

    def execute(self, statement: sa.Executable, parameters: Any = None) -> sa.CursorResult[Any]:
        """A Core statement, for rare queries."""
        return self.connection.execute(statement, parameters)

    def driver(self, sql: str, parameters: tuple[Any, ...]) -> Any:
        """A hot statement on the driver's own cursor, which it answers. Raises sqlalchemy's DBAPIError."""
        return self._on_cursor("execute", sql, parameters)

    def driver_many(self, sql: str, rows: list[tuple[Any, ...]]) -> Any:
        """The same statement for many rows (SQLite; PostgreSQL takes arrays)."""
        return self._on_cursor("executemany", sql, rows)

    def _on_cursor(self, method: str, sql: str, parameters: Any) -> Any:
        connection = self.connection
        if not connection.in_transaction():
            connection.begin()
        cursor = connection.connection.cursor()
        dbapi_error = connection.dialect.loaded_dbapi.Error
        try:
            getattr(cursor, method)(sql, parameters)
        except dbapi_error as problem:
            gone = connection.dialect.is_disconnect(problem, connection.connection, cursor)
            if gone:
                connection.invalidate(problem)
            raise sa.exc.DBAPIError.instance(
                sql, None, problem, dbapi_error, connection_invalidated=gone, dialect=connection.dialect
            ) from problem
        return cursor

    def matching(self, table: sa.Table, rules: Sequence[Rule], *, lock: bool) -> Sequence[Row]:
        """Rows for which any rule holds, in primary key order, locked on PostgreSQL."""
        shape = tuple((columns, where) for columns, where, _ in rules)
        values: list[Any] = [column for rule in rules for column in rule[2]]
        if not self.is_postgres:
            values = [_json_list(v) for v in values]
        sql = _select(table, shape, self.is_postgres, lock)
        rows: Sequence[Row] = self.driver(sql, tuple(values)).fetchall()
        return rows

    def insert(self, table: sa.Table, rows: list[tuple[Any, ...]]) -> None:
        """All columns of the table, in the table's order."""
        if not rows:
            return
        if self.is_postgres:
            self.driver(_insert(table, True), tuple(map(list, zip(*rows, strict=True))))
        else:
            self.driver_many(_insert(table, False), rows)

    def update(self, table: sa.Table, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
        """Set `columns` (row = their values, then the primary key's)."""
        if not rows:
            return
        if self.is_postgres:
            self.driver(_update(table, columns, True), tuple(map(list, zip(*rows, strict=True))))
        else:
            self.driver_many(_update(table, columns, False), rows)


def _json_list(values: list[Any]) -> str:
    return msgspec.json.encode(values).decode()


@cache
def _select(table: sa.Table, shape: tuple[tuple[tuple[str, ...], str], ...], postgres: bool, lock: bool) -> str:
    numbers = count(1)
    rules = []
    for columns, where in shape:
        tests = [_among(table, column, next(numbers), postgres) for column in columns]
        rules.append(" AND ".join(tests + [where] * bool(where)))
    names = ", ".join(f'"{c.name}"' for c in table.columns)
    tail = ""
    if lock and postgres:
        tail = f" ORDER BY {', '.join(c.name for c in table.primary_key)} FOR NO KEY UPDATE"
    return f"SELECT {names} FROM {table.name} WHERE {' OR '.join(rules)}{tail}"


def _among(table: sa.Table, column: str, number: int, postgres: bool) -> str:
    if postgres:
        return f"{column} = ANY(${number}::{_pg_type(table, column)}[])"
    return f"{column} IN (SELECT value FROM json_each(?))"


@cache
def _insert(table: sa.Table, postgres: bool) -> str:
    names = [c.name for c in table.columns]
    columns = ", ".join(f'"{name}"' for name in names)
    if not postgres:
        return f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join('?' for _ in names)})"
    arrays = ", ".join(f"${n}::{_pg_type(table, name)}[]" for n, name in enumerate(names, 1))
    return f"INSERT INTO {table.name} ({columns}) SELECT * FROM unnest({arrays})"


@cache
def _update(table: sa.Table, columns: tuple[str, ...], postgres: bool) -> str:
    keys = tuple(c.name for c in table.primary_key)
    if not postgres:
        sets = ", ".join(f'"{c}" = ?' for c in columns)
        return f"UPDATE {table.name} SET {sets} WHERE {' AND '.join(f'{k} = ?' for k in keys)}"
    every = columns + keys
    arrays = ", ".join(f"${n}::{_pg_type(table, name)}[]" for n, name in enumerate(every, 1))
    sets = ", ".join(f'"{c}" = u."{c}"' for c in columns)
    match = " AND ".join(f't."{k}" = u."{k}"' for k in keys)
    names = ", ".join(f'"{c}"' for c in every)
    return f"UPDATE {table.name} AS t SET {sets} FROM unnest({arrays}) AS u({names}) WHERE {match}"


def _pg_type(table: sa.Table, column: str) -> str:
    return table.c[column].type.compile(postgresql.dialect()).lower()  # type: ignore[no-untyped-call]


class Session(Protocol):
    """The writer's connection: steps of one transaction, each run where the database's driver lives."""

    async def run(self, step: Callable[[Bulk], T]) -> T:
        """Run one synchronous step over the open connection."""
        ...


class Database(Protocol):
    """What the rest of the program sees of a database."""

    name: str
    notifies: bool

    async def read(self, query: Callable[Concatenate[Bulk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query function in a read-only transaction that sees one state."""
        ...

    def writing(self) -> Any:
        """Async context manager: the one connection that writes, as a Session. Held for the writer's life."""
        ...

    async def close(self) -> None:
        """Let go of all connections."""
        ...


def open_database(url: str) -> "SqliteDatabase | PostgresDatabase":
    """`sqlite:///path` or `postgresql://...`; raises WeakDatabase, Unavailable."""
    if url.startswith("sqlite"):
        return SqliteDatabase(url.removeprefix("sqlite:///"))
    return PostgresDatabase(url)


class SqliteDatabase:
    """A file in WAL mode with `synchronous=FULL`; one thread writes, a few read."""

    name = "sqlite"
    notifies = False

    def __init__(self, path: str, *, synchronous: str = "FULL") -> None:
        self.path = path
        self._synchronous = synchronous
        self.engine = self._engine()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="sqlite-writer")
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="sqlite-reader")

    def _engine(self) -> Engine:
        engine = sa.create_engine(
            f"sqlite:///{self.path}",
            poolclass=sa.pool.QueuePool,
            pool_size=_READERS + 1,
            max_overflow=0,
            hide_parameters=True,
            connect_args={"check_same_thread": False, "isolation_level": None, "cached_statements": 256},
        )
        sa.event.listen(engine, "connect", self._prepare)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine

    def _prepare(self, connection: sqlite3.Connection, _record: object) -> None:
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={self._synchronous}",
            "foreign_keys=ON",
            "busy_timeout=5000",
            f"wal_autocheckpoint={_WAL_PAGES}",
            "cache_size=-32000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    async def read(self, query: Callable[Concatenate[Bulk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query function in a read-only transaction that sees one state."""

        def work() -> T:
            with self.engine.connect() as connection:
                return query(Bulk(connection), *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._readers, work)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator["SqliteSession"]:
        """The one connection that writes."""
        loop = asyncio.get_running_loop()
        connection = await loop.run_in_executor(self._writer, self.engine.connect)
        try:
            yield SqliteSession(connection.execution_options(writes=True), self._writer)
        finally:
            await loop.run_in_executor(self._writer, connection.close)

    async def checkpoint(self) -> None:
        """Move the write-ahead log into the file, when nothing else is going on."""

        def work() -> None:
            with self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")

        await asyncio.get_running_loop().run_in_executor(self._readers, work)

    async def close(self) -> None:
        """Let go of all connections."""
        await asyncio.get_running_loop().run_in_executor(self._writer, self.engine.dispose)
        self._writer.shutdown(wait=False)
        self._readers.shutdown(wait=False)


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock at once: a read that turns into a write would be refused when somebody else writes."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class SqliteSession:
    """Steps run in the writer thread; the loop goes on during the fsync."""

    def __init__(self, connection: Connection, thread: ThreadPoolExecutor) -> None:
        self._connection = connection
        self._bulk = Bulk(connection)
        self._thread = thread

    async def run(self, step: Callable[[Bulk], T]) -> T:
        """Run one synchronous step in the writer's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, step, self._bulk)

    async def rollback(self) -> None:
        """Forget the transaction if one is open."""
        await self.run(lambda bulk: bulk.connection.rollback())


class PostgresDatabase:
    """PostgreSQL 15 or newer through asyncpg. Several processes may write; NOTIFY is the doorbell."""

    name = "postgresql"
    notifies = True

    def __init__(self, url: str) -> None:
        self.url = url.replace("postgresql://", "postgresql+asyncpg://", 1)
        self.dsn = url
        self.engine: AsyncEngine = create_async_engine(
            self.url, pool_size=8, max_overflow=4, pool_timeout=10, pool_pre_ping=False, hide_parameters=True
        )
        self._readers = self.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    async def read(self, query: Callable[Concatenate[Bulk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query function in a read-only transaction that sees one state."""

        def work(connection: Connection) -> T:
            return query(Bulk(connection), *args, **kwargs)

        try:
            async with self._readers.connect() as connection:
                return await connection.run_sync(work)
        except (OSError, sa.exc.DBAPIError, sa.exc.TimeoutError) as problem:
            raise Unavailable("The database does not answer.") from problem

    @asynccontextmanager
    async def writing(self) -> AsyncIterator["PostgresSession"]:
        """A connection of the writer's own, set for statements by key (see docs/decisions/0002)."""
        async with self.engine.connect() as connection:
            for setting in (
                "enable_seqscan=off",
                "enable_hashjoin=off",
                "enable_mergejoin=off",
                "idle_in_transaction_session_timeout='10s'",
                "lock_timeout='10s'",
            ):
                await connection.exec_driver_sql(f"SET {setting}")
            await connection.commit()
            yield PostgresSession(connection)

    async def close(self) -> None:
        """Let go of all connections."""
        await self.engine.dispose()


class PostgresSession:
    """Steps run in a greenlet over the asynchronous driver."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def run(self, step: Callable[[Bulk], T]) -> T:
        """Run one synchronous step in a greenlet."""
        return await self._connection.run_sync(lambda connection: step(Bulk(connection)))

    async def rollback(self) -> None:
        """Forget the transaction if one is open."""
        await self._connection.rollback()


def check_durability(bulk: Bulk) -> None:
    """Refuse a database that acknowledges before it has written; raises WeakDatabase with what to set."""
    weak = list(_weak_postgres(bulk) if bulk.is_postgres else _weak_sqlite(bulk))
    if weak:
        raise WeakDatabase(f"Expected {', '.join(weak)}. Set that, or acknowledged messages could be lost.")


def _weak_postgres(bulk: Bulk) -> Iterable[str]:
    wanted = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
    for name, value in wanted.items():
        got = bulk.connection.exec_driver_sql(f"SHOW {name}").scalar()
        if got != value and not (name == "synchronous_commit" and got in ("remote_write", "remote_apply")):
            yield f"{name}={value} (got {got})"


def _weak_sqlite(bulk: Bulk) -> Iterable[str]:
    if (mode := bulk.connection.exec_driver_sql("PRAGMA journal_mode").scalar()) != "wal":
        yield f"journal_mode=wal (got {mode})"
    if (level := bulk.connection.exec_driver_sql("PRAGMA synchronous").scalar()) not in (2, 3):
        yield f"synchronous=FULL (got {level})"
