"""The customer writes."""

from collections.abc import Iterable

import msgspec

from besedka.attachments import needed
from besedka.contacts import Identity, Visitor, identity_by_id, known
from besedka.conversations.model import Conversation, Direction, Sent, State, checked_text
from besedka.conversations.service.cards import note_link
from besedka.conversations.service.coming import Coming
from besedka.conversations.service.entries import (
    add_message,
    add_notice,
    changing,
    entry_happened,
    happened,
    request_of,
    sent_before,
)
from besedka.conversations.service.line import stand_in_line
from besedka.conversations.service.rest import wake
from besedka.conversations.store import CONVERSATIONS, latest_of, sent_by
from besedka.events.conversations import ConversationOpened, ConversationReopened, MessageReceived
from besedka.inboxes import Inbox
from besedka.kernel.ids import new_id
from besedka.kernel.records import Need, Tx, Via
from besedka.staff import operator_by_id, told_department


class Receive(msgspec.Struct, frozen=True):
    """A message from a customer, whatever the channel."""

    visitor: Visitor
    inbox: Inbox
    client_id: str
    text: str
    language: str = "en"
    coming: Coming = Coming()
    attachments: tuple[str, ...] = ()

    def needs(self) -> Iterable[Need]:
        return (
            *self.coming.needs(self.visitor.id),
            (identity_by_id, self.visitor.id),
            (latest_of, self.visitor.id),
            (operator_by_id, Via(latest_of, self.visitor.id, "resting_owner")),
            (told_department, Via(latest_of, self.visitor.id, "resting_department")),
            (sent_by, (self.client_id, self.visitor.id)),
            *needed(self.attachments),
        )

    def run(self, tx: Tx) -> Sent:
        return receive(tx, self)


def receive(tx: Tx, cmd: Receive) -> Sent:
    """Add the message to the open conversation, a reopened or a new one.

    Raises Blocked, EmptyText, TextTooLong, and what `attach` does.
    """
    request = request_of("send", cmd.text, attachments=cmd.attachments)
    if earlier := sent_before(tx, cmd.visitor.id, cmd.client_id, request):
        return earlier
    return say(tx, cmd, known(tx, cmd.visitor), request)[1]


def say(tx: Tx, cmd: Receive, identity: Identity, request: str) -> tuple[Conversation, Sent]:
    """The message, with the conversation's copy that it went into."""
    text = checked_text(cmd.text, cmd.inbox.rules.text_limit, may_be_empty=bool(cmd.attachments))
    conversation = open_or_reopen(tx, identity, cmd.inbox, cmd.language, cmd.coming)
    message = add_message(
        tx,
        conversation,
        direction=Direction.INCOMING,
        author=("visitor", identity.id, None),
        client_id=cmd.client_id,
        request=request,
        text=text,
        attachments=cmd.attachments,
    )
    if conversation.waiting_since is None:
        conversation.waiting_since = tx.now
    conversation.visitor_read_seq = conversation.visitor_delivered_seq = message.seq
    entry_happened(tx, MessageReceived, conversation, message)
    note_link(tx, conversation, message)
    return conversation, Sent(conversation.id, message.id, message.seq, message.at)


def open_or_reopen(tx: Tx, identity: Identity, inbox: Inbox, language: str, coming: Coming) -> Conversation:
    """The identity's conversation, ready to be changed; one that rested is awake."""
    latest = tx.find(latest_of, identity.id)
    if latest is None:
        return _open(tx, identity, inbox, language, coming)
    if latest.is_open:
        mine = changing(tx, latest)
        if mine.is_resting:
            wake(tx, mine, "visitor", f"visitor:{identity.id}")
        return mine
    if (latest.reopen_until or 0) > tx.now:
        return reopen_in_queue(tx, latest, coming)
    tx.edit(CONVERSATIONS, latest).is_latest = 0  # nobody sees that: no new version, which would need an event
    return _open(tx, identity, inbox, language, coming, latest.arranged.last_operator_id)


def _open(
    tx: Tx, identity: Identity, inbox: Inbox, language: str, coming: Coming, last_operator_id: str | None = None
) -> Conversation:
    conversation = Conversation(
        id=new_id(), inbox_id=inbox.id, identity_id=identity.id, contact_id=identity.contact_id,
        department_id=inbox.department_id, language=language, status=State.QUEUED, operator_id=None, is_latest=1,
        version=1, seq=0, episode=1, segment=0, opened_at=tx.now, queued_at=tx.now, changed_at=tx.now,
        waiting_since=tx.now, closed_at=None, closed_by=None, reopen_until=None, last_seq=0, last_direction=None,
        last_text="", last_at=tx.now, visitor_read_seq=0, visitor_delivered_seq=0, operator_read_seq=0,
        operator_delivered_seq=0,
    )  # fmt: skip
    if last_operator_id:
        conversation.arrange(last_operator_id=last_operator_id)
    coming.arrange(tx, conversation)
    tx.add(CONVERSATIONS, conversation)
    actor = f"visitor:{identity.id}"
    happened(
        tx, ConversationOpened, conversation, actor,
        inbox_id=inbox.id, contact_id=identity.contact_id, channel=inbox.channel,
    )  # fmt: skip
    stand_in_line(tx, conversation, "form" if coming.by == "form" else "opened", actor)
    return conversation


def reopen_in_queue(tx: Tx, closed: Conversation, coming: Coming) -> Conversation:
    """The customer goes on: back to the queue as a new episode."""
    mine = changing(tx, closed)
    actor = f"visitor:{mine.identity_id}"
    mine.status, mine.operator_id, mine.queued_at, mine.waiting_since = State.QUEUED, None, tx.now, tx.now
    mine.closed_at = mine.closed_by = mine.reopen_until = None
    mine.episode += 1
    mine.last_at = tx.now
    mine.arrange(first_reply_at=None, warned_at=None)
    coming.arrange(tx, mine)
    add_notice(tx, mine, "reopened", by="visitor")
    happened(tx, ConversationReopened, mine, actor, by="visitor", episode=mine.episode)
    stand_in_line(tx, mine, "form" if coming.by == "form" else "reopened", actor)
    return mine
