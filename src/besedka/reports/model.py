"""What reports are made of: rows that only say what happened and when. Times in UTC milliseconds, by our own clock."""

import msgspec

Interval = tuple[int, int]
"""From and until, half-open."""


class Rest(msgspec.Struct, kw_only=True):
    """A time without a slot. `kind`: `parked` (the customer's turn, never the operator's time) or `snoozed` (ours)."""

    kind: str
    began: int
    ended: int | None = None


class Wait(msgspec.Struct, kw_only=True):
    """A time in the queue. `is_first`: before the first assignment of the episode; later ones are counted apart.
    `why` as in `ConversationQueued`; `promised_ms` is the first estimate that the visitor saw, at `promised_at`.
    """

    began: int
    why: str
    is_first: bool
    ended: int | None = None
    promised_at: int | None = None
    promised_ms: int = 0


class Turn(msgspec.Struct, kw_only=True):
    """Consecutive messages of the customer: from the first of them to the next words of a person. Words of a machine
    do not end it. After a bot, the turn that is open at the hand-over runs from there.
    """

    began: int
    replied: int | None = None
    operator_id: str | None = None


class Segment(msgspec.Struct, kw_only=True):
    """One owner's part of an episode, from assignment to transfer or close. `how` and `why` as in the events;
    a segment that closing ended has the `why` `closed`. `attention_ms`: looking at it and writing in it, with what
    was done right after its end.
    """

    number: int
    operator_id: str
    department_id: str
    how: str
    began: int
    decision_id: str | None = None
    ended: int | None = None
    why: str | None = None
    first_reply_at: int | None = None
    replies: int = 0
    attention_ms: int = 0
    rests: list[Rest] = []


class Gone(msgspec.Struct, kw_only=True):
    """The visitor's last stream went at `at`; `back_at`: wrote again later."""

    at: int
    back_at: int | None = None


class Rating(msgspec.Struct, kw_only=True):
    """What was asked and the last answer: one for each closing, and one for each survey (then without `five`)."""

    asked_at: int
    scale: str
    operator_id: str | None
    answered_at: int | None = None
    five: int | None = None
    ten: int | None = None
    is_skipped: bool = False


class Episode(msgspec.Struct, kw_only=True):
    """One opening of a conversation, to its close: what is judged as one.

    `t0`: clock start. The customer's first message, or the hand-over by a bot, or the moment at which an operator took
    it from a bot; None when nobody asked for a person, or when we wrote first (`is_outbound`). `department_id` and
    `calendar` are frozen at t0. `first_reply_at`: first words of a person; `any_reply_at`: or of a machine.
    """

    conversation_id: str
    number: int
    began: int
    department_id: str
    contact_id: str | None = None
    identity_id: str | None = None
    inbox_id: str | None = None
    channel: str = ""
    lane_id: str | None = None
    topic_id: str | None = None
    calendar: int = 0
    is_in_line: bool = False
    is_outbound: bool = False
    first_message_at: int | None = None
    t0: int | None = None
    any_reply_at: int | None = None
    first_reply_at: int | None = None
    first_reply_by: str | None = None
    closed_at: int | None = None
    closed_by: str | None = None
    transfers: int = 0
    returns: int = 0
    reopened_at: int | None = None
    waits: list[Wait] = []
    turns: list[Turn] = []
    segments: list[Segment] = []
    gone: list[Gone] = []
    rating: Rating | None = None

    @property
    def is_reopening(self) -> bool:
        """Not the first opening of its conversation."""
        return self.number > 1

    @property
    def open_turn(self) -> Turn | None:
        """The customer's turn that nobody has answered."""
        return self.turns[-1] if self.turns and self.turns[-1].replied is None else None

    @property
    def open_wait(self) -> Wait | None:
        """The wait that is going on."""
        return self.waits[-1] if self.waits and self.waits[-1].ended is None else None

    @property
    def open_segment(self) -> Segment | None:
        """The present owner's."""
        return self.segments[-1] if self.segments and self.segments[-1].ended is None else None

    @property
    def open_rest(self) -> Rest | None:
        """Parked or snoozed now."""
        rests = self.segments[-1].rests if self.segments else []
        return rests[-1] if rests and rests[-1].ended is None else None


class Stay(msgspec.Struct, kw_only=True):
    """How long an operator had one status; `vanished` is a status here. `ended` None: still."""

    operator_id: str
    status: str
    began: int
    ended: int | None = None


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """From then on an operator may have this many active conversations."""

    operator_id: str
    began: int
    limit: int


class Attention(msgspec.Struct, frozen=True, kw_only=True):
    """An operator looked at a conversation or wrote in it."""

    operator_id: str
    conversation_id: str
    began: int
    ended: int
