"""How long operators looked at a conversation or wrote in it."""

from collections.abc import Iterable

import msgspec

from besedka.conversations.store import conversation_by_id
from besedka.events.conversations import AttentionSpent
from besedka.kernel.records import Need, Tx


class SpendAttention(msgspec.Struct, frozen=True):
    """Note one span of an operator's attention, which is over."""

    conversation_id: str
    operator_id: str
    began_at: int
    ended_at: int

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id

    def run(self, tx: Tx) -> None:
        found = tx.find(conversation_by_id, self.conversation_id)
        if found is not None:
            tx.happened(
                AttentionSpent(
                    subject=found.id,
                    actor=f"operator:{self.operator_id}",
                    at=self.ended_at,
                    identity_id=found.identity_id,
                    department_id=found.department_id,
                    operator_id=self.operator_id,
                    began_at=self.began_at,
                )
            )
