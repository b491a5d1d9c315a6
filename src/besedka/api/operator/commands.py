"""What an operator may ask for. The shapes are those of docs/protocol.md, section 4."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

import msgspec

from besedka.api.http.paging import Id
from besedka.api.stream.wishes import (
    ClientId,
    Close,
    DeleteMessage,
    Delivered,
    EditMessage,
    Ping,
    Read,
    Text,
    Wish,
)
from besedka.contacts import NoSuchContact, contact_by_id, edit_contact
from besedka.conversations import CloseByOperator, Edit, MarkByOperator, Note, Reopen, Reply, Take, contact_wrote_to
from besedka.inboxes import RulesOf
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Command, Need, Tx
from besedka.staff import Reach, SetStatus, Status

_Field = Annotated[str, msgspec.Meta(max_length=500)]
_Word = Annotated[str, msgspec.Meta(max_length=40)]


class ReplyTo(Wish, tag="reply", frozen=True):
    """Words for the customer."""

    client_id: ClientId
    conversation_id: Id
    text: Text


class AddNote(Wish, tag="note", frozen=True):
    """Words for colleagues."""

    client_id: ClientId
    conversation_id: Id
    text: Text


class TakeOne(Wish, tag="take", frozen=True):
    """Take a waiting conversation."""

    client_id: ClientId
    conversation_id: Id


class ReopenOne(Wish, tag="reopen", frozen=True):
    """Take a closed conversation up again."""

    client_id: ClientId
    conversation_id: Id


class ChangeStatus(Wish, tag="set_status", frozen=True):
    """Whether new conversations may come: to oneself, or (supervisors) to somebody else."""

    client_id: ClientId
    status: Status
    reason: _Field | None = None
    operator_id: Id | None = None


class EditContact(Wish, tag="edit_contact", frozen=True):
    """Correct a contact's card."""

    client_id: ClientId
    contact_id: Id
    name: _Field | None = None
    email: _Field | None = None
    phone: _Field | None = None


class Typing(Wish, tag="typing", frozen=True):
    """Writing, or not any more."""

    conversation_id: Id
    on: bool


class ReachMe(Wish, tag="reach", frozen=True):
    """Why a new conversation would not be noticed here; nothing: it would be."""

    client_id: ClientId
    problems: Annotated[tuple[_Word, ...], msgspec.Meta(max_length=10)]


class LookAt(Wish, tag="attention", frozen=True):
    """What the operator is at: looking at a conversation, writing in it, or neither."""

    conversation_id: Id | None
    state: Literal["writing", "reading", "idle"]


OperatorCommand = (
    ReplyTo
    | AddNote
    | EditMessage
    | DeleteMessage
    | TakeOne
    | Close
    | ReopenOne
    | ChangeStatus
    | EditContact
    | Read
    | Delivered
    | Typing
    | ReachMe
    | LookAt
    | Ping
)
decode = msgspec.json.Decoder(OperatorCommand).decode


class EditContactCommand(msgspec.Struct, frozen=True):
    """The card of a contact, exactly once. `departments`: where the contact must have written (None: anywhere)."""

    operator_id: str
    departments: tuple[str, ...] | None
    wish: EditContact

    def needs(self) -> Iterable[Need]:
        for department in self.departments or ():
            yield contact_wrote_to, (self.wish.contact_id, department)
        yield contact_by_id, self.wish.contact_id
        yield actions.done_by, (self.wish.client_id, self.operator_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises NoSuchContact, BadName, BadEmail, BadPhone."""
        w = self.wish
        if self.departments is not None and not self._is_known(tx):
            raise NoSuchContact
        request = digest(
            "edit_contact", w.contact_id, *(f"{v is not None}{v or ''}" for v in (w.name, w.email, w.phone))
        )
        if earlier := actions.earlier(tx, self.operator_id, w.client_id, request):
            return earlier
        contact = edit_contact(tx, self.operator_id, w.contact_id, w.name, w.email, w.phone)
        return actions.remember(tx, self.operator_id, w.client_id, request, {"contact_id": contact.id})

    def _is_known(self, tx: Tx) -> bool:
        return any(tx.find(contact_wrote_to, (self.wish.contact_id, d)) for d in self.departments or ())


def command(
    wish: OperatorCommand, operator_id: str, rules_of: RulesOf, departments: tuple[str, ...] | None
) -> Command | None:
    """The writer's command, or None for what is not written."""
    match wish:
        case ReplyTo(client_id, conversation_id, text):
            return Reply(operator_id, conversation_id, client_id, text, rules_of)
        case AddNote(client_id, conversation_id, text):
            return Note(operator_id, conversation_id, client_id, text, rules_of)
        case EditMessage(client_id, message_id, text):
            return Edit("operator", operator_id, message_id, client_id, text, rules_of)
        case DeleteMessage(client_id, message_id):
            return Edit("operator", operator_id, message_id, client_id, None, rules_of)
        case TakeOne(client_id, conversation_id):
            return Take(operator_id, conversation_id, client_id)
        case Close(client_id, conversation_id):
            return CloseByOperator(operator_id, conversation_id, client_id, rules_of)
        case ReopenOne(client_id, conversation_id):
            return Reopen(operator_id, conversation_id, client_id)
        case ChangeStatus(client_id, status, reason, of):
            return SetStatus(operator_id=operator_id, client_id=client_id, status=status, reason=reason, of=of)
        case ReachMe(client_id, problems):
            return Reach(operator_id=operator_id, client_id=client_id, problems=problems)
        case EditContact():
            return EditContactCommand(operator_id, departments, wish)
        case Read(conversation_id, seq):
            return MarkByOperator(operator_id, conversation_id, seq, is_read=True)
        case Delivered(conversation_id, seq):
            return MarkByOperator(operator_id, conversation_id, seq, is_read=False)
    return None
