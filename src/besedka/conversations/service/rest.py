"""The customer's turn: parked and snoozed conversations keep their owner and take no slot, until they wake."""

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from besedka.conversations.model import Conversation, Direction, State, checked_future
from besedka.conversations.service.arranging import Arranging, its_department, its_owner, require_owned, require_say
from besedka.conversations.service.entries import changing, happened
from besedka.conversations.service.line import free_slot, release, stand_in_line
from besedka.conversations.store import conversation_by_id
from besedka.events.conversations import ConversationParked, ConversationResumed, ConversationSnoozed
from besedka.kernel.records import Need, Tx
from besedka.staff import OPERATORS, Operator, checked_reason, operator_by_id, told_department

SNOOZE_MAX_MS = 366 * 24 * 3600 * 1000


class _Resting(Arranging, frozen=True):
    """The department is named because the customer may write in the same batch, and then it says how long one waits."""

    def needs(self) -> Iterable[Need]:
        yield from Arranging.needs(self)
        yield its_owner(self.conversation_id)
        yield its_department(self.conversation_id)


class Park(_Resting, frozen=True):
    """The owner (or a supervisor) lets it rest until the customer writes."""

    word: ClassVar[str] = "park"

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed, NotYours. Parking a parked one changes nothing."""
        require_say(found, operator)
        require_owned(found)
        return found if found.status == State.PARKED else park(tx, found, "operator", f"operator:{operator.id}")


class Snooze(_Resting, frozen=True, kw_only=True):
    """The owner (or a supervisor) lets it rest until a time, or until the customer writes."""

    word: ClassVar[str] = "snooze"
    until: int
    reason: str | None = None

    def details(self) -> tuple[str, ...]:
        return (str(self.until), *([] if self.reason is None else [self.reason]))

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed, NotYours, BadTime, BadReason."""
        require_say(found, operator)
        require_owned(found)
        until = checked_future(self.until, tx.now, SNOOZE_MAX_MS)
        mine = _rest(tx, found, State.SNOOZED, until, checked_reason(self.reason))
        actor = f"operator:{operator.id}"
        happened(tx, ConversationSnoozed, mine, actor, operator_id=mine.operator_id, until=until)
        return mine


class Resume(_Resting, frozen=True):
    """Back into a slot of its owner."""

    word: ClassVar[str] = "resume"

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed, NotYours, LimitReached. One that is active already stays so."""
        require_say(found, operator)
        require_owned(found)
        if not found.is_resting:
            return found
        mine = changing(tx, found)
        resume(tx, mine, "operator", f"operator:{operator.id}")
        return mine


class _ByTimer(msgspec.Struct, frozen=True):
    conversation_id: str

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield its_owner(self.conversation_id)
        yield its_department(self.conversation_id)


class ParkIdle(_ByTimer, frozen=True):
    """A timer parks what the owner has answered, if nothing happened since `idle_since`."""

    idle_since: int

    def run(self, tx: Tx) -> None:
        """Does nothing when it is otherwise by now."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if is_idle(found, self.idle_since):
            park(tx, found, "idle", "system:timer")


class WakeSnoozed(_ByTimer, frozen=True):
    """A timer wakes a snoozed conversation whose time has come."""

    def run(self, tx: Tx) -> None:
        """Does nothing when it is otherwise by now."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if found.status == State.SNOOZED and (found.arranged.snoozed_until or 0) <= tx.now:
            wake(tx, changing(tx, found), "timer", "system:timer")


def is_idle(c: Conversation, since: int) -> bool:
    """Whether the last word is ours, and neither side nor the owner has come back to it after that time."""
    if c.status != State.ACTIVE or c.last_direction != Direction.OUTGOING or c.last_at >= since:
        return False
    arranged = c.arranged
    return max(arranged.assigned_at or 0, arranged.resumed_at or 0) < since


def park(tx: Tx, found: Conversation, by: str, actor: str) -> Conversation:
    """The slot is free until the customer writes."""
    mine = _rest(tx, found, State.PARKED, None, None)
    happened(tx, ConversationParked, mine, actor, operator_id=mine.operator_id, by=by)
    return mine


def _rest(tx: Tx, found: Conversation, state: State, until: int | None, reason: str | None) -> Conversation:
    mine = changing(tx, found)
    free_slot(tx, mine)
    mine.status = state
    mine.arrange(
        resting_since=mine.arranged.resting_since or tx.now, resumed_at=None, snoozed_until=until, snooze_reason=reason
    )
    return mine


def resume(tx: Tx, mine: Conversation, by: str, actor: str) -> None:
    """Active again, in the same segment; an owner who did not do it sees why it was put off. Raises LimitReached."""
    tx.edit(OPERATORS, tx.get(operator_by_id, str(mine.operator_id))).take_slot()
    mine.status = State.ACTIVE
    reason = None if by == "operator" else mine.arranged.snooze_reason
    mine.arrange(resting_since=None, resumed_at=tx.now, snoozed_until=None, snooze_reason=reason)
    happened(tx, ConversationResumed, mine, actor, operator_id=mine.operator_id, by=by)


def wake(tx: Tx, mine: Conversation, by: str, actor: str) -> None:
    """Back to its owner, who keeps own talks whatever the status; when that cannot be, into the line.

    To an owner who is full it goes before anything else, as long as the department lets a customer wait for that. One
    whose owner was disabled goes to the head of the line: its first wait counts, as when routing takes one away.
    """
    owner = tx.get(operator_by_id, str(mine.operator_id))
    is_here = owner.keeps_own and owner.may_see(mine.department_id)
    if is_here and owner.has_room:
        resume(tx, mine, by, actor)
        return
    release(tx, mine, "resumed", actor)
    if not owner.is_disabled:
        mine.queued_at = tx.now
    if is_here:
        patience = tx.get(told_department, mine.department_id).told.giving.return_to_last_ms
        mine.arrange(wanted_operator_id=owner.id, wanted_until=tx.now + patience)
    stand_in_line(tx, mine, "resumed", actor)
