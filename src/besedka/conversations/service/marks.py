"""Read and delivered marks: they only move forward, so repeating one does nothing."""

from collections.abc import Iterable

import msgspec

from besedka.conversations.model import Conversation
from besedka.conversations.refusals import NoSuchConversation
from besedka.conversations.service.arranging import visible
from besedka.conversations.service.entries import changing, happened
from besedka.conversations.store import conversation_by_id
from besedka.events.conversations import DeliveredToOperator, DeliveredToVisitor, ReadByOperator, ReadByVisitor
from besedka.kernel.records import Need, Tx
from besedka.staff import operator_by_id


class MarkByVisitor(msgspec.Struct, frozen=True):
    """The visitor has (or, with `is_read`, has seen) everything up to `seq`."""

    identity_id: str
    conversation_id: str
    seq: int
    is_read: bool

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id

    def run(self, tx: Tx) -> None:
        """Raises NoSuchConversation."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if found.identity_id != self.identity_id:
            raise NoSuchConversation
        _mark(tx, found, "visitor", f"visitor:{self.identity_id}", self.seq, self.is_read)


class MarkByOperator(msgspec.Struct, frozen=True):
    """The owner has (or, with `is_read`, has seen) everything up to `seq`. Colleagues leave no marks."""

    operator_id: str
    conversation_id: str
    seq: int
    is_read: bool

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield operator_by_id, self.operator_id

    def run(self, tx: Tx) -> None:
        """Raises NoSuchConversation."""
        found = visible(tx, tx.get(operator_by_id, self.operator_id), self.conversation_id)
        if found.operator_id == self.operator_id:
            _mark(tx, found, "operator", f"operator:{self.operator_id}", self.seq, self.is_read)


_EVENTS = {
    ("visitor", True): ReadByVisitor,
    ("visitor", False): DeliveredToVisitor,
    ("operator", True): ReadByOperator,
    ("operator", False): DeliveredToOperator,
}


def _mark(tx: Tx, found: Conversation, side: str, actor: str, seq: int, is_read: bool) -> None:
    field = f"{side}_read_seq" if is_read else f"{side}_delivered_seq"
    seq = min(seq, found.seq)
    if seq <= getattr(found, field):
        return
    mine = changing(tx, found)
    setattr(mine, field, seq)
    if is_read:
        delivered = f"{side}_delivered_seq"
        setattr(mine, delivered, max(seq, getattr(mine, delivered)))
    happened(tx, _EVENTS[side, is_read], mine, actor, seq=seq)
