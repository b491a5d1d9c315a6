"""The card of a page that a message links to."""

from collections.abc import Iterable

import msgspec

from besedka.conversations.model import Conversation, Message
from besedka.conversations.service.entries import changing, entry_happened, happened
from besedka.conversations.store import MESSAGES, conversation_by_id, message_at
from besedka.events.conversations import CardShown, LinkPosted
from besedka.kernel.records import Need, Tx


class Card(msgspec.Struct, frozen=True):
    """What a page says of itself. `picture` is a name for `GET /previews/{name}`, with its size in pixels."""

    title: str
    text: str
    site: str
    picture: str | None = None
    width: int = 0
    height: int = 0


class ShowCard(msgspec.Struct, frozen=True):
    """Put the card under the message, if that still names the address."""

    conversation_id: str
    seq: int
    address: str
    card: Card

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield message_at, (self.conversation_id, self.seq)

    def run(self, tx: Tx) -> None:
        """Nothing happens when it is there, or the words are others now. Raises NoSuchMessage."""
        found = tx.get(message_at, (self.conversation_id, self.seq))
        params = msgspec.json.encode({"card": {"url": self.address, **msgspec.structs.asdict(self.card)}}).decode()
        if found.deleted_at is not None or self.address not in found.text or found.params == params:
            return
        message = tx.edit(MESSAGES, found)
        message.version += 1
        message.params = params
        entry_happened(tx, CardShown, changing(tx, tx.get(conversation_by_id, self.conversation_id)), message)


def note_link(tx: Tx, conversation: Conversation, message: Message) -> None:
    """Says so when the words name a page; a cheap look, for every message."""
    text = message.text
    if "://" in text and ("http://" in (folded := text.lower()) or "https://" in folded):
        actor = f"{message.author_kind}:{message.author_id or ''}"
        happened(tx, LinkPosted, conversation, actor, seq=message.seq)
