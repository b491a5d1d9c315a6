"""Sending a conversation on: to an operator, a department or a lane; and back, when it was sent to the wrong place."""

from collections.abc import Iterable
from typing import ClassVar

from besedka.conversations.model import Conversation, Origin, State, checked_text
from besedka.conversations.refusals import AlreadyThere, BadDestination, NotTransferred, OperatorUnavailable
from besedka.conversations.service.arranging import Arranging, its_department, its_owner, require_say
from besedka.conversations.service.assign import give
from besedka.conversations.service.entries import add_message, changing, entry_happened
from besedka.conversations.service.line import release, stand_in_line
from besedka.conversations.service.moving import move
from besedka.conversations.store import conversation_by_id
from besedka.events.conversations import NoteAdded
from besedka.inboxes import RulesOf
from besedka.kernel.records import Need, Tx, Via
from besedka.staff import Department, Operator, operator_by_id, told_department

_ELSEWHERE = "Transfer it to the department instead."


class _Moving(Arranging, frozen=True, kw_only=True):
    rules_of: RulesOf

    def needs(self) -> Iterable[Need]:
        yield from Arranging.needs(self)
        yield its_owner(self.conversation_id)
        yield its_department(self.conversation_id)

    def add_note(self, tx: Tx, mine: Conversation, operator: Operator, text: str | None) -> None:
        """Words for whoever gets it. Raises EmptyText, TextTooLong."""
        if text is None:
            return
        words = checked_text(text, self.rules_of(mine.inbox_id).text_limit)
        author = ("operator", operator.id, operator.name)
        entry_happened(tx, NoteAdded, mine, add_message(tx, mine, direction=None, author=author, text=words))


class TransferToOperator(_Moving, frozen=True, kw_only=True):
    """Its owner (or a supervisor) gives it to a colleague who can take it now."""

    word: ClassVar[str] = "transfer"
    receiver_id: str
    note: str | None = None

    def needs(self) -> Iterable[Need]:
        yield from _Moving.needs(self)
        yield operator_by_id, self.receiver_id
        yield told_department, Via(operator_by_id, self.receiver_id, "home")

    def details(self) -> tuple[str, ...]:
        return ("operator", self.receiver_id, self.note or "")

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed, NotYours, AlreadyThere, OperatorUnavailable, LimitReached, BadDestination."""
        require_say(found, operator)
        receiver = tx.get(operator_by_id, self.receiver_id)
        if receiver.id == found.operator_id:
            raise AlreadyThere("Expected somebody else: this operator has it already.")
        if not receiver.is_available:
            state = "cannot be reached" if receiver.status == "online" else f"is {receiver.status}"
            raise OperatorUnavailable(
                f"Expected an operator who takes conversations, {receiver.name} {state}. {_ELSEWHERE}"
            )
        department_id = found.department_id if receiver.may_see(found.department_id) else receiver.home
        if department_id is None:
            raise BadDestination(f"Expected an operator with a department, {receiver.name} has none. {_ELSEWHERE}")
        mine, actor = changing(tx, found), f"operator:{operator.id}"
        _let_go(tx, mine, operator, "transferred")
        is_elsewhere = department_id != found.department_id
        move(tx, mine, actor, found, department_id, None if is_elsewhere else found.arranged.lane_id, to=receiver.id)
        self.add_note(tx, mine, operator, self.note)
        return give(tx, mine, receiver, "transferred", actor, instead=_ELSEWHERE)


class TransferToDepartment(_Moving, frozen=True, kw_only=True):
    """Its owner (or a supervisor, or for a waiting one whoever sees it) puts it into another line."""

    word: ClassVar[str] = "transfer"
    department_id: str
    lane_id: str | None = None
    note: str | None = None

    def needs(self) -> Iterable[Need]:
        yield from _Moving.needs(self)
        yield told_department, self.department_id

    def details(self) -> tuple[str, ...]:
        return ("department", self.department_id, self.lane_id or "", self.note or "")

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed, NotYours, NoSuchDepartment, BadDestination, AlreadyThere."""
        require_say(found, operator)
        department = tx.get(told_department, self.department_id)
        _require_lane(department, self.lane_id)
        if found.status == State.QUEUED and (found.department_id, found.arranged.lane_id) == (
            department.id,
            self.lane_id,
        ):
            raise AlreadyThere("Expected another line: it waits in this one already.")
        mine, actor = changing(tx, found), f"operator:{operator.id}"
        _let_go(tx, mine, operator, "transferred")
        mine.arrange(avoided_operator_id=found.operator_id)  # also where the owner is of that department
        move(tx, mine, actor, found, department.id, self.lane_id)
        self.add_note(tx, mine, operator, self.note)
        stand_in_line(tx, mine, "transferred", actor)
        return mine


class Decline(_Moving, frozen=True, kw_only=True):
    """Who got a transferred conversation, and has not answered yet, sends it back and says why.

    To the sender, if there is room and he is here; else to the head of the line that it came from.
    """

    word: ClassVar[str] = "decline"
    reason: str

    def needs(self) -> Iterable[Need]:
        yield from _Moving.needs(self)
        yield operator_by_id, Via(conversation_by_id, self.conversation_id, "sender")
        yield told_department, Via(conversation_by_id, self.conversation_id, "origin_department")

    def details(self) -> tuple[str, ...]:
        return (self.reason,)

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed, NotYours, NotTransferred, EmptyText, TextTooLong."""
        found.require_owner(operator.id)
        origin = found.arranged.origin
        if origin is None:
            raise NotTransferred(
                "Expected a transferred conversation without an answer of yours. Transfer it on instead."
            )
        sender = tx.get(operator_by_id, origin.operator_id) if origin.operator_id else None
        if sender and (sender.id == operator.id or not _can_have_it_back(sender, origin.department_id)):
            sender = None
        mine, actor = changing(tx, found), f"operator:{operator.id}"
        release(tx, mine, "declined", actor)
        move(
            tx,
            mine,
            actor,
            found,
            origin.department_id,
            origin.lane_id,
            to=sender.id if sender else None,
            is_return=True,
        )
        mine.arrange(origin=None, avoided_operator_id=operator.id)
        self.add_note(tx, mine, operator, self.reason)
        if sender:
            return give(tx, mine, sender, "transferred", actor)
        stand_in_line(tx, mine, "declined", actor)
        return mine


def _can_have_it_back(sender: Operator, department_id: str) -> bool:
    return sender.keeps_own and sender.has_room and sender.may_see(department_id)


def _require_lane(department: Department, lane_id: str | None) -> None:
    if lane_id is not None and department.told.lane(lane_id) is None:
        raise BadDestination(f"Expected a lane of the department, got {lane_id[:60]!r}. Choose another.")


def _let_go(tx: Tx, mine: Conversation, by: Operator, why: str) -> None:
    """Remembers where it came from, and frees the owner."""
    origin = Origin(mine.department_id, by.id, tx.now, mine.operator_id, mine.arranged.lane_id)
    if mine.operator_id:
        release(tx, mine, why, f"operator:{by.id}")
    mine.arrange(origin=origin, wanted_operator_id=None, wanted_until=None)
