"""What the system says when nobody has anything to say."""

from collections.abc import Iterable

import msgspec

from besedka.conversations.model import State
from besedka.conversations.service.entries import add_notice, changing
from besedka.conversations.store import conversation_by_id
from besedka.kernel.records import Need, Tx


class AskToWait(msgspec.Struct, frozen=True):
    """ "Please wait, an operator will join shortly": said by routing when nobody is free."""

    conversation_id: str

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id

    def run(self, tx: Tx) -> None:
        """Does nothing when the conversation waits no longer."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if found.status == State.QUEUED:
            add_notice(tx, changing(tx, found), "waiting")
