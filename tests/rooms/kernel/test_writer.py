"""The one writer over both databases: together in one commit, and yet each answered alone."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import msgspec
import pytest
import sqlalchemy as sa

from besedka.events.staff import DepartmentAdded
from besedka.kernel import actions, audit, eventlog, tables, writer
from besedka.kernel.audit import AUDIT, AuditRow
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, PostgresDatabase, SqliteDatabase
from besedka.kernel.errors import Conflict
from besedka.kernel.eventlog import Tail
from besedka.kernel.ids import new_id
from besedka.kernel.records import Need, Tx
from besedka.kernel.writer import Overloaded, Writer
from besedka.staff import AddDepartment, AddOperator, ChangeOperator, Role

Database = SqliteDatabase | PostgresDatabase


class Note(msgspec.Struct, frozen=True):
    """A line in the audit under an id of the caller's own, which must be new, and an event."""

    id: str
    text: str = ""

    def needs(self) -> Iterable[Need]:
        return ()

    def run(self, tx: Tx) -> str:
        tx.add(AUDIT, AuditRow(self.id, tx.now, "t:", "noted", "", self.text))
        tx.happened(DepartmentAdded(subject=self.id, actor="t:", at=tx.now))
        return self.id


class LookUp(msgspec.Struct, frozen=True):
    """A question about a key that may be one no database takes."""

    key: str

    def needs(self) -> Iterable[Need]:
        yield actions.done_by, (self.key, "t")

    def run(self, tx: Tx) -> Any:
        return tx.find(actions.done_by, (self.key, "t"))


class Refuse(msgspec.Struct, frozen=True):
    """Writes, and then thinks better of it."""

    problem: Any

    def needs(self) -> Iterable[Need]:
        return ()

    def run(self, tx: Tx) -> None:
        Note("never").run(tx)
        raise self.problem


@pytest.fixture
async def it(database: Database) -> AsyncIterator[Writer]:
    async with writing(database) as made:
        yield made


@asynccontextmanager
async def writing(database: Database) -> AsyncIterator[Writer]:
    tail = Tail(database)
    await tail.start()
    made = Writer(database, tail, Clock())
    task = asyncio.create_task(made.run())
    try:
        yield made
    finally:
        task.cancel()


async def answers(it: Writer, *commands: Any) -> list[Any]:
    """What each of the commands of one batch is answered."""
    return await asyncio.gather(*map(it.do, commands), return_exceptions=True)


async def noted(database: Database) -> set[str]:
    def read(bulk: Bulk) -> set[str]:
        return {row.id for row in bulk.execute(sa.select(tables.audit.c.id).where(tables.audit.c.action == "noted"))}

    return await database.read(read)


async def log(database: Database) -> list[tuple[int, str]]:
    """(revision, subject) of every event."""
    return [(revision, event.subject) for revision, event in await database.read(eventlog.after, 0)]


@asynccontextmanager
async def foreign_write(database: Database) -> AsyncIterator[Callable[[], Any]]:
    """Somebody else is about to write in the same place; calling what this gives lets go."""
    if isinstance(database, SqliteDatabase):
        other = sqlite3.connect(database.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield lambda: asyncio.sleep(0, other.rollback())
        other.close()
    else:
        connection = await asyncpg.connect(database.dsn)
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute("SELECT * FROM log_head FOR UPDATE")
        yield transaction.rollback
        await connection.close()


async def test_what_waits_goes_into_one_commit_in_the_order_it_came(it: Writer, database: Database) -> None:
    ids = [new_id() for _ in range(50)]
    assert await answers(it, *map(Note, ids)) == ids
    assert await log(database) == list(enumerate(ids, 1))
    assert await noted(database) == set(ids)


async def test_nobody_is_answered_before_the_commit(it: Writer, database: Database) -> None:
    async with foreign_write(database) as let_go:
        doing = asyncio.create_task(it.do(Note("a")))
        await asyncio.sleep(0.3)
        assert not doing.done()
        await let_go()
        assert await asyncio.wait_for(doing, 5) == "a"
    assert await noted(database) == {"a"}


async def test_only_the_guilty_command_of_a_batch_is_refused(it: Writer, database: Database) -> None:
    await it.do(Note("twice"))
    first, second, third = await answers(it, Note("a"), Note("twice"), Note("b"))
    assert (first, third) == ("a", "b")
    assert isinstance(second, sa.exc.IntegrityError)
    assert await log(database) == [(1, "twice"), (2, "a"), (3, "b")]


@pytest.mark.parametrize("key", ["\ud800", "a\x00b"])
async def test_a_key_that_no_database_takes_harms_nobody_else(it: Writer, database: Database, key: str) -> None:
    """A lone surrogate fails in the driver, before the database has seen anything."""
    first, second, third = await asyncio.wait_for(answers(it, Note("a"), LookUp(key), Note("b")), 10)
    assert (first, third) == ("a", "b")
    assert second is None or isinstance(second, Exception)
    assert await it.do(Note("c")) == "c"
    assert await noted(database) == {"a", "b", "c"}


async def test_a_refused_command_and_a_broken_one_leave_no_trace(it: Writer, database: Database) -> None:
    found = await answers(it, Note("a"), Refuse(Conflict("no")), Refuse(ZeroDivisionError()), Note("b"))
    assert [type(answer) for answer in found] == [str, Conflict, ZeroDivisionError, str]
    assert await noted(database) == {"a", "b"}
    assert [subject for _, subject in await log(database)] == ["a", "b"]


async def test_a_caller_that_goes_away_cancels_nothing(it: Writer, database: Database) -> None:
    leaving = asyncio.create_task(it.do(Note("a")))
    await asyncio.sleep(0)
    leaving.cancel()
    await it.drain()
    assert await noted(database) == {"a"}


async def test_a_caller_that_cannot_be_answered_harms_nobody_else(it: Writer, database: Database) -> None:
    def gone(answer: Any) -> None:
        raise ConnectionError("gone")

    it.submit(Note("a"), gone)
    assert await it.do(Note("b")) == "b"
    assert await noted(database) == {"a", "b"}


async def test_rare_work_is_alone_in_its_transaction_and_its_failure_harms_nobody(
    it: Writer, database: Database
) -> None:
    def fails(bulk: Bulk) -> None:
        AUDIT.insert(bulk, [AuditRow("never", 0, "t:", "noted", "", "")])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await it.transaction(fails)
    assert await it.transaction(lambda bulk: eventlog.head(bulk)[1]) == 0
    assert await it.do(Note("a")) == "a"
    assert await noted(database) == {"a"}


async def test_what_is_written_past_the_records_is_seen_by_the_next_command(it: Writer) -> None:
    department = await it.do(AddDepartment(actor="t:", key="one", names={}))
    operator = await it.do(
        AddOperator(actor="t:", email="a@x.example", name="A", password_hash="-", role=Role.OPERATOR, departments=())
    )
    await it.do(ChangeOperator(actor="t:", operator_id=operator, departments=(department,)))
    await it.transaction(lambda bulk: bulk.execute(sa.text("UPDATE operators SET chat_limit = 77")))
    assert (await it.do(ChangeOperator(actor="t:", operator_id=operator, name="B"))).chat_limit == 77


async def test_too_many_waiting_are_refused_and_nothing_is_done(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_WAITING_MAX", 3)
    made = Writer(database, Tail(database), Clock())
    for n in range(3):
        made.submit(Note(str(n)), lambda answer: None)
    with pytest.raises(Overloaded):
        made.submit(Note("too many"), lambda answer: None)
    assert await noted(database) == set()


async def test_the_audit_says_who_did_what(it: Writer, database: Database) -> None:
    class Tell:
        def needs(self) -> Iterable[Need]:
            return ()

        def run(self, tx: Tx) -> None:
            audit.note(tx, "operator:1", "thing.done", "2", "3")

    await it.do(Tell())
    rows = await database.read(AUDIT.all)
    assert [(row.actor, row.action, row.subject, row.detail) for row in rows] == [
        ("operator:1", "thing.done", "2", "3")
    ]
