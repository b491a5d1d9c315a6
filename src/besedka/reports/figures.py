"""The figures of a head of support, over judged episodes. `business` counts opening hours only. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from besedka.reports.judging import Judged, JudgedSegment, Outcome, Span
from besedka.reports.model import Rating
from besedka.reports.statistics import Promoters, Scores, Share, Times, promoters, scores, share, times

FCR_MS = 7 * 24 * 3600 * 1000


class ServiceLevel(msgspec.Struct, frozen=True, kw_only=True):
    """Answered in at most `target_ms`, of all offered. `without_early`: the variant in which customers who left before
    the target are not counted as offered.
    """

    target_ms: int
    level: Share | None
    without_early: Share | None


class Ratings(msgspec.Struct, frozen=True, kw_only=True):
    """What customers said. `response`: how many of those asked answered."""

    response: Share | None
    five: Scores | None
    ten: Promoters | None


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a report: a day, a department, an operator, a channel ..."""

    offered: int
    answered: int
    waiting: int
    short_abandons: int
    bot_abandons: int
    unasked: int
    missed: Share | None
    missed_by: dict[str, int]
    late_replies: int
    frt: Times | None
    any_frt: Times | None
    wait: Times | None
    requeue_wait: Times | None
    reply: Times | None
    estimate_error: Times | None
    service_level: ServiceLevel
    transfers: int
    returns: int
    reopened: int
    ratings: Ratings


class OperatorFigures(msgspec.Struct, frozen=True, kw_only=True):
    """One operator's segments; a conversation that went through several hands counts for each."""

    operator_id: str
    segments: int
    frt: Times | None
    duration: Times | None
    attention: Times | None
    replies: int


def figures(judged: Iterable[Judged], now: int, *, target_ms: int = 60_000, business: bool = False) -> Figures:
    """All figures of some episodes. Short abandons are in `short_abandons` and nowhere else."""
    every = list(judged)
    counts = Counter(one.outcome for one in every)
    asked = [one for one in every if _was_offered(one)]
    missed = [one for one in asked if one.outcome == Outcome.MISSED]
    length = _length(business)
    return Figures(
        offered=len(asked),
        answered=counts[Outcome.ANSWERED],
        waiting=counts[Outcome.WAITING],
        short_abandons=counts[Outcome.SHORT_ABANDON],
        bot_abandons=counts[Outcome.BOT_ABANDONED],
        unasked=counts[Outcome.UNASKED],
        missed=share(len(missed), len(asked)),
        missed_by=dict(Counter(str(one.missed) for one in missed)),
        late_replies=sum(one.late_reply is not None for one in missed),
        frt=times(length(one.frt) for one in asked if one.frt),
        any_frt=times(length(one.any_frt) for one in every if one.any_frt),
        wait=times(length(one.wait) for one in asked if one.wait),
        requeue_wait=times(length(wait) for one in every for wait in one.requeue_waits),
        reply=times(length(reply) for one in every for _, reply in one.replies),
        estimate_error=times(abs(error) for one in every for error in one.estimate_errors),
        service_level=service_level(every, now, target_ms, business=business),
        transfers=sum(one.episode.transfers for one in every),
        returns=sum(one.episode.returns for one in every),
        reopened=sum(one.episode.is_reopening for one in every),
        ratings=ratings(one.episode.rating for one in every if one.episode.rating),
    )


def service_level(judged: Iterable[Judged], now: int, target_ms: int, *, business: bool = False) -> ServiceLevel:
    """Of all offered, abandons after the target included; early ones too, except in the variant. Who waits and may
    still be answered in time is not counted yet.
    """
    length = _length(business)
    offered = [one for one in judged if _was_offered(one) and not _may_be_in_time(one, now, target_ms)]
    in_time = sum(one.frt is not None and length(one.frt) <= target_ms for one in offered)
    early = sum(_left_early(one, target_ms) for one in offered)
    return ServiceLevel(
        target_ms=target_ms, level=share(in_time, len(offered)), without_early=share(in_time, len(offered) - early)
    )


def ratings(every: Iterable[Rating]) -> Ratings:
    """Raw scores make the figures; nobody's silence is a score. Of closings or of surveys, never of both together."""
    asked = list(every)
    answered = [rating for rating in asked if rating.answered_at is not None]
    return Ratings(
        response=share(len(answered), len(asked)),
        five=scores(rating.five for rating in answered if rating.five is not None),
        ten=promoters(rating.ten for rating in answered if rating.ten is not None),
    )


def of_operators(segments: Iterable[JudgedSegment], *, business: bool = False) -> list[OperatorFigures]:
    """Operator FRT (from each assignment) and both kinds of handling time: from acceptance to the end without parked
    time, and attention with wrap-up, of segments that have ended.
    """
    length = _length(business)
    by_operator: dict[str, list[JudgedSegment]] = {}
    for one in segments:
        by_operator.setdefault(one.segment.operator_id, []).append(one)
    return [
        OperatorFigures(
            operator_id=operator_id,
            segments=len(own),
            frt=times(length(one.frt) for one in own if one.frt),
            duration=times(length(one.duration) for one in own if one.segment.ended is not None),
            attention=times(one.segment.attention_ms for one in own if one.segment.ended is not None),
            replies=sum(one.segment.replies for one in own),
        )
        for operator_id, own in sorted(by_operator.items())
    ]


def first_contact_resolution(judged: Sequence[Judged], now: int, window_ms: int = FCR_MS) -> Share | None:
    """FCR: answered and closed, neither reopened nor transferred, and no new contact of the same customer on the same
    topic in any channel within the window from closing, half-open. Only closings whose window is over.
    """
    closed = [(one, one.episode.closed_at) for one in judged if one.outcome == Outcome.ANSWERED]
    decided = [(one, at) for one, at in closed if at is not None and at + window_ms <= now]
    again: dict[tuple[str | None, str | None], list[int]] = {}
    for one in judged:
        again.setdefault((one.episode.contact_id, one.episode.topic_id), []).append(one.episode.began)

    def is_resolved(one: Judged, at: int) -> bool:
        episode = one.episode
        is_back = any(at <= began < at + window_ms for began in again[episode.contact_id, episode.topic_id])
        return not (is_back or _within(episode.reopened_at, at, window_ms) or episode.transfers)

    return share(sum(is_resolved(one, at) for one, at in decided), len(decided))


def _within(moment: int | None, at: int, window_ms: int) -> bool:
    return moment is not None and at <= moment < at + window_ms


def _was_offered(one: Judged) -> bool:
    """A person was asked for, and it was no short abandon."""
    return one.outcome in (Outcome.ANSWERED, Outcome.WAITING, Outcome.MISSED)


def _may_be_in_time(one: Judged, now: int, target_ms: int) -> bool:
    t0 = one.episode.t0
    return one.outcome == Outcome.WAITING and t0 is not None and now - t0 <= target_ms


def _left_early(one: Judged, target_ms: int) -> bool:
    t0 = one.episode.t0
    return one.went_at is not None and t0 is not None and one.went_at - t0 <= target_ms


def _length(business: bool) -> Callable[[Span], int]:
    """Which of the two lengths counts."""
    return (lambda span: span.open_ms) if business else (lambda span: span.ms)
