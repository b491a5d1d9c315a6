"""What happens in a conversation. `subject` is the conversation's id."""

from besedka.kernel.eventlog import Event


class ConversationEvent(Event, frozen=True, kw_only=True):
    """Where it happened: who may see it follows from these two."""

    identity_id: str
    department_id: str


class ConversationOpened(ConversationEvent, frozen=True, kw_only=True):
    """A contact began a conversation, over an inbox of this channel (empty in the first days of the log)."""

    inbox_id: str
    contact_id: str
    channel: str = ""


class ConversationQueued(ConversationEvent, frozen=True, kw_only=True):
    """It waits for an operator. `episode` counts its openings, from 1; `waiting_since` is its place in the line: the
    first wait of the episode, also after it was given back.

    `why`: `opened`, `reopened`, `handed_over` (by a bot), `form` (left in writing), `transferred`, `declined` (a
    transfer came back), `released` (its operator was silent or vanished), `resumed` (the customer wrote to a parked
    one whose operator is full). `wanted_operator_id`: to this operator first. `calendar`: version of the department's
    hours that holds for this wait.
    """

    episode: int
    waiting_since: int
    why: str = "opened"
    lane_id: str | None = None
    priority: int = 0
    wanted_operator_id: str | None = None
    calendar: int = 0


class ConversationAssigned(ConversationEvent, frozen=True, kw_only=True):
    """One operator owns it now: a segment begins. `how` is `routed`, `taken`, `reopened`, `transferred`, `took_over`,
    `returned` (a parked one that had to wait) or `forced` (above the limit, by a supervisor's decision).
    """

    operator_id: str
    segment: int
    how: str
    decision_id: str | None = None


class ConversationReleased(ConversationEvent, frozen=True, kw_only=True):
    """Its owner owns it no more, without closing it: a segment ends. `why`: `transferred`, `declined`, `silent`,
    `vanished`, `took_over`, `resumed` (the owner of a parked one is full), `disabled`.
    """

    operator_id: str
    why: str


class ConversationTransferred(ConversationEvent, frozen=True, kw_only=True):
    """Somebody sent it on: to an operator, a department or a lane. `department_id` is the new one.

    `from_operator_id` is None when it was waiting. `is_return`: the receiver declined and it goes back.
    """

    from_department_id: str
    from_operator_id: str | None = None
    to_operator_id: str | None = None
    to_lane_id: str | None = None
    is_return: bool = False


class ConversationParked(ConversationEvent, frozen=True, kw_only=True):
    """The customer's turn: the owner keeps it, the slot is free. `by`: `operator` or `idle`."""

    operator_id: str
    by: str


class ConversationSnoozed(ConversationEvent, frozen=True, kw_only=True):
    """Put off until a time; the owner keeps it, the slot is free. The clock of an open turn runs on."""

    operator_id: str
    until: int


class ConversationResumed(ConversationEvent, frozen=True, kw_only=True):
    """From parked or snoozed back to its owner, in the same segment. `by`: `visitor`, `operator` or `timer`."""

    operator_id: str
    by: str


class ConversationRanked(ConversationEvent, frozen=True, kw_only=True):
    """Its place among those that wait changed: priority or lane."""

    priority: int
    lane_id: str | None = None


class TopicSet(ConversationEvent, frozen=True, kw_only=True):
    """What it is about."""

    topic_id: str | None


class TagsChanged(ConversationEvent, frozen=True, kw_only=True):
    """Its tags changed; `count` is how many there are now."""

    count: int


class VisitorLeft(ConversationEvent, frozen=True, kw_only=True):
    """Nobody had answered, and the visitor's last stream was gone for five minutes; it went at `left_at`."""

    episode: int
    left_at: int


class WaitPromised(ConversationEvent, frozen=True, kw_only=True):
    """The first estimate that the visitor was shown in this wait: the place in the line, and how long."""

    episode: int
    place: int
    wait_ms: int


class AttentionSpent(ConversationEvent, frozen=True, kw_only=True):
    """An operator looked at it or wrote in it from `began_at` to `at`, without a pause of 60 s."""

    operator_id: str
    began_at: int


class ConversationIdentified(ConversationEvent, frozen=True, kw_only=True):
    """The customer signed in on his site: it goes on as that of a contact who is known there."""

    from_identity_id: str
    contact_id: str


class PromiseEvent(ConversationEvent, frozen=True, kw_only=True):
    """About one promise."""

    promise_id: str
    operator_id: str


class PromiseMade(PromiseEvent, frozen=True, kw_only=True):
    """An operator promised the customer something by a time; both see it."""

    due_at: int


class PromiseKept(PromiseEvent, frozen=True, kw_only=True):
    """It was kept in time."""


class PromiseBroken(PromiseEvent, frozen=True, kw_only=True):
    """Its time passed before it was kept."""


class PromiseReminded(PromiseEvent, frozen=True, kw_only=True):
    """Its time is near: in a quarter of an hour."""


class PromiseWithdrawn(PromiseEvent, frozen=True, kw_only=True):
    """It was taken back."""


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


class BotReplied(EntryEvent, frozen=True, kw_only=True):
    """A machine wrote to the customer: it stops no clock of people."""


class RatingAsked(EntryEvent, frozen=True, kw_only=True):
    """The customer was asked about this episode. `scale`: `five`, `ten` or `both`."""

    episode: int
    scale: str
    operator_id: str | None


class RatingGiven(EntryEvent, frozen=True, kw_only=True):
    """The customer rated it; a later answer within 24 h replaces this one. `five`: 1-5; `ten`: 0-10."""

    episode: int
    operator_id: str | None
    five: int | None = None
    ten: int | None = None


class RatingSkipped(EntryEvent, frozen=True, kw_only=True):
    """The customer chose not to rate."""

    episode: int


class SurveyAsked(EntryEvent, frozen=True, kw_only=True):
    """A customer who came back was asked whether he would recommend us: about all of it, not about one conversation."""


class SurveyGiven(EntryEvent, frozen=True, kw_only=True):
    """The answer, 0-10; a later one within its time replaces it."""

    ten: int


class SurveySkipped(EntryEvent, frozen=True, kw_only=True):
    """The customer chose not to answer."""


class NoteAdded(EntryEvent, frozen=True, kw_only=True):
    """A colleague's note; customers never see it."""


class NoticePosted(EntryEvent, frozen=True, kw_only=True):
    """The system said something, as a code and parameters."""

    code: str


class MessageEdited(EntryEvent, frozen=True, kw_only=True):
    """The author changed the text; `edition` grows."""

    edition: int


class LinkPosted(ConversationEvent, frozen=True, kw_only=True):
    """The words of an entry, new or changed, name a page. An event of its own: whoever follows it reads no others."""

    seq: int


class CardShown(EntryEvent, frozen=True, kw_only=True):
    """The page that a message links to has a card under it."""


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
