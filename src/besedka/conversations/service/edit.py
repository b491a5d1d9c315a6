"""Changing and taking back one's own words, within the inbox's time. The original is kept for a supervisor."""

from collections.abc import Iterable
from typing import Any

import msgspec

from besedka.attachments import attached_to, detach
from besedka.conversations.model import (
    NOTHING_ATTACHED,
    PREVIEW,
    Conversation,
    Edition,
    Kind,
    Message,
    checked_text,
    split_id,
)
from besedka.conversations.refusals import EditWindowOver, NoSuchMessage, NotAuthor
from besedka.conversations.service.cards import note_link
from besedka.conversations.service.entries import changing, entry_happened
from besedka.conversations.store import EDITIONS, MESSAGES, conversation_by_id, message_at
from besedka.events.conversations import MessageDeleted, MessageEdited
from besedka.inboxes import Rules, RulesOf
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx
from besedka.staff import operator_by_id


class Edit(msgspec.Struct, frozen=True):
    """Another text for a message of one's own. `text` None takes it back. `author` is `visitor` or `operator`."""

    author: str
    author_id: str
    message_id: str
    client_id: str
    text: str | None
    rules_of: RulesOf

    def needs(self) -> Iterable[Need]:
        place = split_id(self.message_id)
        yield conversation_by_id, place[0]
        yield message_at, place
        if self.text is None:
            yield attached_to, place
        if self.author == "operator":
            yield operator_by_id, self.author_id
        yield actions.done_by, (self.client_id, self.author_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        return edit(tx, self)


def edit(tx: Tx, cmd: Edit) -> dict[str, Any]:
    """Raises NoSuchMessage, NotAuthor, EditWindowOver, EmptyText, TextTooLong."""
    found = tx.get(message_at, split_id(cmd.message_id))
    conversation = tx.get(conversation_by_id, found.conversation_id)
    _require_sight(tx, cmd, found, conversation)
    request = digest("edit", cmd.message_id, *([] if cmd.text is None else [cmd.text]))
    if earlier := actions.earlier(tx, cmd.author_id, cmd.client_id, request):
        return earlier
    rules = cmd.rules_of(conversation.inbox_id)
    _require_may_change(tx, cmd, found, rules)
    message = _rewrite(tx, found, None if cmd.text is None else _checked(cmd.text, found, rules))
    mine = changing(tx, conversation)
    if mine.last_seq == message.seq:
        mine.last_text = message.text[:PREVIEW]
        if cmd.text is None:
            mine.last_attachments = 0
    if cmd.text is None:
        entry_happened(tx, MessageDeleted, mine, message)
    else:
        entry_happened(tx, MessageEdited, mine, message, edition=message.version)
        if message.kind == Kind.MESSAGE:
            note_link(tx, mine, message)
    answer = {"conversation_id": mine.id, "message_id": message.id, "seq": message.seq, "version": message.version}
    return actions.remember(tx, cmd.author_id, cmd.client_id, request, answer)


def _require_sight(tx: Tx, cmd: Edit, found: Message, conversation: Conversation) -> None:
    """Nobody learns anything about conversations that are not theirs to see."""
    if cmd.author == "visitor":
        is_seen = conversation.identity_id == cmd.author_id and found.kind != Kind.NOTE
    else:
        is_seen = tx.get(operator_by_id, cmd.author_id).may_see(conversation.department_id)
    if not is_seen:
        raise NoSuchMessage


def _require_may_change(tx: Tx, cmd: Edit, found: Message, rules: Rules) -> None:
    if found.author_kind != cmd.author or found.author_id != cmd.author_id:
        raise NotAuthor
    if found.deleted_at is not None:
        raise NoSuchMessage("The message was deleted.")
    if tx.now - found.at > rules.edit_window_ms:
        minutes = rules.edit_window_ms // 60_000
        raise EditWindowOver(f"Expected a message not older than {minutes} minutes. Write a new one instead.")


def _checked(text: str, found: Message, rules: Rules) -> str:
    return checked_text(text, rules.text_limit, may_be_empty=found.attachments != NOTHING_ATTACHED)


def _rewrite(tx: Tx, found: Message, text: str | None) -> Message:
    tx.add(EDITIONS, Edition(found.conversation_id, found.seq, found.version, found.text, found.edited_at or found.at))
    message = tx.edit(MESSAGES, found)
    message.version += 1
    message.text = text or ""
    message.params = "{}"  # a card was that of the old words
    if text is None:
        message.deleted_at, message.attachments = tx.now, NOTHING_ATTACHED
        detach(tx, (found.conversation_id, found.seq))
    else:
        message.edited_at = tx.now
    return message
