"""Looking after operators: who vanished, who came back, whose last conversation ended; and the presence log."""

from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from besedka.events.conversations import ConversationEvent
from besedka.events.staff import OperatorReturned, OperatorStatusChanged, OperatorVanished
from besedka.kernel import tables as kernel
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.eventlog import Stored, decode
from besedka.kernel.records import Command
from besedka.kernel.writer import Writer
from besedka.realtime import presence
from besedka.realtime.presence import STALE_MS
from besedka.staff import tables
from besedka.staff.model import Operator, Status, person
from besedka.staff.service.reach import Alarm, Look
from besedka.staff.service.status import Finish
from besedka.staff.store import OPERATORS, operators_by_ids

_RINGS_AGAIN_MS = 10 * 60_000


async def look_after(database: Database, writer: Writer, clock: Clock) -> int:
    """One round: operators who gave no sign have vanished, and those who give one again are back; answers how many."""
    changed = await database.read(_changed, clock.now())
    for operator_id in changed:
        await writer.do(Look(operator_id))
    return len(changed)


def _changed(bulk: Bulk, now: int) -> list[str]:
    o = tables.operators.c
    working = OPERATORS.all(bulk, sa.and_(o.status != Status.OFFLINE, o.disabled_at.is_(None)))
    signs = presence.signs_of(bulk, [person(operator.id) for operator in working])
    gone = {each.id for each in working if _is_gone(each, signs[person(each.id)], now)}
    return [each.id for each in working if (each.id in gone) != (each.vanished_at is not None)]


def _is_gone(operator: Operator, rows: Iterable[presence.Presence], now: int) -> bool:
    return now - max(presence.last_sign(rows) or 0, operator.status_since) >= STALE_MS


class AlarmBell:
    """Rings the second alarm once for a conversation and its operator, however often it is asked to."""

    def __init__(self, writer: Writer, clock: Clock) -> None:
        self._writer, self._clock = writer, clock
        self._rung: dict[tuple[str, str], int] = {}

    def ring(self, operator_id: str, conversation_id: str) -> None:
        """Raises Overloaded."""
        now, key = self._clock.now(), (operator_id, conversation_id)
        self._rung = {each: at for each, at in self._rung.items() if now - at < _RINGS_AGAIN_MS}
        if key not in self._rung:
            self._rung[key] = now
            self._writer.submit(Alarm(operator_id, conversation_id), lambda answer: None)


class Finishing:
    """The reaction by which `finishing` ends by itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def slot_may_be_free(self, stored: Stored) -> Sequence[Command]:
        """Something took a conversation out of somebody's hands, or somebody began to finish."""
        event = stored[1]
        operator_id = getattr(event, "operator_id", None) if isinstance(event, ConversationEvent) else event.subject
        found = await self._database.read(operators_by_ids, [operator_id] if operator_id else [])
        return [Finish(operator.id) for operator in found if operator.has_finished]


class Interval(msgspec.Struct, frozen=True):
    """How somebody was from `since` to `until` (None: still). `by` is who did it, as `kind:id`.

    `is_vanished`: without a sign of life all the while.
    """

    status: str
    is_vanished: bool
    since: int
    until: int | None
    by: str


def presence_log(
    bulk: Bulk, operator_id: str, since: int, until: int, after: int, limit: int
) -> tuple[list[Interval], int | None]:
    """Intervals between two times, oldest first, from the event log alone; and where the next page begins.

    `after` is 0, or the revision that an earlier page gave. The first interval of the first page began before `since`.
    """
    e = kernel.events.c
    earlier = _events(bulk, operator_id, e.at < since if not after else e.revision <= after, _LOOKED_BACK, back=True)
    later = _events(bulk, operator_id, sa.and_(e.at >= since, e.revision > after), limit + 1)
    shown = [stored for stored in later[:limit] if stored[1].at < until]
    behind = later[len(shown)][1].at if len(later) > len(shown) else None
    state = _state(reversed(earlier))
    found = [state] if state is not None and not after else []
    for _, event in shown:
        state = _next(state, event)
        found.append(state)
    ends = [*(interval.since for interval in found[1:]), behind]
    intervals = [msgspec.structs.replace(interval, until=end) for interval, end in zip(found, ends, strict=False)]
    return intervals, shown[-1][0] if behind is not None and behind < until else None


_LOOKED_BACK = 50
"""So many events are enough to find the last status before a page."""


def _events(
    bulk: Bulk, operator_id: str, where: sa.ColumnElement[bool], limit: int, *, back: bool = False
) -> list[Stored]:
    e = kernel.events.c
    query = sa.select(e.revision, e.type, e.subject, e.actor, e.at, e.data)
    query = query.where(e.subject == operator_id, tables.IS_PRESENCE, where)
    order = e.revision.desc() if back else e.revision
    return [decode(*tuple(row)) for row in bulk.execute(query.order_by(order).limit(limit))]


def _state(events: Iterable[Stored]) -> Interval | None:
    state = None
    for _, event in events:
        state = _next(state, event)
    return state


def _next(before: Interval | None, event: object) -> Interval:
    """What begins with an event."""
    if isinstance(event, OperatorStatusChanged):
        is_vanished = before is not None and before.is_vanished and event.status != Status.OFFLINE
        return Interval(event.status, is_vanished, event.at, None, event.actor)
    assert isinstance(event, OperatorVanished | OperatorReturned)
    status = before.status if before is not None else str(Status.OFFLINE)
    return Interval(status, isinstance(event, OperatorVanished), event.at, None, event.actor)
