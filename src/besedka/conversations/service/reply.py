"""An operator writes: to the customer, or a note for colleagues."""

from collections.abc import Iterable

import msgspec

from besedka.attachments import needed
from besedka.conversations.model import Conversation, Direction, Sent, checked_text
from besedka.conversations.service.arranging import visible
from besedka.conversations.service.cards import note_link
from besedka.conversations.service.entries import add_message, changing, entry_happened, request_of, sent_before
from besedka.conversations.service.rest import resume
from besedka.conversations.store import conversation_by_id, sent_by
from besedka.events.conversations import NoteAdded, ReplyPosted
from besedka.inboxes import RulesOf
from besedka.kernel.records import Need, Tx
from besedka.staff import Operator, operator_by_id


class _Words(msgspec.Struct, frozen=True):
    operator_id: str
    conversation_id: str
    client_id: str
    text: str
    rules_of: RulesOf
    attachments: tuple[str, ...] = ()

    def needs(self) -> Iterable[Need]:
        return (
            (conversation_by_id, self.conversation_id),
            (operator_by_id, self.operator_id),
            (sent_by, (self.client_id, self.operator_id)),
            *needed(self.attachments),
        )


class Reply(_Words, frozen=True):
    """Words for the customer, from the conversation's owner."""

    def run(self, tx: Tx) -> Sent:
        return reply(tx, self)

    def require(self, found: Conversation, operator: Operator) -> None:
        """Raises AlreadyClosed, NotYours."""
        found.require_owner(operator.id)


class Note(_Words, frozen=True):
    """Words for colleagues: from anybody who may see the conversation."""

    def run(self, tx: Tx) -> Sent:
        return add_note(tx, self)


def reply(tx: Tx, cmd: Reply) -> Sent:
    """Raises NoSuchConversation, AlreadyClosed, NotYours, EmptyText, TextTooLong, what `attach` does, LimitReached."""
    operator = tx.get(operator_by_id, cmd.operator_id)
    found = visible(tx, operator, cmd.conversation_id)
    request = request_of("reply", cmd.conversation_id, cmd.text, attachments=cmd.attachments)
    if earlier := sent_before(tx, operator.id, cmd.client_id, request):
        return earlier
    cmd.require(found, operator)
    text = _checked(cmd, found)
    conversation = changing(tx, found)
    if conversation.is_resting and conversation.operator_id == operator.id:
        resume(tx, conversation, "operator", f"operator:{operator.id}")
    message = add_message(
        tx,
        conversation,
        direction=Direction.OUTGOING,
        author=("operator", operator.id, operator.public_name(found.language)),
        client_id=cmd.client_id,
        request=request,
        text=text,
        attachments=cmd.attachments,
    )
    conversation.waiting_since = None
    _note_first_reply(conversation, tx.now)
    conversation.operator_read_seq = conversation.operator_delivered_seq = message.seq
    entry_happened(tx, ReplyPosted, conversation, message)
    note_link(tx, conversation, message)
    return Sent(conversation.id, message.id, message.seq, message.at)


def _checked(cmd: _Words, found: Conversation) -> str:
    limit = cmd.rules_of(found.inbox_id).text_limit
    return checked_text(cmd.text, limit, may_be_empty=bool(cmd.attachments))


def _note_first_reply(conversation: Conversation, now: int) -> None:
    """When people first answered in this episode; and who answers has accepted what was transferred."""
    arranged = conversation.arranged
    if arranged.first_reply_at is None or arranged.origin is not None:
        conversation.arrange(first_reply_at=arranged.first_reply_at or now, origin=None)


def add_note(tx: Tx, cmd: Note) -> Sent:
    """Raises NoSuchConversation, EmptyText, TextTooLong, and what `attach` does. A closed one takes notes too."""
    operator = tx.get(operator_by_id, cmd.operator_id)
    found = visible(tx, operator, cmd.conversation_id)
    request = request_of("note", cmd.conversation_id, cmd.text, attachments=cmd.attachments)
    if earlier := sent_before(tx, operator.id, cmd.client_id, request):
        return earlier
    text = _checked(cmd, found)
    conversation = changing(tx, found)
    message = add_message(
        tx,
        conversation,
        direction=None,
        author=("operator", operator.id, operator.name),
        client_id=cmd.client_id,
        request=request,
        text=text,
        attachments=cmd.attachments,
    )
    entry_happened(tx, NoteAdded, conversation, message)
    return Sent(conversation.id, message.id, message.seq, message.at)
