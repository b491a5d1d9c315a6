"""What an operator may ask for. The shapes are those of docs/protocol.md, section 4."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

import msgspec

from besedka.api.http.paging import Id
from besedka.api.stream.wishes import (
    Attachments,
    ClientId,
    DeleteMessage,
    Delivered,
    EditMessage,
    Ping,
    Read,
    Text,
    Wish,
)
from besedka.contacts import NoSuchContact, contact_by_id, edit_contact
from besedka.conversations import (
    BadDestination,
    CloseByOperator,
    Decline,
    Edit,
    EndPromise,
    MakePromise,
    MarkByOperator,
    Note,
    Park,
    Reopen,
    Reply,
    Resume,
    SetPriority,
    SetTags,
    SetTopic,
    Snooze,
    Take,
    TakeOver,
    TransferToDepartment,
    TransferToOperator,
    contact_wrote_to,
)
from besedka.inboxes import RulesOf
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Command, Need, Tx
from besedka.staff import Reach, SetStatus, Status

Time = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
_Tag = Annotated[str, msgspec.Meta(max_length=100)]
_Field = Annotated[str, msgspec.Meta(max_length=500)]
_Word = Annotated[str, msgspec.Meta(max_length=40)]


class ReplyTo(Wish, tag="reply", frozen=True):
    """Words for the customer."""

    client_id: ClientId
    conversation_id: Id
    text: Text
    attachments: Attachments = ()


class AddNote(Wish, tag="note", frozen=True):
    """Words for colleagues."""

    client_id: ClientId
    conversation_id: Id
    text: Text
    attachments: Attachments = ()


class _AboutOne(Wish, frozen=True):
    client_id: ClientId
    conversation_id: Id


class TakeOne(_AboutOne, tag="take", frozen=True):
    """Take a waiting conversation. `anyway`: above the limit (supervisors, where the department allows it)."""

    anyway: bool = False


class TakeOneOver(_AboutOne, tag="take_over", frozen=True):
    """Take a conversation from whoever has it (supervisors)."""

    anyway: bool = False


class ReopenOne(_AboutOne, tag="reopen", frozen=True):
    """Take a closed conversation up again."""

    anyway: bool = False


class CloseOne(_AboutOne, tag="close", frozen=True):
    """End the conversation, and say what it was about."""

    topic_id: Id | None = None


class ParkOne(_AboutOne, tag="park", frozen=True):
    """The customer's turn: free the slot until he writes."""


class SnoozeOne(_AboutOne, tag="snooze", frozen=True):
    """Put it off until a time."""

    until: Time
    reason: _Field | None = None


class ResumeOne(_AboutOne, tag="resume", frozen=True):
    """Back into a slot of its owner."""


class TransferOne(_AboutOne, tag="transfer", frozen=True):
    """Send it on: to an operator, or to a department (and a lane of it)."""

    operator_id: Id | None = None
    department_id: Id | None = None
    lane_id: Id | None = None
    note: Text | None = None


class DeclineOne(_AboutOne, tag="decline", frozen=True):
    """Send a transferred conversation back, and say why."""

    reason: Text


class SetTopicOf(_AboutOne, tag="set_topic", frozen=True):
    """Say what it is about; null: nothing any more."""

    topic_id: Id | None


class SetTagsOf(_AboutOne, tag="set_tags", frozen=True):
    """Other tags instead of those there were."""

    tags: Annotated[tuple[_Tag, ...], msgspec.Meta(max_length=100)]


class SetPriorityOf(_AboutOne, tag="set_priority", frozen=True):
    """Another place among those that wait: the higher, the sooner."""

    priority: Annotated[int, msgspec.Meta(ge=-100, le=100)]


class PromiseOne(_AboutOne, tag="promise", frozen=True):
    """Promise the customer something by a time."""

    due_at: Time


class EndPromiseOf(Wish, tag="end_promise", frozen=True):
    """Say what became of a promise."""

    client_id: ClientId
    promise_id: Id
    outcome: Literal["kept", "withdrawn"]


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
    | TakeOneOver
    | ReopenOne
    | CloseOne
    | ParkOne
    | SnoozeOne
    | ResumeOne
    | TransferOne
    | DeclineOne
    | SetTopicOf
    | SetTagsOf
    | SetPriorityOf
    | PromiseOne
    | EndPromiseOf
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
        case ReplyTo(client_id, conversation_id, text, attachments):
            return Reply(operator_id, conversation_id, client_id, text, rules_of, attachments)
        case AddNote(client_id, conversation_id, text, attachments):
            return Note(operator_id, conversation_id, client_id, text, rules_of, attachments)
        case EditMessage(client_id, message_id, text):
            return Edit("operator", operator_id, message_id, client_id, text, rules_of)
        case DeleteMessage(client_id, message_id):
            return Edit("operator", operator_id, message_id, client_id, None, rules_of)
        case _AboutOne():
            return _about_one(wish, operator_id, rules_of)
        case EndPromiseOf(client_id, promise_id, outcome):
            return EndPromise(promise_id, operator_id=operator_id, client_id=client_id, outcome=outcome)
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


def _about_one(wish: _AboutOne, operator_id: str, rules_of: RulesOf) -> Command:
    """Commands about a conversation that `Arranging` runs."""
    who = (operator_id, wish.conversation_id, wish.client_id)
    match wish:
        case TakeOne(anyway=anyway):
            return Take(*who, anyway=anyway)
        case TakeOneOver(anyway=anyway):
            return TakeOver(*who, anyway=anyway)
        case ReopenOne(anyway=anyway):
            return Reopen(*who, anyway=anyway)
        case CloseOne(topic_id=topic_id):
            return CloseByOperator(*who, rules_of, topic_id)
        case ParkOne():
            return Park(*who)
        case SnoozeOne(until=until, reason=reason):
            return Snooze(*who, until=until, reason=reason)
        case ResumeOne():
            return Resume(*who)
        case TransferOne():
            return _transfer(wish, who, rules_of)
        case DeclineOne(reason=reason):
            return Decline(*who, rules_of=rules_of, reason=reason)
        case SetTopicOf(topic_id=topic_id):
            return SetTopic(*who, topic_id=topic_id)
        case SetTagsOf(tags=tags):
            return SetTags(*who, tags=tags)
        case SetPriorityOf(priority=priority):
            return SetPriority(*who, priority=priority)
        case PromiseOne(due_at=due_at):
            return MakePromise(*who, due_at=due_at)
    raise TypeError(wish)


def _transfer(wish: TransferOne, who: tuple[str, str, str], rules_of: RulesOf) -> Command:
    """Raises BadDestination."""
    if (wish.operator_id is None) == (wish.department_id is None) or (wish.lane_id and wish.operator_id):
        raise BadDestination("Expected an `operator_id`, or a `department_id` with or without a `lane_id`.")
    if wish.operator_id is not None:
        return TransferToOperator(*who, rules_of=rules_of, receiver_id=wish.operator_id, note=wish.note)
    return TransferToDepartment(
        *who, rules_of=rules_of, department_id=str(wish.department_id), lane_id=wish.lane_id, note=wish.note
    )
