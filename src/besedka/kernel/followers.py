"""Durable readers of the log: leased to one process, in order per subject, writes and position in one commit.

An event that fails parks its subject: it is retried with back-off while everything else goes on, and `besedka doctor`
shows it. What must hold at once (limits, seq, duplicates) is never a follower's work.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Sequence
from copy import copy
from typing import Any

import msgspec
import structlog

from besedka.kernel import eventlog, tables
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.errors import Conflict, Refusal
from besedka.kernel.eventlog import Committed, Event, Stored
from besedka.kernel.records import Command, Lookup, Need, Records, Tx
from besedka.kernel.writer import Writer

Reaction = Callable[[Stored], Awaitable[Sequence[Command]]]
"""Looks at one event and answers with the commands to write. Reads freely, writes nothing itself."""

log = structlog.get_logger()
_LEASE_MS = 6_000
_TURN_S = 2.0
_PAGE = 256
_LAZY = 10_000
_BACKOFF_MS = (500, 2_000, 10_000, 60_000, 300_000)
_RACES = 5


class Position(msgspec.Struct):
    """How far a follower has come, and which process leads it."""

    name: str
    position: int
    owner: str
    leased_until: int


class Parked(msgspec.Struct):
    """A subject whose events fail: from `revision` on they wait."""

    follower: str
    subject: str
    revision: int
    tries: int
    next_at: int
    error: str


POSITIONS = Records(Position, tables.followers, rank=80, changing=("position", "owner", "leased_until"))
PARKED = Records(Parked, tables.parked, rank=81, changing=("revision", "tries", "next_at", "error"))
position_of = Lookup(POSITIONS, "name")
parked_at = Lookup(PARKED, "follower", "subject", asks=lambda key: key)


class NotLeading(Conflict):
    """Another process leads this follower."""


class Lease(msgspec.Struct):
    """Take or keep the lead for a while; answers the position.

    `alone`: no other process can write to this database, so whoever holds the lease is dead.
    """

    name: str
    owner: str
    alone: bool

    def needs(self) -> Iterable[Need]:
        yield position_of, self.name

    def run(self, tx: Tx) -> int:
        known = tx.find(position_of, self.name)
        if known is None:
            known = tx.add(POSITIONS, Position(self.name, 0, self.owner, 0))
        if known.owner != self.owner and known.leased_until > tx.now and not self.alone:
            raise NotLeading(f"{known.owner} leads {self.name}.")
        mine = tx.edit(POSITIONS, known)
        mine.owner, mine.leased_until = self.owner, tx.now + _LEASE_MS
        return mine.position


class Handled(msgspec.Struct):
    """An event's writes and the follower's new position, in one commit; of a `parked` subject, that one's position."""

    name: str
    owner: str
    revision: int
    commands: Sequence[Any]
    parked: str = ""

    def needs(self) -> Iterable[Need]:
        yield position_of, self.name
        if self.parked:
            yield parked_at, (self.name, self.parked)
        for command in self.commands:
            yield from command.needs()

    def run(self, tx: Tx) -> None:
        mine = tx.edit(POSITIONS, tx.get(position_of, self.name))
        if mine.owner != self.owner:
            raise NotLeading(f"{mine.owner} leads {self.name}.")
        for command in self.commands:
            command.run(tx)
        if self.parked:
            tx.edit(PARKED, tx.get(parked_at, (self.name, self.parked))).revision = self.revision + 1
        else:
            mine.position = max(mine.position, self.revision)


class Park(msgspec.Struct):
    """Set a subject aside, and with the first of its events the follower's position goes past it."""

    owner: str
    parked: Parked

    def needs(self) -> Iterable[Need]:
        yield position_of, self.parked.follower
        yield parked_at, (self.parked.follower, self.parked.subject)

    def run(self, tx: Tx) -> None:
        mine = tx.edit(POSITIONS, tx.get(position_of, self.parked.follower))
        if mine.owner != self.owner:
            raise NotLeading(f"{mine.owner} leads {mine.name}.")
        mine.position = max(mine.position, self.parked.revision)
        known = tx.find(parked_at, (self.parked.follower, self.parked.subject))
        row = tx.add(PARKED, copy(self.parked)) if known is None else tx.edit(PARKED, known)
        for field in PARKED.changing:
            setattr(row, field, getattr(self.parked, field))


class Follower:
    """One durable reader: a name, the events it wants, and what it does about one."""

    def __init__(
        self,
        name: str,
        reactions: dict[type[Event], Reaction],
        database: Database,
        writer: Writer,
        clock: Clock,
        on_lead: Callable[[], None] | None = None,
    ) -> None:
        self.name, self._reactions, self._on_lead = name, reactions, on_lead or (lambda: None)
        self._types = [kind.__name__ for kind in reactions]
        self._database, self._writer, self._clock = database, writer, clock
        self._wake = asyncio.Event()
        self._position = 0
        self._written = 0
        self._seen = 0
        self._leased_until = 0
        self._parked: dict[str, Parked] = {}

    async def notice(self, commit: Committed) -> None:
        """A listener of the tail: wake only for events that matter here."""
        self._seen = commit.last
        if any(type(event) in self._reactions for _, event in commit.events):
            self._wake.set()

    async def run(self) -> None:
        """The task: follow until cancelled."""
        while True:
            self._wake.clear()
            if not await self._is_more_waiting():
                await self._pause()

    async def _is_more_waiting(self) -> bool:
        try:
            return await self._turn()
        except NotLeading:
            self._leased_until = 0
        except Refusal as refusal:
            log.warning("follower waits", follower=self.name, reason=refusal.detail)
        return False

    async def _pause(self) -> None:
        # Not `wait_for`: before Python 3.12 it swallows a cancellation that comes together with the wake.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_TURN_S):
                await self._wake.wait()

    async def _turn(self) -> bool:
        """Handle a page of events; answers whether there may be more."""
        await self._lead()
        await self._retry()
        seen = self._seen
        stored = await self._database.read(eventlog.after, self._position, limit=_PAGE, types=self._types)
        for revision, event in stored:
            await self._handle(revision, event)
            self._position = revision
        if len(stored) == _PAGE:
            return True
        self._position = max(self._position, seen)
        if self._position - self._written > _LAZY:
            await self._write(self._position, [])
        return False

    async def _lead(self) -> None:
        now = self._clock.now()
        if self._leased_until - now > _LEASE_MS // 2:
            return
        was_leading = self._leased_until > now
        position = await self._writer.do(Lease(self.name, self._writer.process, alone=not self._database.notifies))
        self._leased_until = now + _LEASE_MS
        if not was_leading:
            self._on_lead()
            self._position = self._written = position
            rows = await self._database.read(_parked_of, self.name)
            self._parked = {row.subject: row for row in rows}

    async def _handle(self, revision: int, event: Event) -> None:
        if event.subject in self._parked:
            return
        try:
            await self._react(revision, event)
        except NotLeading:
            raise
        except Exception as problem:
            await self._park(Parked(self.name, event.subject, revision, 0, 0, ""), problem)

    async def _react(self, revision: int, event: Event, parked: str = "") -> None:
        """A race lost to somebody's command is looked at again: the facts have changed."""
        for left in reversed(range(_RACES)):
            commands = await self._reactions[type(event)]((revision, event))
            if not commands:
                return
            try:
                await self._write(revision, commands, parked)
                return
            except NotLeading:
                raise
            except Conflict:
                if not left:
                    raise

    async def _write(self, revision: int, commands: Sequence[Command], parked: str = "") -> None:
        await self._writer.do(Handled(self.name, self._writer.process, revision, commands, parked))
        if not parked:
            self._written = max(self._written, revision)

    async def _park(self, parked: Parked, problem: Exception) -> None:
        parked.tries += 1
        parked.next_at = self._clock.now() + _BACKOFF_MS[min(parked.tries, len(_BACKOFF_MS)) - 1]
        parked.error = f"{type(problem).__name__}: {problem}"[:500]
        log.warning("event failed", follower=self.name, subject=parked.subject, tries=parked.tries, error=parked.error)
        await self._writer.do(Park(self._writer.process, parked))
        self._written = max(self._written, parked.revision)
        self._parked[parked.subject] = parked

    async def _retry(self) -> None:
        now = self._clock.now()
        for parked in [p for p in self._parked.values() if p.next_at <= now]:
            await self._replay(parked)

    async def _replay(self, parked: Parked) -> None:
        """What the subject missed; never beyond where this follower stands, or others' events would be left out."""
        stored = await self._database.read(
            eventlog.after_of, parked.revision - 1, [parked.subject], limit=_PAGE, types=self._types
        )
        try:
            for revision, event in stored:
                if revision <= self._position:
                    parked.revision = revision
                    await self._react(revision, event, parked.subject)
        except NotLeading:
            raise
        except Exception as problem:
            await self._park(parked, problem)
            return
        if len(stored) == _PAGE and stored[-1][0] <= self._position:
            parked.revision = stored[-1][0] + 1
            return
        await self._writer.transaction(lambda bulk: _forget(bulk, parked))
        del self._parked[parked.subject]


def _parked_of(bulk: Bulk, follower: str) -> list[Parked]:
    return PARKED.all(bulk, tables.parked.c.follower == follower)


def parked_subjects(bulk: Bulk) -> list[Parked]:
    """What `besedka doctor` shows: everything that waits for a retry."""
    return PARKED.all(bulk)


def _forget(bulk: Bulk, parked: Parked) -> None:
    t = tables.parked
    bulk.execute(t.delete().where(t.c.follower == parked.follower, t.c.subject == parked.subject))
