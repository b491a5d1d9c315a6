"""One owner at a time, never above the limit: by routing, or by an operator's own hand."""

from collections.abc import Iterable
from typing import ClassVar

import msgspec

from besedka.conversations.model import Conversation, State
from besedka.conversations.refusals import AlreadyTaken, NotQueued, OperatorUnavailable, TakingAnywayOff
from besedka.conversations.service.arranging import Arranging, its_department, its_owner
from besedka.conversations.service.entries import add_notice, changing, happened
from besedka.conversations.service.line import release, stand_in_line
from besedka.conversations.service.moving import move
from besedka.conversations.store import conversation_by_id
from besedka.events.conversations import ConversationAssigned
from besedka.kernel.records import Need, Tx, Via
from besedka.staff import OPERATORS, Operator, Role, operator_by_id, told_department


class Assign(msgspec.Struct, frozen=True):
    """Routing's decision. The loser of a race gets a Conflict and looks again."""

    conversation_id: str
    operator_id: str
    decision_id: str | None = None

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield operator_by_id, self.operator_id
        yield its_department(self.conversation_id)
        yield told_department, Via(operator_by_id, self.operator_id, "home")

    def run(self, tx: Tx) -> None:
        assign(tx, self)


class Release(msgspec.Struct, frozen=True):
    """Routing takes an active conversation from an owner who is `silent`, `vanished` or `disabled`: to the head of the
    line, because its customer goes on waiting since then.
    """

    conversation_id: str
    operator_id: str
    why: str

    def needs(self) -> Iterable[Need]:
        return ((conversation_by_id, self.conversation_id), (operator_by_id, self.operator_id))

    def run(self, tx: Tx) -> None:
        """Does nothing when it is not so, or not any more."""
        found = tx.get(conversation_by_id, self.conversation_id)
        owner = tx.get(operator_by_id, self.operator_id)
        if found.status == State.ACTIVE and found.operator_id == owner.id and _is_gone(found, owner, self.why):
            mine = changing(tx, found)
            release(tx, mine, self.why, "system:routing")
            mine.arrange(last_operator_id=None, avoided_operator_id=owner.id, origin=None)
            stand_in_line(tx, mine, "released", "system:routing")


def _is_gone(found: Conversation, owner: Operator, why: str) -> bool:
    if why == "silent":
        return found.waiting_since is not None
    return owner.is_disabled if why == "disabled" else owner.vanished_at is not None


class Taking(Arranging, frozen=True, kw_only=True):
    """`anyway`: above the limit too, by a supervisor, where the department allows it."""

    anyway: bool = False

    def needs(self) -> Iterable[Need]:
        yield from Arranging.needs(self)
        if self.anyway:
            yield its_department(self.conversation_id)

    def details(self) -> tuple[str, ...]:
        return ("anyway",) if self.anyway else ()

    def require_anyway(self, tx: Tx, operator: Operator, found: Conversation) -> None:
        """Raises NeedsRole, TakingAnywayOff."""
        if not self.anyway:
            return
        operator.require_role(Role.SUPERVISOR)
        if not tx.get(told_department, found.department_id).told.giving.take_anyway:
            raise TakingAnywayOff(
                "Expected a department in which supervisors may take a conversation anyway. Close or park one first."
            )


class Take(Taking, frozen=True):
    """An operator takes a waiting conversation by hand, whatever the status."""

    word: ClassVar[str] = "take"

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed, AlreadyTaken, LimitReached, NeedsRole, TakingAnywayOff."""
        found.require_open()
        self.require_anyway(tx, operator, found)
        if found.operator_id == operator.id:
            return found
        if found.status != State.QUEUED:
            raise AlreadyTaken
        return give(tx, found, operator, "taken", f"operator:{operator.id}", anyway=self.anyway)


class TakeOver(Taking, frozen=True):
    """A supervisor takes a conversation from whoever has it; who sent it on takes it back until it is answered."""

    word: ClassVar[str] = "take_over"

    def needs(self) -> Iterable[Need]:
        yield from Taking.needs(self)
        yield its_owner(self.conversation_id)

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed, NeedsRole, LimitReached, TakingAnywayOff."""
        origin = found.arranged.origin
        if origin is None or origin.by != operator.id:
            operator.require_role(Role.SUPERVISOR)
        found.require_open()
        self.require_anyway(tx, operator, found)
        if found.operator_id == operator.id:
            return found
        mine, actor = changing(tx, found), f"operator:{operator.id}"
        if mine.operator_id:
            release(tx, mine, "took_over", actor)
        mine.arrange(origin=None)
        return give(tx, mine, operator, "took_over", actor, anyway=self.anyway)


def assign(tx: Tx, cmd: Assign) -> None:
    """Raises NotQueued, OperatorUnavailable, LimitReached."""
    conversation = tx.get(conversation_by_id, cmd.conversation_id)
    operator = tx.get(operator_by_id, cmd.operator_id)
    if conversation.status != State.QUEUED:
        raise NotQueued
    is_back = conversation.arranged.wanted_operator_id == operator.id
    if not (operator.is_available or (is_back and operator.keeps_own)):
        raise OperatorUnavailable
    how = "returned" if is_back else "routed"
    if not operator.may_see(conversation.department_id):
        conversation = _overflown(tx, conversation, operator)
    give(tx, conversation, operator, how, "system:routing", decision_id=cmd.decision_id)


def _overflown(tx: Tx, found: Conversation, operator: Operator) -> Conversation:
    """Its line ran over into another department: it goes there, so that whoever answers sees it."""
    if operator.home is None:
        raise OperatorUnavailable(f"Expected an operator with a department, {operator.name} has none.")
    mine = changing(tx, found)
    move(tx, mine, "system:routing", found, operator.home, None, to=operator.id)
    return mine


def give(
    tx: Tx,
    found: Conversation,
    operator: Operator,
    how: str,
    actor: str,
    *,
    decision_id: str | None = None,
    anyway: bool = False,
    instead: str = "Close or park one first.",
) -> Conversation:
    """A new segment: the slot, the owner, the notice and the event. Raises LimitReached, which says what to do
    `instead`; unless `anyway`: then it is forced.
    """
    is_forced = anyway and not operator.has_room
    tx.edit(OPERATORS, operator).take_slot(anyway=is_forced, instead=instead)
    conversation = changing(tx, found)
    conversation.status, conversation.operator_id = State.ACTIVE, operator.id
    conversation.segment += 1
    conversation.arrange(
        assigned_at=tx.now, last_operator_id=operator.id, decision_id=decision_id,
        avoided_operator_id=None,
        wanted_operator_id=None, wanted_until=None, estimate=None,
    )  # fmt: skip
    code = "assigned" if conversation.segment == 1 else "reassigned"
    add_notice(tx, conversation, code, operator_name=operator.public_name(found.language))
    happened(
        tx,
        ConversationAssigned,
        conversation,
        actor,
        operator_id=operator.id,
        segment=conversation.segment,
        how="forced" if is_forced else how,
        decision_id=decision_id,
    )
    return conversation
