"""What commands of staff about a conversation have in common: who may see it, who may decide about it, exactly once."""

from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec

from besedka.conversations.model import Conversation, State
from besedka.conversations.refusals import NoSuchConversation, NotYours
from besedka.conversations.store import conversation_by_id
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx, Via
from besedka.staff import Operator, operator_by_id, told_department


class Arranging(msgspec.Struct, frozen=True):
    """A command of an operator about a conversation: `act` does it, the answer is where the conversation stands then.

    A repetition gets the first answer, even if the conversation went where the operator cannot see it.
    """

    word: ClassVar[str]

    operator_id: str
    conversation_id: str
    client_id: str

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield operator_by_id, self.operator_id
        yield actions.done_by, (self.client_id, self.operator_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises NoSuchConversation, and what `act` raises."""
        operator = tx.get(operator_by_id, self.operator_id)
        request = digest(self.word, self.conversation_id, *self.details())
        if earlier := actions.earlier(tx, operator.id, self.client_id, request):
            return earlier
        found = self.act(tx, operator, visible(tx, operator, self.conversation_id))
        return actions.remember(tx, operator.id, self.client_id, request, self.answer(found))

    def details(self) -> tuple[str, ...]:
        """What else makes it the same command when it is repeated."""
        return ()

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Do it; answers the conversation as it is then."""
        raise NotImplementedError

    def answer(self, found: Conversation) -> dict[str, Any]:
        """What the client is told."""
        return standing(found)


def its_owner(conversation_id: str) -> Need:
    """The row of whoever owns the conversation."""
    return operator_by_id, Via(conversation_by_id, conversation_id, "operator_id")


def its_department(conversation_id: str) -> Need:
    """The settings of the conversation's department."""
    return told_department, Via(conversation_by_id, conversation_id, "department_id")


def visible(tx: Tx, operator: Operator, conversation_id: str) -> Conversation:
    """The conversation, if this operator may see it; raises NoSuchConversation."""
    conversation = tx.get(conversation_by_id, conversation_id)
    if not operator.may_see(conversation.department_id):
        raise NoSuchConversation
    return conversation


def require_say(found: Conversation, operator: Operator) -> None:
    """Its owner and supervisors decide about a conversation, and whoever sees it about one that waits.

    Raises AlreadyClosed, NotYours.
    """
    found.require_open()
    if found.status != State.QUEUED and not operator.sees_everything:
        found.require_owner(operator.id)


def require_owned(found: Conversation) -> None:
    """Raises NotYours for one that waits."""
    if found.operator_id is None:
        raise NotYours("Expected a conversation in which somebody answers, this one waits. Take it first.")


def standing(conversation: Conversation) -> dict[str, Any]:
    """The answer to commands about ownership."""
    return {
        "conversation_id": conversation.id,
        "status": str(conversation.status),
        "operator_id": conversation.operator_id,
    }
