"""What happens in a conversation. `subject` is the conversation's id."""

from besedka.kernel.eventlog import Event


class ConversationEvent(Event, frozen=True, kw_only=True):
    """Where it happened: who may see it follows from these two."""

    identity_id: str
    department_id: str


class ConversationOpened(ConversationEvent, frozen=True, kw_only=True):
    """A contact began a conversation."""

    inbox_id: str
    contact_id: str


class ConversationQueued(ConversationEvent, frozen=True, kw_only=True):
    """It waits for an operator. `episode` counts its openings, from 1; `waiting_since` is the clock's start."""

    episode: int
    waiting_since: int


class ConversationAssigned(ConversationEvent, frozen=True, kw_only=True):
    """One operator owns it now: a segment begins. `how` is `routed`, `taken` or `reopened`."""

    operator_id: str
    segment: int
    how: str


class ConversationClosed(ConversationEvent, frozen=True, kw_only=True):
    """It ended. `by` is `visitor`, `operator` or `timeout`; `operator_id` is the owner whose slot is free again."""

    by: str
    operator_id: str | None


class ConversationReopened(ConversationEvent, frozen=True, kw_only=True):
    """It goes on: by a new message or by an operator. A new episode."""

    by: str
    episode: int


class EntryEvent(ConversationEvent, frozen=True, kw_only=True):
    """Something about one entry, named by its `seq`."""

    seq: int


class MessageReceived(EntryEvent, frozen=True, kw_only=True):
    """The customer wrote."""


class ReplyPosted(EntryEvent, frozen=True, kw_only=True):
    """An operator wrote to the customer."""


class NoteAdded(EntryEvent, frozen=True, kw_only=True):
    """A colleague's note; customers never see it."""


class NoticePosted(EntryEvent, frozen=True, kw_only=True):
    """The system said something, as a code and parameters."""

    code: str


class MessageEdited(EntryEvent, frozen=True, kw_only=True):
    """The author changed the text; `edition` counts from 2."""

    edition: int


class MessageDeleted(EntryEvent, frozen=True, kw_only=True):
    """The author took it back."""


class MarkEvent(ConversationEvent, frozen=True, kw_only=True):
    """How far somebody has come: everything up to `seq`."""

    seq: int


class ReadByVisitor(MarkEvent, frozen=True, kw_only=True):
    """The customer has seen everything up to `seq`."""


class ReadByOperator(MarkEvent, frozen=True, kw_only=True):
    """An operator has seen everything up to `seq`."""


class DeliveredToVisitor(MarkEvent, frozen=True, kw_only=True):
    """The customer's device has everything up to `seq`."""


class DeliveredToOperator(MarkEvent, frozen=True, kw_only=True):
    """The console has everything up to `seq`."""
