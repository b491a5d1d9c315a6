"""Letting a reader in: snapshot and stream join so that nothing falls between, and nothing counts twice."""

import msgspec

from besedka.api.stream.audience import Person, TooFar
from besedka.api.stream.facts import read_facts
from besedka.api.stream.frames import Frames
from besedka.api.stream.pieces import Drawing, Everybody
from besedka.api.stream.reader import Reader, Sink
from besedka.attachments import Addresses
from besedka.inboxes import Directory
from besedka.kernel import eventlog
from besedka.kernel.clock import Clock
from besedka.kernel.cursors import Cursors, Lost
from besedka.kernel.db import Bulk, Database
from besedka.kernel.eventlog import Stored
from besedka.realtime.hub import Hub, Piece
from besedka.realtime.presence import Attendance


class Start(msgspec.Struct):
    """Where a reader begins: a state (with the reason for `resync`, if any), or what it missed."""

    last: int
    state: object = None
    reason: str | None = None
    revision: int = 0
    missed: bytes = b""


class Joining:
    """Makes readers and starts them."""

    def __init__(
        self,
        database: Database,
        hub: Hub,
        cursors: Cursors,
        directory: Directory,
        addresses: Addresses,
        clock: Clock,
        attendance: Attendance | None = None,
    ) -> None:
        self._database, self._hub, self._frames, self._directory = database, hub, Frames(cursors), directory
        self._addresses, self._clock, self._attendance = addresses, clock, attendance or Attendance()

    async def admit(self, person: Person, sink: Sink) -> tuple[Person, Reader]:
        """A reader that already listens, so that nothing from now on is missed, and the person under rights that are
        no older than that: whatever changes them later, the sink hears of. Raises the Refusal of who has none left.
        """
        reader = self._reader(person, sink)
        try:
            fresh = await person.renewed()
        except BaseException:
            self.leave(reader)
            raise
        if fresh.tag != person.tag:
            self.leave(reader)
            reader = self._reader(fresh, sink)
        return fresh, reader

    def _reader(self, person: Person, sink: Sink) -> Reader:
        reader = Reader(person.topics, person.own, person.tag, self._frames, sink, f"{person.me.kind}:{person.me.id}")
        self._hub.join(reader)
        self._attendance.came(reader.person, reader)
        return reader

    async def start(self, reader: Reader, person: Person, cursor: str | None, reason: str | None = None) -> None:
        """Send what brings the reader up to date, then let the stream flow."""
        begin = await self._database.read(self._begin, reader, person, cursor)
        if cursor is None or begin.state is not None:
            reader.start_with_snapshot(begin.state, begin.last, reason or begin.reason)
        else:
            reader.start_from(cursor, begin.revision, begin.missed, begin.last)

    def leave(self, reader: Reader) -> None:
        """The reader has gone."""
        self._hub.leave(reader)
        self._attendance.went(reader.person, reader, self._clock.now())

    def _begin(self, bulk: Bulk, reader: Reader, person: Person, cursor: str | None) -> Start:
        """One state of the database: the head, and everything before it."""
        _, head = eventlog.head(bulk)
        reason = None
        if cursor is not None:
            try:
                return self._go_on(bulk, reader, person, cursor, head)
            except Lost as lost:
                reason = lost.reason
            except TooFar:
                reason = "too_far"
        return Start(head, person.state(bulk, self._clock.now()), reason)

    def _drawn(self, bulk: Bulk, events: list[Stored]) -> list[Piece]:
        facts = read_facts(bulk, events)
        return Drawing(events, facts, self._directory, self._addresses, Everybody(), self._clock.now()).draw()

    def _go_on(self, bulk: Bulk, reader: Reader, person: Person, cursor: str, head: int) -> Start:
        revision = reader.place_of(cursor, head)
        events = person.missed(bulk, revision, head) if revision < head else []
        pieces = self._drawn(bulk, events) if events else []
        mine = set(person.topics)
        return Start(head, revision=revision, missed=b",".join(piece.payload for piece in pieces if piece.is_for(mine)))
