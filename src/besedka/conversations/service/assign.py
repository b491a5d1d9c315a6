"""One owner at a time, never above the limit: by routing, or by an operator's own hand."""

from collections.abc import Iterable
from typing import Any

import msgspec

from besedka.conversations.model import AlreadyTaken, Conversation, NotQueued, OperatorUnavailable, State
from besedka.conversations.service.entries import add_notice, changing, happened
from besedka.conversations.service.reply import visible
from besedka.conversations.store import conversation_by_id
from besedka.events.conversations import ConversationAssigned
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx
from besedka.staff import OPERATORS, Operator, operator_by_id


class Assign(msgspec.Struct, frozen=True):
    """Routing's decision. The loser of a race gets a Conflict and looks again."""

    conversation_id: str
    operator_id: str

    def needs(self) -> Iterable[Need]:
        return ((conversation_by_id, self.conversation_id), (operator_by_id, self.operator_id))

    def run(self, tx: Tx) -> None:
        assign(tx, self)


class Take(msgspec.Struct, frozen=True):
    """An operator takes a waiting conversation by hand, whatever the status."""

    operator_id: str
    conversation_id: str
    client_id: str

    def needs(self) -> Iterable[Need]:
        return (
            (conversation_by_id, self.conversation_id),
            (operator_by_id, self.operator_id),
            (actions.done_by, (self.client_id, self.operator_id)),
        )

    def run(self, tx: Tx) -> dict[str, Any]:
        return take(tx, self)


def assign(tx: Tx, cmd: Assign) -> None:
    """Raises NotQueued, OperatorUnavailable, LimitReached."""
    conversation = tx.get(conversation_by_id, cmd.conversation_id)
    operator = tx.get(operator_by_id, cmd.operator_id)
    if conversation.status != State.QUEUED:
        raise NotQueued
    if not operator.is_available:
        raise OperatorUnavailable
    give(tx, conversation, operator, "routed", "system:routing")


def take(tx: Tx, cmd: Take) -> dict[str, Any]:
    """Raises NoSuchConversation, AlreadyClosed, AlreadyTaken, LimitReached."""
    operator = tx.get(operator_by_id, cmd.operator_id)
    found = visible(tx, operator, cmd.conversation_id)
    request = digest("take", cmd.conversation_id)
    if earlier := actions.earlier(tx, operator.id, cmd.client_id, request):
        return earlier
    found.require_open()
    if found.operator_id != operator.id:
        if found.status != State.QUEUED:
            raise AlreadyTaken
        found = give(tx, found, operator, "taken", f"operator:{operator.id}")
    return actions.remember(tx, operator.id, cmd.client_id, request, standing(found))


def give(tx: Tx, found: Conversation, operator: Operator, how: str, actor: str) -> Conversation:
    """A new segment: the slot, the owner, the notice and the event. Raises LimitReached."""
    tx.edit(OPERATORS, operator).take_slot()
    conversation = changing(tx, found)
    conversation.status, conversation.operator_id = State.ACTIVE, operator.id
    conversation.segment += 1
    code = "assigned" if conversation.segment == 1 else "reassigned"
    add_notice(tx, conversation, code, operator_name=operator.public_name(found.language))
    happened(
        tx, ConversationAssigned, conversation, actor, operator_id=operator.id, segment=conversation.segment, how=how
    )
    return conversation


def standing(conversation: Conversation) -> dict[str, Any]:
    """The answer to commands about ownership."""
    return {
        "conversation_id": conversation.id,
        "status": str(conversation.status),
        "operator_id": conversation.operator_id,
    }
