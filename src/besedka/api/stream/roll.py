"""The roll call of a process: who of its people is here, written down; and who of all people is not any more."""

from collections.abc import Iterable

from besedka.conversations import awaiting, look_for_leavers
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.writer import Writer
from besedka.realtime.presence import STALE_MS, Attendance, Beat, Sign
from besedka.staff import look_after

_BEAT_MS = 15_000
_LOOK_MS = 5_000
_JUMP_MS = 10_000


class RollCall:
    """`round` is called every second. Operators are written down; visitors while they wait for a first answer."""

    def __init__(self, database: Database, writer: Writer, clock: Clock, attendance: Attendance) -> None:
        self._database, self._writer, self._clock, self._attendance = database, writer, clock, attendance
        now = clock.now()
        self._round_at = now
        self._beat_at = 0
        self._look_at = now + STALE_MS  # after a start everybody gets the time to come back

    async def round(self) -> None:
        """What is due."""
        now = self._clock.now()
        if now - self._round_at > _JUMP_MS:  # this process stood still, or the clock was set: others need to beat too
            self._look_at = max(self._look_at, now + _LOOK_MS)
        self._round_at = now
        has_changed = await self.note_changes()
        if now - self._beat_at >= _BEAT_MS:
            self._beat_at = now
            await self.beat()
        if now >= self._look_at or (has_changed and self._look_at - now <= _LOOK_MS):
            self._look_at = now + _LOOK_MS
            await self.look()

    async def beat(self) -> None:
        """Write down everybody who is here."""
        await self._write(self._attendance.here, {})

    async def note_changes(self) -> bool:
        """Write down who came or went since the last call; answers whether an operator did."""
        changed = self._attendance.changed()
        await self._write(changed, changed)
        return any(_is_operator(person) for person in changed)

    async def look(self) -> None:
        """Operators who vanished or came back, visitors who left."""
        await look_after(self._database, self._writer, self._clock)
        await look_for_leavers(self._database, self._writer, self._clock)

    async def _write(self, persons: Iterable[str], went: dict[str, int]) -> None:
        wanted = [person for person in persons if _is_operator(person)]
        visitors = [person for person in persons if not _is_operator(person)]
        if visitors:
            waiting = await self._database.read(_waiting)
            wanted += [person for person in visitors if person in waiting]
        now = self._clock.now()
        signs = {person: self._attendance.sign(person, now) or _gone(person, went) for person in wanted}
        known = {person: sign for person, sign in signs.items() if sign is not None}
        if known:
            await self._writer.do(Beat(self._writer.process, known))


def _gone(person: str, went: dict[str, int]) -> Sign | None:
    """Whoever has no stream here went at a moment that is known, or went just now and is noted in the next round."""
    return Sign(went[person], is_gone=True) if went.get(person) else None


def _is_operator(person: str) -> bool:
    return person.startswith("operator:")


def _waiting(bulk: Bulk) -> set[str]:
    return {f"visitor:{conversation.identity_id}" for conversation in awaiting(bulk)}
