"""The event log: facts in commit order, and the tail that hands them to whoever listens in this process.

Revision order is commit order on both databases, because one head row is moved in the last statement before the commit:
whoever sees revision n sees every smaller one. The database is the truth; NOTIFY is only a doorbell.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, ClassVar

import msgspec
import sqlalchemy as sa
import structlog

from besedka.kernel import failpoints, tables
from besedka.kernel.db import Bulk, Database
from besedka.kernel.errors import Refusal

CHANNEL = "besedka"
_PAGE = 1000
_POLL_S = 2.0
_RETRY_S = 0.5

log = structlog.get_logger()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A fact: ids and plain values, never text, names, addresses, file names or URLs.

    `subject` is the thing whose events stay in order (for most, a conversation's id); `actor` says who did it,
    as `kind:id`. A subclass is a type; its name is stored. Fields are only added; a changed meaning is a new type.
    """

    version: ClassVar[int] = 1
    known: ClassVar[dict[str, type["Event"]]] = {}
    own_fields: ClassVar[tuple[str, ...]] = ()

    subject: str
    actor: str
    at: int

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        Event.known[cls.__name__] = cls

    def data(self) -> str:
        """The fields of this type alone, as JSON."""
        names = [n for n in self.__struct_fields__ if n not in _COMMON]
        return msgspec.json.encode({name: getattr(self, name) for name in names}).decode() if names else "{}"


_COMMON = frozenset(("subject", "actor", "at"))


class Unknown(Event, frozen=True, kw_only=True):
    """An event of a type that this version does not know: skipped, and the reader moves on."""


Stored = tuple[int, Event]
"""(revision, event)"""


def decode(revision: int, type_: str, subject: str, actor: str, at: int, data: str) -> Stored:
    """An event from its row. Fields that this version does not know are ignored."""
    kind = Event.known.get(type_)
    if kind is None:
        return revision, Unknown(subject=subject, actor=actor, at=at)
    fields = msgspec.json.decode(data)
    return revision, msgspec.convert({**fields, "subject": subject, "actor": actor, "at": at}, kind)


def append(bulk: Bulk, happened: Sequence[Event], ring: str) -> int:
    """Write events as the last statement before the commit; returns the last revision."""
    rows = [(type(e).__name__, e.version, e.subject, e.actor, e.at, e.data()) for e in happened]
    if bulk.is_postgres:
        columns: list[Any] = [list(column) for column in zip(*rows, strict=True)]
        return int(bulk.driver(_APPEND_POSTGRES, (len(rows), *columns, ring)).fetchone()[0])
    head = int(bulk.driver(_MOVE_HEAD, (len(rows),)).fetchone()[0])
    first = head - len(rows) + 1
    bulk.driver_many(_APPEND_SQLITE, [(first + n, *row) for n, row in enumerate(rows)])
    return head


_MOVE_HEAD = "UPDATE log_head SET revision = revision + ? WHERE id = 1 RETURNING revision"
_APPEND_SQLITE = "INSERT INTO events (revision, type, v, subject, actor, at, data) VALUES (?, ?, ?, ?, ?, ?, ?)"
_APPEND_POSTGRES = """
WITH head AS (UPDATE log_head SET revision = revision + $1::bigint WHERE id = 1 RETURNING revision),
rows AS (
  INSERT INTO events (revision, type, v, subject, actor, at, data)
  SELECT head.revision - $1::bigint + row.ord, row.type, row.v, row.subject, row.actor, row.at, row.data
  FROM head, unnest($2::text[], $3::integer[], $4::text[], $5::text[], $6::bigint[], $7::text[])
    WITH ORDINALITY AS row (type, v, subject, actor, at, data, ord))
SELECT head.revision, pg_notify('besedka', $8::text || ' ' || head.revision) FROM head
"""


def head(bulk: Bulk) -> tuple[str, int]:
    """(epoch, last revision). A restored backup gets a new epoch."""
    row = bulk.execute(sa.select(tables.log_head.c.epoch, tables.log_head.c.revision)).one()
    return str(row.epoch), int(row.revision)


def after(bulk: Bulk, revision: int, *, limit: int = _PAGE, types: Iterable[str] = ()) -> list[Stored]:
    """Events behind `revision`, in order."""
    return _read(bulk, _order(tables.events.c.revision > revision, types).limit(limit))


def after_of(
    bulk: Bulk, revision: int, subjects: Sequence[str], *, limit: int, types: Iterable[str] = ()
) -> list[Stored]:
    """Events behind `revision` of some subjects, in order. Reads all events since: meant for the recent past."""
    where = sa.and_(tables.events.c.revision > revision, tables.events.c.subject.in_(subjects))
    return _read(bulk, _order(where, types).limit(limit))


def _order(where: sa.ColumnElement[bool], types: Iterable[str]) -> sa.Select[Any]:
    e = tables.events.c
    query = sa.select(e.revision, e.type, e.subject, e.actor, e.at, e.data).where(where).order_by(e.revision)
    return query.where(e.type.in_(list(types))) if types else query


def _read(bulk: Bulk, query: sa.Select[Any]) -> list[Stored]:
    return [decode(*tuple(row)) for row in bulk.execute(query)]


class Committed:
    """Consecutive events, oldest first. `rows` are the writer's records, when this process made the commit."""

    __slots__ = ("events", "last", "rows")

    def __init__(self, events: Sequence[Stored], last: int, rows: Any = None) -> None:
        self.events, self.last, self.rows = events, last, rows


Listener = Callable[[Committed], Awaitable[None]]


class Tail:
    """Hands every event to the listeners of this process once and in order, wherever it was committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._local: deque[Committed] = deque()
        self._wake = asyncio.Event()
        self._rung = 0
        self.epoch = ""
        self.position = 0
        self.listeners: list[Listener] = []
        self.on_skipped: Callable[[], None] = lambda: None
        """Called when a commit could not be handed on: whoever listens must begin anew."""

    async def start(self) -> None:
        """Begin at the present head."""
        self.epoch, self.position = await self._database.read(head)
        self._rung = self.position

    def committed(self, commit: Committed) -> None:
        """The writer of this process has committed."""
        self._local.append(commit)
        self._wake.set()

    def ring(self, revision: int) -> None:
        """Somebody may have committed up to `revision`."""
        if revision > self._rung:
            self._rung = revision
            self._wake.set()

    async def run(self) -> None:
        """The task: deliver until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            if failpoints.is_armed:
                await failpoints.after_ack()
            try:
                while (commit := await self._next()) is not None:
                    await self._deliver(commit)
            except Refusal as refusal:
                log.warning("the tail waits", reason=refusal.detail)
                await asyncio.sleep(_RETRY_S)
                self._wake.set()

    async def poll(self) -> None:
        """The task that makes up for lost rings: look at the head now and then."""
        while True:
            await asyncio.sleep(_POLL_S)
            with contextlib.suppress(Refusal):
                self.ring((await self._database.read(head))[1])

    async def _next(self) -> Committed | None:
        while self._local and self._local[0].last <= self.position:
            self._local.popleft()
        if self._local and self._local[0].events[0][0] == self.position + 1:
            return self._local.popleft()
        if self._local or self._rung > self.position:
            events = await self._database.read(after, self.position)
            return Committed(events, events[-1][0]) if events else None
        return None

    async def _deliver(self, commit: Committed) -> None:
        """A mistake in a listener must neither stop the others nor be a silent hole in somebody's stream."""
        try:
            for listener in self.listeners:
                await listener(commit)
        except Refusal:
            raise
        except Exception:
            log.exception("a commit could not be handed on", first=commit.events[0][0], last=commit.last)
            self.on_skipped()
        self.position = commit.last
