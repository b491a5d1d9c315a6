"""Facts from events alone: a fold that sees each event once, in the order of revisions, and never looks elsewhere.

`Facts` says what happened; `judging.py` says what that means at a moment (answered, missed ...), and `figures.py`
adds up. The definitions stand in `docs/rooms/reports.md`.
"""

from collections.abc import Callable, Iterable
from typing import Any

from besedka.events import conversations as happened
from besedka.events import staff
from besedka.kernel.eventlog import Event, Stored
from besedka.reports.model import Attention, Episode, Gone, Limit, Rating, Rest, Segment, Stay, Turn, Wait

RATING_OPEN_MS = 24 * 3600 * 1000
VANISHED = "vanished"
OFFLINE = "offline"


class Facts:
    """Everything that the log told so far. Events that were seen already change nothing."""

    def __init__(self) -> None:
        self.revision = 0
        self.episodes: dict[tuple[str, int], Episode] = {}
        self.stays: list[Stay] = []
        self.limits: list[Limit] = []
        self.attention: list[Attention] = []
        self.surveys: dict[tuple[str, int], Rating] = {}
        self._latest: dict[str, Episode] = {}
        self._calendars: dict[str, int] = {}
        self._statuses: dict[str, str] = {}
        self._vanished: set[str] = set()
        self._stay: dict[str, Stay] = {}

    def see(self, revision: int, event: Event) -> None:
        """The next event."""
        if revision <= self.revision:
            return
        self.revision = revision
        if isinstance(event, happened.ConversationEvent):
            self._see_conversation(event)
        elif about_staff := _OF_STAFF.get(type(event)):
            about_staff(self, event)

    def _see_conversation(self, event: happened.ConversationEvent) -> None:
        if isinstance(event, (happened.ConversationOpened, happened.ConversationReopened)):
            self._begin(event)
        elif isinstance(event, (happened.RatingAsked, happened.RatingGiven, happened.RatingSkipped)):
            if episode := self.episodes.get((event.subject, event.episode)):
                _rated(episode, event)
        elif isinstance(event, (happened.SurveyAsked, happened.SurveyGiven, happened.SurveySkipped)):
            self._surveyed(event)
        elif isinstance(event, happened.AttentionSpent):
            self._attended(event)
        elif (episode := self._latest.get(event.subject)) and (about := _OF_EPISODES.get(type(event))):
            had_start = episode.t0 is not None
            about(episode, event)
            if episode.t0 is not None and not had_start:
                self._freeze(episode, event)

    def _begin(self, event: happened.ConversationOpened | happened.ConversationReopened) -> None:
        before = self._latest.get(event.subject)
        episode = Episode(
            conversation_id=event.subject,
            number=event.episode if isinstance(event, happened.ConversationReopened) else 1,
            began=event.at,
            department_id=event.department_id,
            identity_id=event.identity_id,
        )
        if isinstance(event, happened.ConversationOpened):
            episode.inbox_id, episode.contact_id, episode.channel = event.inbox_id, event.contact_id, event.channel
        elif before:
            before.reopened_at = event.at
            episode.inbox_id, episode.contact_id, episode.channel = before.inbox_id, before.contact_id, before.channel
            episode.topic_id = before.topic_id
        self.episodes[episode.conversation_id, episode.number] = self._latest[event.subject] = episode

    def _freeze(self, episode: Episode, event: happened.ConversationEvent) -> None:
        """The calendar is frozen at t0: the department's latest so far, as the log tells it."""
        episode.department_id = event.department_id
        episode.calendar = self._calendars.get(event.department_id) or episode.calendar or 1

    def _attended(self, event: happened.AttentionSpent) -> None:
        self.attention.append(
            Attention(
                operator_id=event.operator_id, conversation_id=event.subject, began=event.began_at, ended=event.at
            )
        )
        episode = self._latest.get(event.subject)
        own = [s for s in episode.segments if s.operator_id == event.operator_id] if episode else []
        if own:
            own[-1].attention_ms += event.at - max(event.began_at, own[-1].began)

    def _surveyed(self, event: happened.SurveyAsked | happened.SurveyGiven | happened.SurveySkipped) -> None:
        """The relational question, apart from what is asked at a closing; the last answer counts."""
        key = event.subject, event.seq
        if isinstance(event, happened.SurveyAsked):
            self.surveys[key] = Rating(asked_at=event.at, scale="ten", operator_id=None)
        elif survey := self.surveys.get(key):
            _answered(survey, event)

    def _department_added(self, event: staff.DepartmentAdded) -> None:
        self._calendars[event.subject] = 1

    def _calendar_changed(self, event: staff.DepartmentChanged) -> None:
        self._calendars[event.subject] = event.calendar

    def _added(self, event: staff.OperatorAdded) -> None:
        self.limits.append(Limit(operator_id=event.subject, began=event.at, limit=event.limit))
        self._stays(event.subject, OFFLINE, event.at)

    def _limited(self, event: staff.ChatLimitChanged) -> None:
        self.limits.append(Limit(operator_id=event.subject, began=event.at, limit=event.limit))

    def _status_changed(self, event: staff.OperatorStatusChanged) -> None:
        self._stays(event.subject, event.status, event.at)

    def _disabled(self, event: staff.OperatorDisabled) -> None:
        self._stays(event.subject, OFFLINE, event.at)

    def _vanish(self, event: staff.OperatorVanished) -> None:
        """Gone from the last sign of life, not from when we learnt it."""
        self._vanished.add(event.subject)
        self._stays(event.subject, self._statuses.get(event.subject, OFFLINE), event.seen_at)

    def _returned(self, event: staff.OperatorReturned) -> None:
        self._vanished.discard(event.subject)
        self._stays(event.subject, self._statuses.get(event.subject, OFFLINE), event.at)

    def _stays(self, operator_id: str, status: str, at: int) -> None:
        """The status that counts from now on: who is not offline and gives no sign has vanished."""
        self._statuses[operator_id] = status
        shown = VANISHED if operator_id in self._vanished and status != OFFLINE else status
        stay = self._stay.get(operator_id)
        if stay and stay.status == shown:
            return
        if stay:
            at = max(at, stay.began)
            stay.ended = at
        self._stay[operator_id] = Stay(operator_id=operator_id, status=shown, began=at)
        self.stays.append(self._stay[operator_id])


def facts_of(events: Iterable[Stored]) -> Facts:
    """The facts of a log."""
    facts = Facts()
    for revision, event in events:
        facts.see(revision, event)
    return facts


def _queued(episode: Episode, event: happened.ConversationQueued) -> None:
    """In line: from now on the customer's words ask for a person. After a bot, this is the clock start."""
    episode.is_in_line = True
    episode.lane_id = event.lane_id
    _end_segment(episode, event.at, event.why)
    if episode.open_wait is None:
        episode.waits.append(Wait(began=event.at, why=event.why, is_first=not episode.segments))
    if episode.t0 is None:
        episode.calendar = event.calendar
        _handed_over(episode, event.at)


def _assigned(episode: Episode, event: happened.ConversationAssigned) -> None:
    """A segment begins. Taken from a bot unasked: the take is the clock start."""
    episode.is_in_line = True
    _end_segment(episode, event.at, event.how)
    if wait := episode.open_wait:
        wait.ended = event.at
    _handed_over(episode, event.at)
    episode.segments.append(
        Segment(
            number=event.segment, operator_id=event.operator_id, department_id=event.department_id, how=event.how,
            began=event.at, decision_id=event.decision_id,
        )
    )  # fmt: skip


def _handed_over(episode: Episode, at: int) -> None:
    """The customer had written to a machine, and a person is asked: the clock and the open turn begin here."""
    if episode.t0 is None and episode.first_message_at is not None and not episode.is_outbound:
        episode.t0 = at
        if turn := episode.open_turn:
            turn.began = at


def _released(episode: Episode, event: happened.ConversationReleased) -> None:
    _end_segment(episode, event.at, event.why)


def _transferred(episode: Episode, event: happened.ConversationTransferred) -> None:
    episode.transfers += not event.is_return
    episode.returns += event.is_return


def _rested(episode: Episode, event: happened.ConversationParked | happened.ConversationSnoozed) -> None:
    _end_rest(episode, event.at)
    kind = "parked" if isinstance(event, happened.ConversationParked) else "snoozed"
    if segment := episode.open_segment:
        segment.rests.append(Rest(kind=kind, began=event.at))


def _resumed(episode: Episode, event: happened.ConversationResumed) -> None:
    _end_rest(episode, event.at)


def _ranked(episode: Episode, event: happened.ConversationRanked) -> None:
    episode.lane_id = event.lane_id


def _topic(episode: Episode, event: happened.TopicSet) -> None:
    episode.topic_id = event.topic_id


def _left(episode: Episode, event: happened.VisitorLeft) -> None:
    episode.gone.append(Gone(at=event.left_at))


def _promised(episode: Episode, event: happened.WaitPromised) -> None:
    wait = episode.open_wait
    if wait and wait.promised_at is None:
        wait.promised_at, wait.promised_ms = event.at, event.wait_ms


def _received(episode: Episode, event: happened.MessageReceived) -> None:
    """Clock start, unless a machine is in charge or we wrote first; and a turn begins, unless one is open."""
    if episode.first_message_at is None:
        episode.first_message_at = event.at
    if episode.t0 is None and episode.is_in_line and not episode.is_outbound:
        episode.t0 = event.at
    if episode.open_turn is None:
        episode.turns.append(Turn(began=event.at))
    if episode.gone and episode.gone[-1].back_at is None:
        episode.gone[-1].back_at = event.at


def _replied(episode: Episode, event: happened.ReplyPosted) -> None:
    """A person wrote to the customer: ends the turn and stops the clocks. Before the customer's first message in the
    episode it makes the episode ours (outbound): it has no first response time.
    """
    kind, _, operator_id = event.actor.partition(":")
    if kind != "operator":
        return _bot(episode, event)
    if episode.first_message_at is None:
        episode.is_outbound = True
    if episode.first_reply_at is None:
        episode.first_reply_at, episode.first_reply_by = event.at, operator_id
    if turn := episode.open_turn:
        turn.replied, turn.operator_id = event.at, operator_id
    segment = episode.open_segment
    if segment and segment.operator_id == operator_id:
        segment.replies += 1
        segment.first_reply_at = event.at if segment.first_reply_at is None else segment.first_reply_at
    return _any_reply(episode, event.at)


def _bot(episode: Episode, event: happened.EntryEvent) -> None:
    _any_reply(episode, event.at)


def _any_reply(episode: Episode, at: int) -> None:
    if episode.any_reply_at is None and episode.first_message_at is not None:
        episode.any_reply_at = at


def _closed(episode: Episode, event: happened.ConversationClosed) -> None:
    _end_segment(episode, event.at, "closed")
    if episode.closed_at is None:
        episode.closed_at, episode.closed_by = event.at, event.by


def _end_segment(episode: Episode, at: int, why: str) -> None:
    _end_rest(episode, at)
    if segment := episode.open_segment:
        segment.ended, segment.why = at, why


def _end_rest(episode: Episode, at: int) -> None:
    if rest := episode.open_rest:
        rest.ended = at


def _rated(episode: Episode, event: happened.RatingAsked | happened.RatingGiven | happened.RatingSkipped) -> None:
    """One rating for a closing, open for 24 h, half-open; the last answer wins, a skip takes none back."""
    if isinstance(event, happened.RatingAsked):
        episode.rating = Rating(asked_at=event.at, scale=event.scale, operator_id=event.operator_id)
        return
    rating, closed = episode.rating, episode.closed_at
    if rating is None or closed is None or event.at - closed >= RATING_OPEN_MS:
        return
    _answered(rating, event)


def _answered(
    rating: Rating,
    event: happened.RatingGiven | happened.RatingSkipped | happened.SurveyGiven | happened.SurveySkipped,
) -> None:
    if isinstance(event, (happened.RatingSkipped, happened.SurveySkipped)):
        rating.is_skipped = rating.answered_at is None
        return
    rating.answered_at, rating.ten, rating.is_skipped = event.at, event.ten, False
    rating.five = event.five if isinstance(event, happened.RatingGiven) else None


_About = Callable[[Any, Any], None]

_OF_EPISODES: dict[type[Event], _About] = {
    happened.ConversationQueued: _queued,
    happened.ConversationAssigned: _assigned,
    happened.ConversationReleased: _released,
    happened.ConversationTransferred: _transferred,
    happened.ConversationParked: _rested,
    happened.ConversationSnoozed: _rested,
    happened.ConversationResumed: _resumed,
    happened.ConversationRanked: _ranked,
    happened.TopicSet: _topic,
    happened.VisitorLeft: _left,
    happened.WaitPromised: _promised,
    happened.MessageReceived: _received,
    happened.ReplyPosted: _replied,
    happened.BotReplied: _bot,
    happened.ConversationClosed: _closed,
}

_OF_STAFF: dict[type[Event], _About] = {
    staff.DepartmentAdded: Facts._department_added,
    staff.DepartmentChanged: Facts._calendar_changed,
    staff.OperatorAdded: Facts._added,
    staff.ChatLimitChanged: Facts._limited,
    staff.OperatorStatusChanged: Facts._status_changed,
    staff.OperatorDisabled: Facts._disabled,
    staff.OperatorVanished: Facts._vanish,
    staff.OperatorReturned: Facts._returned,
}

_OF_OTHERS: tuple[type[Event], ...] = (
    happened.ConversationOpened,
    happened.ConversationReopened,
    happened.AttentionSpent,
    happened.RatingAsked,
    happened.RatingGiven,
    happened.RatingSkipped,
    happened.SurveyAsked,
    happened.SurveyGiven,
    happened.SurveySkipped,
)

TYPES = tuple(kind.__name__ for kind in (*_OF_OTHERS, *_OF_EPISODES, *_OF_STAFF))
"""Names of all events that say something here."""
