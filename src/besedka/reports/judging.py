"""What the facts of an episode mean at a moment: answered, missed and why, and how long everything took. Pure.

Every length has two values: real time, and business time by the calendar that was in force at t0. The definitions
stand in `docs/rooms/reports.md`; a docstring here names the one that it follows.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any

import msgspec

from besedka.reports.model import Episode, Interval, Segment
from besedka.staff.calendar import after_open_ms, first_open, is_open, next_closing, next_opening, open_ms
from besedka.staff.settings import Hours

HoursOf = Callable[[str, int], Hours]
"""The hours of a department in one version of its calendar."""

DAY_MS = 24 * 3600 * 1000
GONE_MS = 5 * 60 * 1000
SHORT_MS = {"voice": 5000}
SHORT_CHAT_MS = 10_000


class Outcome(StrEnum):
    """How it stands with the wish for a person. `unasked`: there was none (we wrote first, or a machine was enough)."""

    ANSWERED = "answered"
    WAITING = "waiting"
    MISSED = "missed"
    SHORT_ABANDON = "short_abandon"
    BOT_ABANDONED = "bot_abandoned"
    UNASKED = "unasked"


class Missed(StrEnum):
    """Why nobody answered: the customer left the queue, or left an operator who was silent; an operator was silent and
    the customer stayed; it was written while closed, or in opening hours, and nobody ever had it.
    """

    ABANDONED_IN_QUEUE = "abandoned_in_queue"
    ABANDONED_AFTER_ASSIGN = "abandoned_after_assign"
    UNANSWERED = "unanswered"
    AFTER_HOURS = "after_hours"
    NEVER_ASSIGNED = "never_assigned"


class Span(msgspec.Struct, frozen=True):
    """A length in real time, and in business time."""

    ms: int
    open_ms: int


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """An episode as reports count it.

    `frt`: to the first words of a person, only when answered; `late_reply`: when it had been missed before.
    `any_frt`: to the first words of anybody, from the customer's first message. `wait`: to the first assignment;
    `requeue_waits`: later ones. `replies`: for each answered turn the operator and the time without parked time.
    `estimate_errors`: real wait less promised wait. `went_at`: when the customer went, of one that was lost by that.
    """

    episode: Episode
    outcome: Outcome
    missed: Missed | None = None
    missed_at: int | None = None
    went_at: int | None = None
    is_after_hours: bool = False
    frt: Span | None = None
    late_reply: Span | None = None
    any_frt: Span | None = None
    wait: Span | None = None
    requeue_waits: tuple[Span, ...] = ()
    replies: tuple[tuple[str, Span], ...] = ()
    estimate_errors: tuple[int, ...] = ()


class JudgedSegment(msgspec.Struct, frozen=True, kw_only=True):
    """A segment as reports count it. `frt`: from this operator's assignment to this operator's first words.
    `duration`: to the end, or to now. Parked time is in neither.
    """

    segment: Segment
    frt: Span | None
    duration: Span


class _End(msgspec.Struct, frozen=True):
    """A moment at which an unanswered wish is lost."""

    at: int
    went_at: int | None = None
    """When the customer went, if it was the customer."""


def judge(episode: Episode, hours: Hours, now: int) -> Judged:
    """The episode as it stands at `now`, by the hours that were frozen at its t0."""
    judged = Judged(
        episode=episode,
        outcome=_without_wish(episode),
        any_frt=_until(hours, episode.first_message_at, episode.any_reply_at),
        **_lengths(episode, hours),
    )
    return judged if episode.t0 is None else _asked(judged, episode.t0, hours, now)


def _asked(judged: Judged, t0: int, hours: Hours, now: int) -> Judged:
    """The same, for one in which a person was asked for: what was missed stays missed, whatever is said later."""
    episode, reply = judged.episode, judged.episode.first_reply_at
    end = min(_ends(episode, t0, hours), key=lambda end: end.at)
    is_lost = end.at <= now and (reply is None or reply >= end.at)
    is_short = is_lost and _is_short(episode, t0, end)
    frt = _until(hours, t0, reply)
    if is_lost:
        outcome = Outcome.SHORT_ABANDON if is_short else Outcome.MISSED
    else:
        outcome = Outcome.WAITING if reply is None else Outcome.ANSWERED
    return msgspec.structs.replace(
        judged,
        outcome=outcome,
        missed=_why(episode, t0, hours, end) if outcome == Outcome.MISSED else None,
        missed_at=end.at if is_lost else None,
        went_at=end.went_at if is_lost else None,
        is_after_hours=not is_open(hours, t0),
        frt=None if is_lost else frt,
        late_reply=frt if is_lost else None,
        wait=_first_wait(episode, t0, hours),
    )


def judge_all(episodes: Iterable[Episode], hours_of: HoursOf, now: int) -> list[Judged]:
    """Every episode by its own calendar; one in which nobody was asked for by the first one, which counts nothing."""
    return [judge(episode, hours_of(episode.department_id, episode.calendar or 1), now) for episode in episodes]


def judge_segment(segment: Segment, hours: Hours, now: int) -> JudgedSegment:
    """A segment as it stands at `now`."""
    parked = _parked([segment], now)
    first = segment.first_reply_at
    return JudgedSegment(
        segment=segment,
        frt=None if first is None else _span(hours, segment.began, first, parked),
        duration=_span(hours, segment.began, now if segment.ended is None else segment.ended, parked),
    )


def _without_wish(episode: Episode) -> Outcome:
    """Bot-abandoned, a column of its own: wrote to a machine, and left before a person was asked."""
    has_left = bool(episode.gone) or episode.closed_by in ("visitor", "timeout")
    wrote_to_bot = episode.first_message_at is not None and not episode.is_outbound
    return Outcome.BOT_ABANDONED if wrote_to_bot and has_left else Outcome.UNASKED


def _ends(episode: Episode, t0: int, hours: Hours) -> Iterator[_End]:
    """Missed is whatever comes first: the customer left, it was closed, the end of the next open period (the first
    that starts after t0), 24 h from the first open moment. All half-open: at that very moment it is too late.
    """
    yield from _left(episode, t0, hours)
    closed, reply = episode.closed_at, episode.first_reply_at
    if closed is not None and (reply is None or reply > closed):
        yield _End(closed, closed if episode.closed_by == "visitor" else None)
    opening = next_opening(hours, t0)
    closing = None if opening is None else next_closing(hours, opening)
    if closing is not None:
        yield _End(closing)
    opened = first_open(hours, t0)
    yield _End((t0 if opened is None else opened) + DAY_MS)


def _left(episode: Episode, t0: int, hours: Hours) -> Iterator[_End]:
    """The stream gone for 5 min of opening hours. Whoever goes while it is closed has not run away from anybody; who
    writes again before the time is over has not left.
    """
    for gone in episode.gone:
        at = max(gone.at, t0)
        lost_at = after_open_ms(hours, at, GONE_MS) if is_open(hours, at) else None
        if lost_at is not None and (gone.back_at is None or gone.back_at >= lost_at):
            yield _End(lost_at, gone.at)


def _is_short(episode: Episode, t0: int, end: _End) -> bool:
    """Short abandon, measured to the moment the customer went: at most 10 s (voice 5 s)."""
    return end.went_at is not None and end.went_at - t0 <= SHORT_MS.get(episode.channel, SHORT_CHAT_MS)


def _why(episode: Episode, t0: int, hours: Hours, end: _End) -> Missed:
    """Assigned at any time before: abandoned after assignment when the customer left, else unanswered."""
    if any(segment.began < end.at for segment in episode.segments):
        return Missed.UNANSWERED if end.went_at is None else Missed.ABANDONED_AFTER_ASSIGN
    if not is_open(hours, t0):
        return Missed.AFTER_HOURS
    return Missed.NEVER_ASSIGNED if end.went_at is None else Missed.ABANDONED_IN_QUEUE


def _first_wait(episode: Episode, t0: int, hours: Hours) -> Span | None:
    """First assignment less t0. Whoever had it already when the customer asked kept nobody waiting: no wait."""
    first = episode.segments[0].began if episode.segments else None
    return None if first is None or first < t0 else _span(hours, t0, first)


def _lengths(episode: Episode, hours: Hours) -> dict[str, Any]:
    """What is counted with and without a wish for a person."""
    waits = [(wait, wait.ended) for wait in episode.waits if wait.ended is not None]
    return {
        "requeue_waits": tuple(_span(hours, wait.began, ended) for wait, ended in waits if not wait.is_first),
        "replies": tuple(_reply_times(episode, hours)),
        "estimate_errors": tuple(
            ended - wait.promised_at - wait.promised_ms for wait, ended in waits if wait.promised_at is not None
        ),
    }


def _reply_times(episode: Episode, hours: Hours) -> Iterator[tuple[str, Span]]:
    """From the first message of a turn to the next words of a person; time in which it was parked is subtracted,
    snoozed time is not.
    """
    for turn in episode.turns:
        if turn.replied is not None and turn.operator_id is not None:
            yield turn.operator_id, _span(hours, turn.began, turn.replied, _parked(episode.segments, turn.replied))


def _parked(segments: Iterable[Segment], until: int) -> list[Interval]:
    return [
        (rest.began, until if rest.ended is None else rest.ended)
        for segment in segments
        for rest in segment.rests
        if rest.kind == "parked"
    ]


def _until(hours: Hours, began: int | None, ended: int | None) -> Span | None:
    return None if began is None or ended is None else _span(hours, began, ended)


def _span(hours: Hours, began: int, ended: int, without: Iterable[Interval] = ()) -> Span:
    """From one moment to another, less the parts that do not count."""
    parts = [(max(begins, began), min(ends, ended)) for begins, ends in without]
    inside = [(begins, ends) for begins, ends in parts if begins < ends]
    return Span(
        ended - began - sum(ends - begins for begins, ends in inside),
        open_ms(hours, began, ended) - sum(open_ms(hours, begins, ends) for begins, ends in inside),
    )
