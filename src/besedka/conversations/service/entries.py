"""Adding an entry: the one place where `seq` is given and the counters of a conversation move."""

from collections.abc import Sequence
from typing import Any

import msgspec

from besedka.attachments import attach
from besedka.conversations.model import PREVIEW, Conversation, Direction, Kind, Message, Sent
from besedka.conversations.store import CONVERSATIONS, MESSAGES, sent_by
from besedka.events.conversations import EntryEvent, NoticePosted
from besedka.kernel.errors import ClientIdConflict
from besedka.kernel.ids import digest
from besedka.kernel.records import Tx


def changing(tx: Tx, conversation: Conversation) -> Conversation:
    """A copy to change, with its next version."""
    mine = tx.edit(CONVERSATIONS, conversation)
    mine.version += 1
    mine.changed_at = tx.now
    return mine


def sent_before(tx: Tx, sender: str, client_id: str, request: str) -> Sent | None:
    """The answer to the same message sent earlier, or None; raises ClientIdConflict for another one under that id."""
    earlier = tx.find(sent_by, (client_id, sender))
    if earlier is None:
        return None
    if earlier.hash != request:
        raise ClientIdConflict("Expected the text that this client_id was first used for. Make a new client_id.")
    return Sent(earlier.conversation_id, earlier.id, earlier.seq, earlier.at)


def request_of(word: str, *said: str, attachments: Sequence[str]) -> str:
    """What a message's command is known by: two commands with the same one are the same."""
    return digest(word, *said, *(f"attached {each}" for each in attachments))


def add_message(
    tx: Tx,
    conversation: Conversation,
    *,
    direction: Direction | None,
    author: tuple[str, str, str | None],
    text: str,
    client_id: str | None = None,
    request: str | None = None,
    attachments: Sequence[str] = (),
) -> Message:
    """A message (with a direction) or a note (without) by `author` = (kind, id, name), into a conversation's copy.

    Without a `client_id` it is part of another command, which is kept under its own. `attachments` are uploads of the
    author's; the command needs them. Raises what `attach` does.
    """
    kind = Kind.MESSAGE if direction else Kind.NOTE
    message = Message(
        conversation_id=conversation.id, seq=conversation.next_seq(), version=1, kind=kind, direction=direction,
        author_kind=author[0], author_id=author[1], author_name=author[2], client_id=client_id,
        sender=author[1] if client_id else None,
        hash=request, text=text, code=None, params="{}", at=tx.now, edited_at=None, deleted_at=None,
    )  # fmt: skip
    if attachments:
        message.attachments = attach(tx, f"{author[0]}:{author[1]}", (conversation.id, message.seq), attachments)
    if direction:
        conversation.last_seq, conversation.last_direction = message.seq, direction
        conversation.last_text, conversation.last_at = text[:PREVIEW], tx.now
        conversation.last_attachments = len(attachments)
    return tx.add(MESSAGES, message)


def add_notice(tx: Tx, conversation: Conversation, code: str, **params: Any) -> Message:
    """A system notice: a code and parameters, rendered in the reader's language by the client."""
    message = Message(
        conversation_id=conversation.id, seq=conversation.next_seq(), version=1, kind=Kind.SYSTEM, direction=None,
        author_kind="system", author_id=None, author_name=None, client_id=None, sender=None, hash=None, text="",
        code=code, params=msgspec.json.encode(params).decode(), at=tx.now, edited_at=None, deleted_at=None,
    )  # fmt: skip
    tx.add(MESSAGES, message)
    happened(tx, NoticePosted, conversation, "system:", seq=message.seq, code=code)
    return message


def happened(tx: Tx, kind: type[Any], conversation: Conversation, actor: str, **fields: Any) -> None:
    """An event of this conversation, with where it happened."""
    tx.happened(
        kind(
            subject=conversation.id,
            actor=actor,
            at=tx.now,
            identity_id=conversation.identity_id,
            department_id=conversation.department_id,
            **fields,
        )
    )


def entry_happened(tx: Tx, kind: type[EntryEvent], conversation: Conversation, message: Message, **fields: Any) -> None:
    """An event about one entry, by its author."""
    actor = f"{message.author_kind}:{message.author_id or ''}"
    happened(tx, kind, conversation, actor, seq=message.seq, **fields)
