"""Visitors who left before anybody had answered. Guarded in the verb, so any process may look."""

from collections.abc import Iterable

import msgspec

from besedka.conversations.service.arranging import its_department
from besedka.conversations.service.entries import changing, happened
from besedka.conversations.store import awaiting, conversation_by_id
from besedka.events.conversations import VisitorLeft
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.records import Need, Tx
from besedka.kernel.writer import Writer
from besedka.realtime import presence
from besedka.realtime.presence import presences_of
from besedka.staff import Hours, all_departments, told_department
from besedka.staff.calendar import after_open_ms, is_open

GONE_MS = 5 * 60_000
"""So much time of opening hours after the last stream nobody is expected back."""


def person(identity_id: str) -> str:
    """As presences name a visitor."""
    return f"visitor:{identity_id}"


class Leave(msgspec.Struct, frozen=True):
    """Note that the visitor has left, once in an episode. Nothing happens if somebody answered, or the visitor is here.

    Whoever never had a stream in this wait (a program that only posts) cannot leave, nor who went while the department
    was closed: that one has not run away from anybody.
    """

    conversation_id: str
    identity_id: str

    def needs(self) -> Iterable[Need]:
        yield presences_of, person(self.identity_id)
        yield conversation_by_id, self.conversation_id
        yield its_department(self.conversation_id)

    def run(self, tx: Tx) -> None:
        found = tx.find(conversation_by_id, self.conversation_id)
        if found is None or not found.awaits_first_answer or found.visitor_left:
            return
        rows = tx.all(presences_of, person(found.identity_id))
        left_at = left_for_good(rows, tx.now, found.queued_at, tx.get(told_department, found.department_id).told.hours)
        if left_at is not None:
            conversation = changing(tx, found)
            conversation.arrange(left_at=left_at)
            actor = f"visitor:{found.identity_id}"
            happened(tx, VisitorLeft, conversation, actor, episode=conversation.episode, left_at=left_at)


async def look_for_leavers(database: Database, writer: Writer, clock: Clock) -> int:
    """One round over those who wait for a first answer; answers how many have left."""
    leavers = await database.read(_leavers, clock.now())
    for conversation_id, identity_id in leavers:
        await writer.do(Leave(conversation_id, identity_id))
    return len(leavers)


def _leavers(bulk: Bulk, now: int) -> list[tuple[str, str]]:
    waiting = [found for found in awaiting(bulk) if not found.visitor_left]
    hours = {department.id: department.told.hours for department in all_departments(bulk)} if waiting else {}
    signs = presence.signs_of(bulk, [person(found.identity_id) for found in waiting])
    return [
        (found.id, found.identity_id)
        for found in waiting
        if left_for_good(signs[person(found.identity_id)], now, found.queued_at, hours[found.department_id]) is not None
    ]


def left_for_good(rows: list[presence.Presence], now: int, waiting_from: int, hours: Hours) -> int | None:
    """When the visitor left for good, None for one who is here, may come back, or never came."""
    left_at = presence.last_sign(rows)
    if left_at is None or left_at < waiting_from or presence.is_here(rows, now) or not is_open(hours, left_at):
        return None
    given_up_at = after_open_ms(hours, left_at, GONE_MS)
    return None if given_up_at is None or now < given_up_at else left_at
