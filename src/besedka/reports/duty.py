"""How busy operators were in a span of time: concurrency, utilisation, occupancy. Pure.

On duty: signed in, here, and on no break (`away`). What is open takes a slot: assigned, neither parked nor snoozed.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from besedka.reports.facts import OFFLINE, VANISHED, Facts
from besedka.reports.model import Interval, Limit, Segment

OFF_DUTY = (OFFLINE, VANISHED, "away")


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """One operator's, or everybody's, in a span of time. Integrals in milliseconds: `open_ms` is open conversations x
    time on duty, `slots_ms` the limit x time on duty, `busy_ms` the union of attention.
    """

    on_duty_ms: int
    open_ms: int
    slots_ms: int
    busy_ms: int
    most: int

    @property
    def concurrency(self) -> float | None:
        """Time-weighted mean of open conversations for each operator on duty."""
        return _ratio(self.open_ms, self.on_duty_ms)

    @property
    def utilisation(self) -> float | None:
        """Open conversations of all slots. More than 1 after a limit was lowered, which moves nobody."""
        return _ratio(self.open_ms, self.slots_ms)

    @property
    def occupancy(self) -> float | None:
        """Attention of the time on duty; at most 1, because two conversations at once are looked at in turn."""
        return _ratio(self.busy_ms, self.on_duty_ms)


def duties(facts: Facts, from_ms: int, until_ms: int) -> dict[str, Duty]:
    """By operator, for those who were on duty."""
    span = [(from_ms, until_ms)]
    shifts: dict[str, list[Interval]] = {}
    for stay in facts.stays:
        if stay.status not in OFF_DUTY:
            shifts.setdefault(stay.operator_id, []).append((stay.began, until_ms if stay.ended is None else stay.ended))
    busy = _Busy(facts, until_ms)
    inside = {operator_id: list(_overlaps(shift, span)) for operator_id, shift in shifts.items()}
    return {operator_id: busy.duty(operator_id, shift) for operator_id, shift in inside.items() if shift}


def together(all_duties: Iterable[Duty]) -> Duty:
    """Everybody's; `most` is that of one operator."""
    every = list(all_duties)
    return Duty(
        on_duty_ms=sum(one.on_duty_ms for one in every),
        open_ms=sum(one.open_ms for one in every),
        slots_ms=sum(one.slots_ms for one in every),
        busy_ms=sum(one.busy_ms for one in every),
        most=max((one.most for one in every), default=0),
    )


def open_times(segment: Segment, until_ms: int) -> Iterator[Interval]:
    """When a segment took a slot: from assignment to its end, without parked and snoozed time."""
    began = segment.began
    for rest in segment.rests:
        yield began, rest.began
        began = until_ms if rest.ended is None else rest.ended
    yield began, until_ms if segment.ended is None else segment.ended


class _Busy:
    """What each operator had in hand, sorted out once."""

    def __init__(self, facts: Facts, until_ms: int) -> None:
        self._until = until_ms
        self._open: dict[str, list[Interval]] = {}
        self._attention: dict[str, list[Interval]] = {}
        self._limits: dict[str, list[Limit]] = {}
        for episode in facts.episodes.values():
            for segment in episode.segments:
                self._open.setdefault(segment.operator_id, []).extend(open_times(segment, until_ms))
        for spent in facts.attention:
            self._attention.setdefault(spent.operator_id, []).append((spent.began, spent.ended))
        for limit in facts.limits:
            self._limits.setdefault(limit.operator_id, []).append(limit)

    def duty(self, operator_id: str, shift: Sequence[Interval]) -> Duty:
        """One operator's, within the time on duty."""
        in_hand = list(_overlaps(self._open.get(operator_id, ()), shift))
        limits = _limits(self._limits.get(operator_id, ()), self._until)
        return Duty(
            on_duty_ms=_sum(shift),
            open_ms=_sum(in_hand),
            slots_ms=sum(limit * _sum(_overlaps([(began, ended)], shift)) for began, ended, limit in limits),
            busy_ms=_sum(_union(_overlaps(self._attention.get(operator_id, ()), shift))),
            most=_most(in_hand),
        )


def _limits(own: Sequence[Limit], until_ms: int) -> Iterator[tuple[int, int, int]]:
    """From, until, limit."""
    for limit, later in zip(own, [*own[1:], None], strict=True):
        yield limit.began, until_ms if later is None else later.began, limit.limit


def _overlaps(some: Iterable[Interval], others: Sequence[Interval]) -> Iterator[Interval]:
    for begins, ends in some:
        for began, ended in others:
            if max(begins, began) < min(ends, ended):
                yield max(begins, began), min(ends, ended)


def _union(intervals: Iterable[Interval]) -> Iterator[Interval]:
    last: Interval | None = None
    for begins, ends in sorted(intervals):
        if last and begins <= last[1]:
            last = last[0], max(last[1], ends)
            continue
        if last:
            yield last
        last = begins, ends
    if last:
        yield last


def _most(intervals: Iterable[Interval]) -> int:
    """At the same moment what ends goes before what begins: half-open."""
    steps = sorted([step for begins, ends in intervals for step in ((begins, 1), (ends, -1))])
    now = most = 0
    for _, step in steps:
        now += step
        most = max(most, now)
    return most


def _sum(intervals: Iterable[Interval]) -> int:
    return sum(ends - begins for begins, ends in intervals)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
