"""The end of a conversation, by either side or by silence, and going on after it."""

from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec

from besedka.conversations.model import Conversation, State
from besedka.conversations.refusals import NoSuchConversation, NotClosed, ReopenWindowOver, TopicRequired
from besedka.conversations.service.arranging import Arranging, its_department, its_owner, require_say
from besedka.conversations.service.assign import Taking, give
from besedka.conversations.service.entries import add_notice, changing, happened
from besedka.conversations.service.line import free_slot
from besedka.conversations.service.sorting import put_topic
from besedka.conversations.store import conversation_by_id
from besedka.events.conversations import ConversationClosed, ConversationReopened
from besedka.inboxes import RulesOf
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx
from besedka.staff import Operator, told_department


class CloseByVisitor(msgspec.Struct, frozen=True):
    """The visitor ends the conversation."""

    identity_id: str
    conversation_id: str
    client_id: str
    rules_of: RulesOf

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield its_owner(self.conversation_id)
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


class CloseByOperator(Arranging, frozen=True):
    """The owner ends it; a supervisor may end anybody's, and anybody who sees it may end a waiting one."""

    word: ClassVar[str] = "close"
    rules_of: RulesOf
    topic_id: str | None = None

    def needs(self) -> Iterable[Need]:
        yield from Arranging.needs(self)
        yield its_owner(self.conversation_id)
        yield its_department(self.conversation_id)

    def details(self) -> tuple[str, ...]:
        return (self.topic_id,) if self.topic_id else ()

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed, NotYours, UnknownTopic, TopicRequired."""
        require_say(found, operator)
        actor = f"operator:{operator.id}"
        if self.topic_id:
            found = put_topic(tx, found, self.topic_id, actor)
        if found.arranged.topic_id is None and tx.get(told_department, found.department_id).told.needs_topic:
            raise TopicRequired("Expected `topic_id`: the department wants to know what it was about. Choose a topic.")
        return close(tx, found, "operator", actor, self.rules_of)


class CloseBySilence(msgspec.Struct, frozen=True):
    """A timer ends it, if nobody wrote since, and the customer was warned in time where the inbox does that."""

    conversation_id: str
    silent_since: int
    rules_of: RulesOf

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield its_owner(self.conversation_id)

    def run(self, tx: Tx) -> None:
        """Does nothing when somebody wrote in the meantime or it is closed already."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if found.is_open and found.last_at < self.silent_since and self._was_warned(found, tx.now):
            close(tx, found, "timeout", "system:timer", self.rules_of)

    def _was_warned(self, found: Conversation, now: int) -> bool:
        in_time = self.rules_of(found.inbox_id).silence_warning_ms
        return not in_time or (found.is_warned and (found.arranged.warned_at or 0) + in_time <= now)


class Reopen(Taking, frozen=True):
    """An operator takes a closed conversation up again (also the undo of closing it)."""

    word: ClassVar[str] = "reopen"

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises NotClosed, ReopenWindowOver, LimitReached, NeedsRole, TakingAnywayOff."""
        self.require_anyway(tx, operator, found)
        if found.is_open:
            raise NotClosed
        conversation, actor = reopened(tx, found, operator.id), f"operator:{operator.id}"
        return give(tx, conversation, operator, "reopened", actor, anyway=self.anyway)


def close(tx: Tx, found: Conversation, by: str, actor: str, rules_of: RulesOf) -> Conversation:
    """Close, free the owner's slot, say so. Raises AlreadyClosed."""
    found.require_open()
    conversation = changing(tx, found)
    free_slot(tx, conversation)
    conversation.status, conversation.closed_at, conversation.closed_by = State.CLOSED, tx.now, by
    conversation.waiting_since, conversation.reopen_until = None, tx.now + rules_of(found.inbox_id).reopen_window_ms
    conversation.arrange(
        resting_since=None, resumed_at=None, snoozed_until=None, snooze_reason=None, warned_at=None,
        wanted_operator_id=None, wanted_until=None, origin=None, estimate=None,
    )  # fmt: skip
    add_notice(tx, conversation, "closed", by=by)
    happened(tx, ConversationClosed, conversation, actor, by=by, operator_id=conversation.operator_id)
    return conversation


def reopened(tx: Tx, found: Conversation, operator_id: str) -> Conversation:
    """A new episode, by an operator; whose it is comes next. Raises ReopenWindowOver."""
    if not found.is_latest or (found.reopen_until or 0) <= tx.now:
        raise ReopenWindowOver("The customer has a newer conversation, or the time to reopen this one is over.")
    conversation = changing(tx, found)
    conversation.closed_at = conversation.closed_by = conversation.reopen_until = None
    conversation.episode += 1
    conversation.last_at = conversation.queued_at = tx.now
    conversation.arrange(first_reply_at=None)
    add_notice(tx, conversation, "reopened", by="operator")
    actor = f"operator:{operator_id}"
    happened(tx, ConversationReopened, conversation, actor, by="operator", episode=conversation.episode)
    return conversation
