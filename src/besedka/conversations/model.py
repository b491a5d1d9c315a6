"""A conversation and its entries: states and rules, nothing else."""

from enum import StrEnum

import msgspec

from besedka.conversations.refusals import AlreadyClosed, BadTime, EmptyText, NoSuchMessage, NotYours, TextTooLong

PREVIEW = 120


class State(StrEnum):
    """Where a conversation stands. Only `active` takes a slot of its owner."""

    BOT = "bot"
    QUEUED = "queued"
    ACTIVE = "active"
    PARKED = "parked"
    SNOOZED = "snoozed"
    CLOSED = "closed"


class Kind(StrEnum):
    """What an entry is."""

    MESSAGE = "message"
    NOTE = "note"
    SYSTEM = "system"
    RATING_REQUEST = "rating_request"


class Direction(StrEnum):
    """From the customer, or to the customer."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class Outcome(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    WITHDRAWN = "withdrawn"
    BROKEN = "broken"


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a transferred conversation came from, so that it can go back."""

    department_id: str
    by: str
    at: int
    operator_id: str | None = None
    lane_id: str | None = None


class OpenPromise(msgspec.Struct, frozen=True):
    """The open promise that is due first."""

    id: str
    due_at: int
    operator_id: str


class Estimate(msgspec.Struct, frozen=True):
    """What the visitor was told first in this wait: the place in the line, and how long it would take."""

    at: int
    place: int
    wait_ms: int


class Arrangement(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the staff handle a conversation. It changes rarely, so it is one JSON column and one part of the view.

    `wanted_operator_id`: goes to this operator first, until `wanted_until`. `last_operator_id`: who has it, or had it
    last. `avoided_operator_id`: had it and stayed silent, or sent it on. `resting_since`: parked or snoozed since;
    `resumed_at`: since when no more. `first_reply_at`: the first words of a person in this episode. `warned_at`: "are
    you still here?" was asked. `left_at`: the visitor was gone for five minutes before anybody had answered, since
    then. `came_by`: `chat` or `form` (left in writing). `wants_mail`: the answer is awaited by mail.
    """

    lane_id: str | None = None
    priority: int = 0
    topic_id: str | None = None
    tags: tuple[str, ...] = ()
    wanted_operator_id: str | None = None
    wanted_until: int | None = None
    last_operator_id: str | None = None
    avoided_operator_id: str | None = None
    assigned_at: int | None = None
    first_reply_at: int | None = None
    resting_since: int | None = None
    resumed_at: int | None = None
    snoozed_until: int | None = None
    snooze_reason: str | None = None
    warned_at: int | None = None
    came_by: str = "chat"
    wants_mail: bool = False
    origin: Origin | None = None
    promise: OpenPromise | None = None
    estimate: Estimate | None = None
    calendar: int = 0
    decision_id: str | None = None
    left_at: int | None = None


_read_arrangement = msgspec.json.Decoder(Arrangement).decode


class Conversation(msgspec.Struct):
    """One thread between a contact and us. `seq` is the last entry's; times in UTC milliseconds.

    `language` is the customer's, as far as known. `is_latest`: the identity's current one, open or last closed.
    `episode` counts openings, `segment` owners. `waiting_since`: since when the customer waits for a word from us.
    """

    id: str
    inbox_id: str
    identity_id: str
    contact_id: str
    department_id: str
    language: str
    status: str
    operator_id: str | None
    is_latest: int
    version: int
    seq: int
    episode: int
    segment: int
    opened_at: int
    queued_at: int
    changed_at: int
    waiting_since: int | None
    closed_at: int | None
    closed_by: str | None
    reopen_until: int | None
    last_seq: int
    last_direction: str | None
    last_text: str
    last_at: int
    visitor_read_seq: int
    visitor_delivered_seq: int
    operator_read_seq: int
    operator_delivered_seq: int
    arrangement: str = "{}"

    @property
    def arranged(self) -> Arrangement:
        """Its arrangement, to read."""
        return _read_arrangement(self.arrangement)

    def arrange(self, **values: object) -> None:
        """Change some fields of its arrangement."""
        self.arrangement = msgspec.json.encode(msgspec.structs.replace(self.arranged, **values)).decode()

    @property
    def is_resting(self) -> bool:
        """Parked or snoozed: owned, but it takes no slot."""
        return self.status in (State.PARKED, State.SNOOZED)

    @property
    def resting_owner(self) -> str | None:
        """Who owns it, while it rests: the customer's next word takes a slot of this operator."""
        return self.operator_id if self.is_resting else None

    @property
    def resting_department(self) -> str | None:
        """Its department, while it rests: says how long it waits for an owner who is full."""
        return self.department_id if self.is_resting else None

    @property
    def sender(self) -> str | None:
        """Who had it before it was transferred: it goes back there when it is declined."""
        origin = self.arranged.origin
        return origin.operator_id if origin else None

    @property
    def origin_department(self) -> str | None:
        """The department from which it was transferred."""
        origin = self.arranged.origin
        return origin.department_id if origin else None

    @property
    def is_warned(self) -> bool:
        """Whether "are you still here?" was the last word."""
        return (self.arranged.warned_at or 0) >= self.last_at

    @property
    def awaits_first_answer(self) -> bool:
        """Nobody of us has written yet, and the customer waits for it."""
        is_in_hand = self.is_open and not self.is_resting
        return is_in_hand and self.waiting_since is not None and self.arranged.first_reply_at is None

    @property
    def visitor_left(self) -> bool:
        """The visitor gave this wait up."""
        left_at = self.arranged.left_at
        return left_at is not None and left_at >= self.queued_at

    @property
    def is_open(self) -> bool:
        """Not closed."""
        return self.status != State.CLOSED

    def require_open(self) -> None:
        """Raises AlreadyClosed."""
        if not self.is_open:
            raise AlreadyClosed

    def require_owner(self, operator_id: str) -> None:
        """Raises AlreadyClosed, NotYours."""
        self.require_open()
        if self.operator_id != operator_id:
            raise NotYours("Expected a conversation of your own. Take it first.")

    def next_seq(self) -> int:
        """The number of a new entry."""
        self.seq += 1
        return self.seq


class Message(msgspec.Struct):
    """One entry of a conversation. `params` is JSON; `hash` is that of the original request."""

    conversation_id: str
    seq: int
    version: int
    kind: str
    direction: str | None
    author_kind: str
    author_id: str | None
    author_name: str | None
    client_id: str | None
    sender: str | None
    hash: str | None
    text: str
    code: str | None
    params: str
    at: int
    edited_at: int | None
    deleted_at: int | None

    @property
    def id(self) -> str:
        """`<conversation>.<seq>`: opaque to clients."""
        return f"{self.conversation_id}.{self.seq}"


class Promise(msgspec.Struct):
    """Something promised to the customer until `due_at`. It has the place of its notice; no `outcome`: it is open."""

    conversation_id: str
    seq: int
    operator_id: str
    due_at: int
    made_at: int
    outcome: str | None
    ended_at: int | None
    reminded_at: int | None

    @property
    def id(self) -> str:
        """That of its notice."""
        return f"{self.conversation_id}.{self.seq}"


class Edition(msgspec.Struct):
    """An earlier text of a message, kept for supervisors."""

    conversation_id: str
    seq: int
    version: int
    text: str
    at: int


class Sent(msgspec.Struct, frozen=True):
    """The answer to a sent message, the same at every repetition."""

    conversation_id: str
    message_id: str
    seq: int
    at: int


def split_id(message_id: str) -> tuple[str, int]:
    """(conversation, seq) of a message id; raises NoSuchMessage."""
    conversation, _, seq = message_id.rpartition(".")
    if not conversation or not (seq.isascii() and seq.isdigit()) or len(seq) > 9:
        raise NoSuchMessage
    return conversation, int(seq)


def checked_future(at: int, now: int, at_most_ms: int) -> int:
    """A time that is still to come; raises BadTime."""
    if not now < at <= now + at_most_ms:
        raise BadTime(f"Expected a time within the next {at_most_ms // 86_400_000} days, got {at} when it was {now}.")
    return at


_CONTROL = {c: None for c in range(32) if c not in (9, 10)} | {127: None}


def checked_text(text: str, limit: int) -> str:
    """A text without control characters and outer blanks; raises EmptyText, TextTooLong."""
    clean = text.strip() if text.isprintable() else text.translate(_CONTROL).strip()
    if not clean:
        raise EmptyText("Expected a text of at least one visible character.")
    if len(clean) > limit:
        raise TextTooLong(
            f"Expected at most {limit} characters, got {len(clean)}. Shorten the text or send it in parts."
        )
    return clean
