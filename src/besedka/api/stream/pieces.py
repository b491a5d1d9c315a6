"""Events drawn for clients: which pieces (bytes) go to which topics. A piece is one item of a frame's `events`.

Topics: `v:<identity>` its visitor, `d:<department>` its operators, `all` those who see every department, `staff`
everybody at a console.
"""

from collections.abc import Iterable, Sequence

import msgspec

from besedka.api.stream import views
from besedka.api.stream.facts import ABOUT_DEPARTMENTS, ABOUT_OPERATORS, Facts, Place, place_of, whose_load
from besedka.api.stream.protocol import encode
from besedka.conversations import Conversation
from besedka.events.contacts import ContactChanged
from besedka.events.conversations import (
    ConversationAssigned,
    ConversationEvent,
    ConversationTransferred,
)
from besedka.inboxes import Directory
from besedka.kernel.eventlog import Event, Stored
from besedka.realtime.hub import Hub, Piece

STAFF = "staff"
EVERYTHING = "all"


class EntryPiece(msgspec.Struct, tag="entry", frozen=True):
    """A new or changed entry."""

    cause: str
    at: int
    entry: views.EntryView


class ConversationPiece(msgspec.Struct, tag="conversation", frozen=True):
    """A new or changed conversation."""

    cause: str
    at: int
    conversation: views.ConversationView


class OperatorPiece(msgspec.Struct, tag="operator", frozen=True):
    """A new or changed operator."""

    cause: str
    at: int
    operator: views.OperatorView


class DepartmentPiece(msgspec.Struct, tag="department", frozen=True):
    """A new or changed department."""

    cause: str
    at: int
    department: views.DepartmentView


class GonePiece(msgspec.Struct, tag="gone", frozen=True):
    """A conversation that is no longer visible to this reader."""

    conversation_id: str


def visitor_topic(identity_id: str) -> str:
    """Where a visitor's own news goes."""
    return f"v:{identity_id}"


def department_topic(department_id: str) -> str:
    """Where a department's news goes."""
    return f"d:{department_id}"


class Everybody:
    """Stands in for the hub when all pieces are wanted (catching up): every topic is heard."""

    def is_heard(self, topics: Iterable[str]) -> bool:
        return True


class Drawing:
    """Draws one run of events over one set of facts."""

    def __init__(
        self, events: Sequence[Stored], facts: Facts, directory: Directory, ears: Hub | Everybody, now: int
    ) -> None:
        self._events, self._facts, self._directory, self._ears, self._now = events, facts, directory, ears, now
        self._last_of = {
            event.subject: n for n, (_, event) in enumerate(events) if isinstance(event, ConversationEvent)
        }
        self.pieces: list[Piece] = []

    def draw(self) -> list[Piece]:
        """All pieces, in the order of the events. A conversation is drawn once, at its last event here."""
        for n, (_, event) in enumerate(self._events):
            if isinstance(event, ConversationEvent):
                self._conversation_event(event, is_last=self._last_of[event.subject] == n)
            elif isinstance(event, ContactChanged):
                for conversation in self._facts.of_contact.get(event.subject, ()):
                    self._conversation(event, conversation, *_topics(conversation))
            elif isinstance(event, ABOUT_OPERATORS):
                self._operator(event, event.subject)
                for conversation in self._facts.with_operator.get(event.subject, ()):
                    self._card(event, event.subject, _topics(conversation)[0], conversation.language)
            elif isinstance(event, ABOUT_DEPARTMENTS):
                self._department(event)
        return self.pieces

    def _conversation_event(self, event: ConversationEvent, *, is_last: bool) -> None:
        conversation = self._facts.conversations.get(event.subject)
        if conversation is None:
            return
        visitor, staff = _topics(conversation)
        if isinstance(event, ConversationTransferred):
            self._gone(event)
        if (place := place_of(event)) is not None:
            self._entry(event, place, visitor, staff)
        if (operator_id := whose_load(event)) is not None:
            self._operator(event, operator_id)
            if isinstance(event, ConversationAssigned):
                self._card(event, operator_id, visitor, conversation.language)
        if is_last:
            self._conversation(event, conversation, visitor, staff)

    def _gone(self, event: ConversationTransferred) -> None:
        """Whoever sees the old department, and not the new one, drops it: whatever is said there is not for them.

        Should it be back there by now, they get it anew.
        """
        old, new = department_topic(event.from_department_id), department_topic(event.department_id)
        if old != new and self._ears.is_heard((old,)):
            self.pieces.append(Piece((old,), encode(GonePiece(event.subject)), but=(new, EVERYTHING)))

    def _entry(self, event: ConversationEvent, place: Place, visitor: tuple[str, ...], staff: tuple[str, ...]) -> None:
        message = self._facts.messages.get(place)
        if message is None:
            return
        topics = staff if message.kind == "note" else visitor + staff
        if self._ears.is_heard(topics):
            piece = EntryPiece(type(event).__name__, event.at, views.entry_view(message))
            self.pieces.append(Piece(topics, encode(piece)))

    def _conversation(
        self, event: Event, conversation: Conversation, visitor: tuple[str, ...], staff: tuple[str, ...]
    ) -> None:
        """Drawn once; the visitor's differs in the contact and the arrangement only."""
        if not self._ears.is_heard(visitor) and not self._ears.is_heard(staff):
            return
        known = self._facts.contacts[conversation.contact_id]
        channel = self._directory.by_id(conversation.inbox_id).channel
        view = views.conversation_view(conversation, known.contact, channel, drawn=known.for_staff)
        piece = encode(ConversationPiece(type(event).__name__, event.at, view))
        self.pieces.append(Piece(staff, piece))
        own = piece.replace(b'"contact":' + known.for_staff, b'"contact":' + known.for_visitor, 1)
        own = own.removesuffix(b'"arrangement":' + conversation.arrangement.encode() + b"}}") + b'"arrangement":null}}'
        self.pieces.append(Piece(visitor, own))

    def _operator(self, event: Event, operator_id: str) -> None:
        operator = self._facts.operators.get(operator_id)
        if operator is not None and self._ears.is_heard((STAFF,)):
            piece = OperatorPiece(type(event).__name__, event.at, views.operator_view(operator))
            self.pieces.append(Piece((STAFF,), encode(piece)))

    def _department(self, event: Event) -> None:
        department = self._facts.departments.get(event.subject)
        if department is not None and self._ears.is_heard((STAFF,)):
            view = views.department_view(department, self._now)
            self.pieces.append(Piece((STAFF,), encode(DepartmentPiece(type(event).__name__, event.at, view))))

    def _card(self, event: Event, operator_id: str, visitor: tuple[str, ...], language: str) -> None:
        operator = self._facts.operators.get(operator_id)
        if operator is not None and self._ears.is_heard(visitor):
            piece = OperatorPiece(type(event).__name__, event.at, views.operator_card(operator, language))
            self.pieces.append(Piece(visitor, encode(piece)))


def _topics(conversation: Conversation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(the visitor's topics, the staff's topics)"""
    return (visitor_topic(conversation.identity_id),), (department_topic(conversation.department_id), EVERYTHING)
