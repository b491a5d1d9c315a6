"""The end of a conversation, by either side or by silence, and going on after it."""

from collections.abc import Iterable
from typing import Any

import msgspec

from besedka.conversations.model import Conversation, NoSuchConversation, NotClosed, ReopenWindowOver, State
from besedka.conversations.service.assign import give, standing
from besedka.conversations.service.entries import add_notice, changing, happened
from besedka.conversations.service.reply import visible
from besedka.conversations.store import conversation_by_id
from besedka.events.conversations import ConversationClosed, ConversationReopened
from besedka.inboxes import RulesOf
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx, Via
from besedka.staff import OPERATORS, operator_by_id


class CloseByVisitor(msgspec.Struct, frozen=True):
    """The visitor ends the conversation."""

    identity_id: str
    conversation_id: str
    client_id: str
    rules_of: RulesOf

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield operator_by_id, Via(conversation_by_id, self.conversation_id, "operator_id")
        yield actions.done_by, (self.client_id, self.identity_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises NoSuchConversation, AlreadyClosed."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if found.identity_id != self.identity_id:
            raise NoSuchConversation
        request = digest("close", self.conversation_id)
        if earlier := actions.earlier(tx, self.identity_id, self.client_id, request):
            return earlier
        closed = close(tx, found, "visitor", f"visitor:{self.identity_id}", self.rules_of)
        answer = {"conversation_id": closed.id, "status": str(closed.status)}
        return actions.remember(tx, self.identity_id, self.client_id, request, answer)


class CloseByOperator(msgspec.Struct, frozen=True):
    """The owner ends it; a supervisor may end anybody's, and anybody who sees it may end a waiting one."""

    operator_id: str
    conversation_id: str
    client_id: str
    rules_of: RulesOf

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield operator_by_id, self.operator_id
        yield operator_by_id, Via(conversation_by_id, self.conversation_id, "operator_id")
        yield actions.done_by, (self.client_id, self.operator_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises NoSuchConversation, AlreadyClosed, NotYours."""
        operator = tx.get(operator_by_id, self.operator_id)
        found = visible(tx, operator, self.conversation_id)
        request = digest("close", self.conversation_id)
        if earlier := actions.earlier(tx, operator.id, self.client_id, request):
            return earlier
        if found.status != State.QUEUED and not operator.sees_everything:
            found.require_owner(operator.id)
        closed = close(tx, found, "operator", f"operator:{operator.id}", self.rules_of)
        return actions.remember(tx, operator.id, self.client_id, request, standing(closed))


class CloseBySilence(msgspec.Struct, frozen=True):
    """A timer ends it, if nobody wrote since."""

    conversation_id: str
    silent_since: int
    rules_of: RulesOf

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield operator_by_id, Via(conversation_by_id, self.conversation_id, "operator_id")

    def run(self, tx: Tx) -> None:
        """Does nothing when somebody wrote in the meantime or it is closed already."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if found.is_open and found.last_at < self.silent_since:
            close(tx, found, "timeout", "system:timer", self.rules_of)


class Reopen(msgspec.Struct, frozen=True):
    """An operator takes a closed conversation up again (also the undo of closing it)."""

    operator_id: str
    conversation_id: str
    client_id: str

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield operator_by_id, self.operator_id
        yield actions.done_by, (self.client_id, self.operator_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        return reopen(tx, self)


def close(tx: Tx, found: Conversation, by: str, actor: str, rules_of: RulesOf) -> Conversation:
    """Close, free the owner's slot, say so. Raises AlreadyClosed."""
    found.require_open()
    conversation = changing(tx, found)
    if conversation.status == State.ACTIVE and conversation.operator_id:
        tx.edit(OPERATORS, tx.get(operator_by_id, conversation.operator_id)).free_slot()
    conversation.status, conversation.closed_at, conversation.closed_by = State.CLOSED, tx.now, by
    conversation.waiting_since, conversation.reopen_until = None, tx.now + rules_of(found.inbox_id).reopen_window_ms
    add_notice(tx, conversation, "closed", by=by)
    happened(tx, ConversationClosed, conversation, actor, by=by, operator_id=conversation.operator_id)
    return conversation


def reopen(tx: Tx, cmd: Reopen) -> dict[str, Any]:
    """Raises NoSuchConversation, NotClosed, ReopenWindowOver, LimitReached."""
    operator = tx.get(operator_by_id, cmd.operator_id)
    found = visible(tx, operator, cmd.conversation_id)
    request = digest("reopen", cmd.conversation_id)
    if earlier := actions.earlier(tx, operator.id, cmd.client_id, request):
        return earlier
    if found.is_open:
        raise NotClosed
    if not found.is_latest or (found.reopen_until or 0) <= tx.now:
        raise ReopenWindowOver("The customer has a newer conversation, or the time to reopen this one is over.")
    conversation = _reopened(tx, found, operator.id)
    conversation = give(tx, conversation, operator, "reopened", f"operator:{operator.id}")
    return actions.remember(tx, operator.id, cmd.client_id, request, standing(conversation))


def _reopened(tx: Tx, found: Conversation, operator_id: str) -> Conversation:
    conversation = changing(tx, found)
    conversation.closed_at = conversation.closed_by = conversation.reopen_until = None
    conversation.episode += 1
    conversation.last_at = tx.now
    add_notice(tx, conversation, "reopened", by="operator")
    actor = f"operator:{operator_id}"
    happened(tx, ConversationReopened, conversation, actor, by="operator", episode=conversation.episode)
    return conversation
