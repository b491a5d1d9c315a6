"""What the system says when nobody has anything to say."""

from collections.abc import Iterable

import msgspec

from besedka.conversations.model import Estimate, State
from besedka.conversations.service.entries import add_notice, changing, happened
from besedka.conversations.store import conversation_by_id
from besedka.events.conversations import WaitPromised
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


class PromiseWait(msgspec.Struct, frozen=True):
    """The first place and wait that a visitor is shown in this wait, so that the error can be reported."""

    conversation_id: str
    place: int
    wait_ms: int

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id

    def run(self, tx: Tx) -> None:
        """Does nothing when the conversation waits no longer, or something was said already."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if found.status != State.QUEUED or found.arranged.estimate is not None:
            return
        conversation = changing(tx, found)
        conversation.arrange(estimate=Estimate(tx.now, self.place, self.wait_ms))
        happened(
            tx, WaitPromised, conversation, "system:routing", episode=conversation.episode, place=self.place,
            wait_ms=self.wait_ms,
        )  # fmt: skip
