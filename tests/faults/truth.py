"""What the database says, read with plain SQL and none of the product's code."""

import asyncio
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cached_property
from typing import Any, NamedTuple

import asyncpg

SHOWN = ("version", "text", "code", "client_id")
"""What an entry looks like to every reader."""


class Message(NamedTuple):
    conversation_id: str
    seq: int
    version: int
    kind: str
    author_id: str | None
    client_id: str | None
    sender: str | None
    text: str
    code: str | None
    at: int
    deleted_at: int | None

    @property
    def place(self) -> tuple[str, int]:
        return self.conversation_id, self.seq

    @property
    def shown(self) -> tuple[int, str, str | None, str | None]:
        """What stands under `SHOWN`."""
        return self.version, self.text, self.code, self.client_id


class Conversation(NamedTuple):
    id: str
    identity_id: str
    department_id: str
    status: str
    operator_id: str | None
    is_latest: int
    seq: int


class Operator(NamedTuple):
    id: str
    load: int
    chat_limit: int


class Event(NamedTuple):
    revision: int
    type: str
    subject: str
    actor: str
    data: str

    def value(self, name: str) -> Any:
        """A field of the event's own."""
        return json.loads(self.data).get(name)


class Head(NamedTuple):
    revision: int


_TABLES: dict[str, tuple[type[Any], str]] = {
    "messages": (Message, "ORDER BY conversation_id, seq"),
    "conversations": (Conversation, "ORDER BY id"),
    "operators": (Operator, "ORDER BY id"),
    "events": (Event, "ORDER BY revision"),
    "log_head": (Head, ""),
}


class Truth:
    """All rows that an oracle judges by, of one state of the database."""

    def __init__(self, rows: dict[str, list[Any]]) -> None:
        self.messages: list[Message] = rows["messages"]
        self.conversations: list[Conversation] = rows["conversations"]
        self.operators: list[Operator] = rows["operators"]
        self.events: list[Event] = rows["events"]
        self.head: int = rows["log_head"][0].revision

    @cached_property
    def message_at(self) -> dict[tuple[str, int], Message]:
        return {m.place: m for m in self.messages}

    @cached_property
    def message_of(self) -> dict[str, Message]:
        """Messages by the client's id for them."""
        return {m.client_id: m for m in self.messages if m.client_id}

    @cached_property
    def entries_of(self) -> dict[str, list[Message]]:
        found: dict[str, list[Message]] = defaultdict(list)
        for m in self.messages:
            found[m.conversation_id].append(m)
        return found

    @cached_property
    def conversation(self) -> dict[str, Conversation]:
        return {c.id: c for c in self.conversations}


def _statements() -> Iterable[tuple[str, type[Any], str]]:
    for table, (kind, order) in _TABLES.items():
        columns = ", ".join(f'"{name}"' for name in kind._fields)
        yield table, kind, f"SELECT {columns} FROM {table} {order}"


def read_sqlite(path: str) -> Truth:
    """One state of a SQLite file."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
        connection.execute("BEGIN")
        return Truth({t: [kind(*row) for row in connection.execute(sql)] for t, kind, sql in _statements()})


async def read(url: str) -> Truth:
    """One state of the database."""
    if url.startswith("sqlite"):
        return await asyncio.to_thread(read_sqlite, url.removeprefix("sqlite:///"))
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            rows = {t: _made(kind, await connection.fetch(sql)) for t, kind, sql in _statements()}
    finally:
        await connection.close()
    return Truth(rows)


def _made(kind: type[Any], rows: Sequence[Any]) -> list[Any]:
    return [kind(*row) for row in rows]
