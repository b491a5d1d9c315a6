"""Questions to the customer that stand in the log as entries of their own: asked, and changed by the answer.

They change neither the status nor who waits for whom, so a closed conversation takes them too.
"""

from typing import Any

import msgspec

from besedka.conversations.model import Conversation, Kind, Message
from besedka.conversations.service.entries import changing, happened
from besedka.conversations.store import MESSAGES, message_at
from besedka.events.conversations import EntryEvent
from besedka.kernel.records import Tx


def post_request(tx: Tx, found: Conversation, kind: type[EntryEvent], params: dict[str, Any], **fields: Any) -> Message:
    """A new entry of kind `rating_request`, with the event that tells of it."""
    conversation = changing(tx, found)
    message = Message(
        conversation_id=conversation.id, seq=conversation.next_seq(), version=1, kind=Kind.RATING_REQUEST,
        direction=None, author_kind="system", author_id=None, author_name=None, client_id=None, sender=None, hash=None,
        text="", code=None, params=msgspec.json.encode(params).decode(), at=tx.now, edited_at=None, deleted_at=None,
    )  # fmt: skip
    tx.add(MESSAGES, message)
    happened(tx, kind, conversation, "system:", seq=message.seq, **fields)
    return message


def change_request(
    tx: Tx, found: Conversation, seq: int, kind: type[EntryEvent], params: dict[str, Any], **fields: Any
) -> None:
    """Other params for such an entry, by the customer's answer. Needs `message_at`."""
    message = tx.edit(MESSAGES, tx.get(message_at, (found.id, seq)))
    message.version += 1
    message.params = msgspec.json.encode(msgspec.json.decode(message.params) | params).decode()
    happened(tx, kind, changing(tx, found), f"visitor:{found.identity_id}", seq=seq, **fields)
