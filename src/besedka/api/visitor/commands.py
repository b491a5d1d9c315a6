"""What a visitor may ask for. The shapes are those of docs/protocol.md, section 4."""

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from besedka import conversations
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
from besedka.contacts import Details, Visitor, contact_by_id, identity_by_id, introduce, known
from besedka.conversations import (
    CloseByVisitor,
    Coming,
    Edit,
    LeaveMessage,
    MarkByVisitor,
    Receive,
    StillHere,
    WantMail,
)
from besedka.inboxes import Inbox, RulesOf
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Command, Need, Tx, Via
from besedka.ratings import Rate, SkipRating

Line = Annotated[str, msgspec.Meta(max_length=500)] | None
Topic = Annotated[str, msgspec.Meta(max_length=100)] | None
Episode = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]
Score = Annotated[int, msgspec.Meta(ge=-100, le=100)]


class Send(Wish, tag="send", frozen=True):
    """Say something: opens or reopens a conversation."""

    client_id: ClientId
    text: Text
    topic: Topic = None


class LeaveMessageWish(Wish, tag="leave_message", frozen=True):
    """Leave words in writing, with an address for the answer."""

    client_id: ClientId
    text: Text
    name: Line = None
    email: Line = None
    phone: Line = None
    consent: bool = False
    topic: Topic = None


class WantMailWish(Wish, tag="want_mail", frozen=True):
    """Be told of the answer by mail."""

    client_id: ClientId
    email: Annotated[str, msgspec.Meta(max_length=500)]
    consent: bool = False


class Introduce(Wish, tag="introduce", frozen=True):
    """Say one's name."""

    client_id: ClientId
    name: Annotated[str, msgspec.Meta(max_length=500)]


class SayStillHere(Wish, tag="still_here", frozen=True):
    """The answer to the question before a silent conversation is closed."""

    client_id: ClientId


class RateWish(Wish, tag="rate", frozen=True):
    """Answer a `rating_request`. The last answer within its time counts."""

    client_id: ClientId
    conversation_id: Id
    episode: Episode
    five: Score | None = None
    ten: Score | None = None
    comment: Annotated[str, msgspec.Meta(max_length=10_000)] | None = None


class SkipRatingWish(Wish, tag="skip_rating", frozen=True):
    """Rather not answer it."""

    client_id: ClientId
    conversation_id: Id
    episode: Episode


class Typing(Wish, tag="typing", frozen=True):
    """Writing, or not any more."""

    on: bool


VisitorCommand = (
    Send
    | EditMessage
    | DeleteMessage
    | Close
    | SayStillHere
    | Introduce
    | LeaveMessageWish
    | WantMailWish
    | RateWish
    | SkipRatingWish
    | Read
    | Delivered
    | Typing
    | Ping
)
decode = msgspec.json.Decoder(VisitorCommand).decode


class IntroduceCommand(msgspec.Struct, frozen=True):
    """The visitor's name, exactly once."""

    visitor: Visitor
    client_id: str
    name: str

    def needs(self) -> Iterable[Need]:
        yield identity_by_id, self.visitor.id
        yield contact_by_id, Via(identity_by_id, self.visitor.id, "contact_id")
        yield actions.done_by, (self.client_id, self.visitor.id)

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises Blocked, BadName."""
        request = digest("introduce", self.name)
        if earlier := actions.earlier(tx, self.visitor.id, self.client_id, request):
            return earlier
        contact = introduce(tx, known(tx, self.visitor), self.name)
        return actions.remember(tx, self.visitor.id, self.client_id, request, {"contact_id": contact.id})


class Standing(msgspec.Struct, frozen=True):
    """Where a visitor stands: through which inbox, before which department, under which rules."""

    visitor: Visitor
    inbox: Inbox
    line: conversations.Line
    rules_of: RulesOf
    language: str

    def words(self, client_id: str, text: str, topic: str | None, by: str = "chat") -> Receive:
        """Something that is said."""
        coming = Coming(self.line, self.inbox.key, topic, by)
        return Receive(self.visitor, self.inbox, client_id, text, self.language, coming)


def command(wish: VisitorCommand, at: Standing) -> Command | None:
    """The writer's command, or None for what is not written."""
    visitor, rules_of = at.visitor, at.rules_of
    match wish:
        case Send(client_id, text, topic):
            return at.words(client_id, text, topic)
        case LeaveMessageWish(client_id, text, name, email, phone, consent, topic):
            return LeaveMessage(at.words(client_id, text, topic, "form"), Details(name, email, phone), consent)
        case WantMailWish(client_id, email, consent):
            return WantMail(visitor, at.inbox, client_id, email, at.language, consent)
        case EditMessage(client_id, message_id, text):
            return Edit("visitor", visitor.id, message_id, client_id, text, rules_of)
        case DeleteMessage(client_id, message_id):
            return Edit("visitor", visitor.id, message_id, client_id, None, rules_of)
        case Close(client_id, conversation_id):
            return CloseByVisitor(visitor.id, conversation_id, client_id, rules_of)
        case SayStillHere(client_id):
            return StillHere(visitor.id, client_id)
        case Introduce(client_id, name):
            return IntroduceCommand(visitor, client_id, name)
        case RateWish() | SkipRatingWish():
            return _about_rating(wish, visitor)
        case Read(conversation_id, seq):
            return MarkByVisitor(visitor.id, conversation_id, seq, is_read=True)
        case Delivered(conversation_id, seq):
            return MarkByVisitor(visitor.id, conversation_id, seq, is_read=False)
    return None


def _about_rating(wish: RateWish | SkipRatingWish, visitor: Visitor) -> Rate | SkipRating:
    kind = Rate if isinstance(wish, RateWish) else SkipRating
    return kind(identity_id=visitor.id, **msgspec.structs.asdict(wish))
