"""Who is here: people with a stream in some process, as a table that every process can read.

Streams are alive in one process each. `Attendance` counts them there; `Beat` writes what it counted. A killed process
writes nothing more, and its rows go stale. A person is `kind:id`; this file knows no kinds but those it is told.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec
import sqlalchemy as sa

from besedka.kernel.db import Bulk, metadata
from besedka.kernel.records import Lookup, Many, Need, Records, Tx

STALE_MS = 60_000
"""Without a sign for this long, somebody is not here."""
_UNANSWERED_MS = 50_000
_FORGOTTEN_MS = 24 * 3600 * 1000

presences = sa.Table(
    "presences",
    metadata,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("process", sa.Text, primary_key=True),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
    sa.Column("gone_at", sa.BigInteger),
)


class Presence(msgspec.Struct):
    """A person in one process: the last sign of any stream, and when the last stream went, if none is left."""

    person: str
    process: str
    seen_at: int
    gone_at: int | None

    @property
    def left_at(self) -> int:
        """When it ended, or the last sign of life."""
        return self.seen_at if self.gone_at is None else self.gone_at

    def is_here(self, now: int) -> bool:
        """A stream is open, and gave a sign lately."""
        return self.gone_at is None and now - self.seen_at < STALE_MS


PRESENCES = Records(Presence, presences, rank=20, changing=("seen_at", "gone_at"))
presence_in = Lookup(PRESENCES, "person", "process", asks=lambda key: key)
presences_of = Many(PRESENCES, "person")


class Sign(msgspec.Struct, frozen=True):
    """What a process knows of a person: the last sign, and whether a stream is left."""

    seen_at: int
    is_gone: bool = False


class Beat(msgspec.Struct, frozen=True):
    """Write the signs of one process: all its people in one statement."""

    process: str
    signs: dict[str, Sign]

    def needs(self) -> Iterable[Need]:
        for person in self.signs:
            yield presence_in, (person, self.process)

    def run(self, tx: Tx) -> None:
        for person, sign in self.signs.items():
            known = tx.find(presence_in, (person, self.process))
            if known is None:
                known = tx.add(PRESENCES, Presence(person, self.process, sign.seen_at, None))
            mine = tx.edit(PRESENCES, known)
            mine.seen_at, mine.gone_at = sign.seen_at, sign.seen_at if sign.is_gone else None


class Stream(Protocol):
    """One open stream of a person."""

    @property
    def quiet_ms(self) -> int:
        """How long ago the last sign of life came."""
        ...

    def probe(self) -> None:
        """Ask for a sign of life, if the carrier can."""
        ...


class Attendance:
    """The open streams of this process, by person. All calls come from the loop."""

    def __init__(self) -> None:
        self._streams: dict[str, list[Stream]] = {}
        self._changed: dict[str, int] = {}

    def came(self, person: str, stream: Stream) -> None:
        """A stream is open."""
        streams = self._streams.setdefault(person, [])
        if not streams:
            self._changed[person] = 0
        streams.append(stream)

    def went(self, person: str, stream: Stream, now: int) -> None:
        """It is closed; a second time does nothing. One that was not heard for long went when it was heard last."""
        streams = self._streams.get(person, [])
        if stream not in streams:
            return
        streams.remove(stream)
        if not streams:
            del self._streams[person]
            quiet_ms = stream.quiet_ms
            self._changed[person] = now - quiet_ms if quiet_ms > _UNANSWERED_MS else now

    @property
    def here(self) -> list[str]:
        """Everybody with a stream in this process."""
        return list(self._streams)

    def changed(self) -> dict[str, int]:
        """Who came (0) or went (when) since the last call."""
        taken, self._changed = self._changed, {}
        return taken

    def sign(self, person: str, now: int) -> Sign | None:
        """The latest sign of somebody who is here, and a question for the next one."""
        streams = self._streams.get(person)
        if not streams:
            return None
        for stream in streams:
            stream.probe()
        return Sign(now - min(stream.quiet_ms for stream in streams))


def signs_of(bulk: Bulk, persons: Sequence[str]) -> dict[str, list[Presence]]:
    """What all processes know of these people."""
    found: dict[str, list[Presence]] = {person: [] for person in persons}
    for row in bulk.matching(presences, [(("person",), "", [list(persons)])], lock=False) if persons else ():
        found[row[0]].append(Presence(*row))
    return found


def is_here(rows: Iterable[Presence], now: int) -> bool:
    """Whether any process has a living stream of the person whose rows these are."""
    return any(row.is_here(now) for row in rows)


def last_sign(rows: Iterable[Presence]) -> int | None:
    """The latest moment at which the person was here, None if never."""
    return max((row.left_at for row in rows), default=None)


def forget_old(bulk: Bulk, now: int) -> None:
    """Drop rows of people and processes that have been gone for a day."""
    bulk.execute(presences.delete().where(presences.c.seen_at < now - _FORGOTTEN_MS))
