"""The event log over both databases: in commit order, for readers of any version, and telling nobody's secrets."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from besedka.events.staff import DepartmentAdded
from besedka.kernel import eventlog, tables
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, PostgresDatabase, SqliteDatabase
from besedka.kernel.eventlog import Committed, Tail, Unknown
from besedka.kernel.writer import Writer
from besedka.staff import ChangeOperator
from tests.rooms.kernel.test_followers import Happen
from tests.rooms.streams.cast import Cast, House
from tests.rooms.streams.stage import playing
from tests.rooms.streams.truth import Truth

Database = SqliteDatabase | PostgresDatabase
CANARY = "canary"


@contextlib.asynccontextmanager
async def writer_of(database: Database, tail: Tail) -> AsyncIterator[Writer]:
    made = Writer(database, tail, Clock())
    task = asyncio.create_task(made.run())
    try:
        yield made
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def subjects_after(database: Database, revision: int, **options: Any) -> list[tuple[int, str]]:
    return [(at, event.subject) for at, event in await database.read(eventlog.after, revision, **options)]


def add_row_of_a_later_version(bulk: Bulk) -> None:
    """As another process of a newer version would, during an upgrade."""
    revision = eventlog.head(bulk)[1] + 1
    bulk.execute(tables.log_head.update().values(revision=revision))
    row = {
        "revision": revision,
        "type": "FutureThing",
        "v": 3,
        "subject": "f",
        "actor": "t:",
        "at": 1,
        "data": '{"x":1}',
    }
    bulk.execute(tables.events.insert().values(**row))


async def test_revisions_have_no_gaps_and_are_read_in_pages_by_subject_and_by_type(database: Database) -> None:
    async with writer_of(database, Tail(database)) as writer:
        await writer.do(Happen(("a", "b", "a", "c")))
    assert await subjects_after(database, 0) == [(1, "a"), (2, "b"), (3, "a"), (4, "c")]
    assert await subjects_after(database, 1, limit=2) == [(2, "b"), (3, "a")]
    assert await subjects_after(database, 0, types=["OperatorAdded"]) == []
    assert [at for at, _ in await database.read(eventlog.after_of, 1, ["a", "c"], limit=9)] == [3, 4]


async def test_an_event_of_a_later_version_is_passed_over_and_the_reader_moves_on(database: Database) -> None:
    async with writer_of(database, Tail(database)) as writer:
        await writer.do(Happen(("a",)))
        await writer.transaction(add_row_of_a_later_version)
        await writer.do(Happen(("b",)))
    found = await database.read(eventlog.after, 0)
    assert [(at, type(event)) for at, event in found] == [(1, DepartmentAdded), (2, Unknown), (3, DepartmentAdded)]


async def test_a_tail_hands_on_its_own_commits_and_those_of_others_once_in_order(database: Database) -> None:
    """Two writers, as two processes have them; one rings after some of its commits only."""
    tail, elsewhere = Tail(database), Tail(database)
    await tail.start()
    heard: list[int] = []

    async def listen(commit: Committed) -> None:
        heard.extend(revision for revision, _ in commit.events)

    tail.listeners.append(listen)
    running = asyncio.create_task(tail.run())
    async with writer_of(database, tail) as mine, writer_of(database, elsewhere) as theirs:
        for n in range(30):
            await asyncio.gather(mine.do(Happen(("a", "b"))), theirs.do(Happen(("c",))))
            if n % 5 == 0:
                tail.ring(elsewhere._local[-1].last)
        head = (await database.read(eventlog.head))[1]
        tail.ring(head)
        async with asyncio.timeout(10):
            while tail.position < head:  # noqa: ASYNC110 - the tail says nothing when it has delivered
                await asyncio.sleep(0.01)
    running.cancel()
    assert heard == list(range(1, 91))


async def test_the_log_holds_no_text_no_name_and_no_address(database: Database) -> None:
    async with playing(database) as stage:
        house = House(stage)
        await house.furnish()
        cast = Cast(house)
        await cast.enter()
        await tell_secrets(cast)
        rows = await database.read(lambda bulk: [tuple(row) for row in bulk.execute(sa.select(tables.events))])
        types = {row[1] for row in rows}
        assert types >= {"MessageReceived", "MessageEdited", "MessageDeleted", "NoteAdded", "ContactChanged"}
        assert CANARY not in repr(rows)
        # Beside them a change of settings or of a colleague has `before` and `after`, which its undo writes back.
        told = [column for column in tables.audit.c if column.name not in ("before", "after")]
        known = await database.read(lambda bulk: [tuple(row) for row in bulk.execute(sa.select(*told))])
        assert CANARY not in repr(known)


async def tell_secrets(cast: Cast) -> None:
    """Everything that people can type, with a canary in it."""
    operators = cast.operators
    sent = await say(cast, "ann", "send", text=f"{CANARY} one")
    await say(cast, "ann", "edit", message_id=sent.message_id, text=f"{CANARY} two")
    await say(cast, "ann", "introduce", name=f"{CANARY} three")
    await say(cast, "olga", "take", conversation_id=sent.conversation_id)
    replied = await say(cast, "olga", "reply", conversation_id=sent.conversation_id, text=f"{CANARY} four")
    await say(cast, "olga", "note", conversation_id=sent.conversation_id, text=f"{CANARY} five")
    await say(cast, "olga", "delete", message_id=replied.message_id)
    contact = (await truth(cast)).conversations[sent.conversation_id].contact_id
    card = {"name": CANARY, "email": f"{CANARY}@x.example", "phone": None}
    await say(cast, "olga", "edit_contact", contact_id=contact, **card)
    await say(cast, "olga", "set_status", status="away", reason=f"{CANARY} six")
    renamed = ChangeOperator(actor="t:", operator_id=operators["olga"], name=CANARY, public_names={"en": CANARY})
    await cast.stage.heart.writer.do(renamed)
    await say(cast, "olga", "close", conversation_id=sent.conversation_id)
    await say(cast, "olga", "reopen", conversation_id=sent.conversation_id)


async def say(cast: Cast, who: str, wish: str, **fields: Any) -> Any:
    person = cast.person(who, await truth(cast))
    outcome = await cast.stage.give(person, cast.written(wish, **fields))
    assert not isinstance(outcome.result, BaseException), outcome
    return outcome.result


async def truth(cast: Cast) -> Truth:
    return await cast.stage.database.read(Truth, cast.identities, [*cast.operators.values()])


async def test_the_rows_data_is_json_of_the_types_own_fields(database: Database) -> None:
    async with writer_of(database, Tail(database)) as writer:
        await writer.do(Happen(("a",)))
    (row,) = await database.read(lambda bulk: bulk.execute(sa.select(tables.events)).fetchall())
    assert (row.type, row.v, row.subject, row.actor) == ("DepartmentAdded", 1, "a", "t:")
    assert msgspec.json.decode(row.data) == {}


@pytest.mark.parametrize("gap", [1, 500])
async def test_whoever_starts_late_begins_at_the_head(database: Database, gap: int) -> None:
    async with writer_of(database, Tail(database)) as writer:
        await writer.do(Happen(("a",) * gap))
        tail = Tail(database)
        await tail.start()
        assert tail.position == gap
