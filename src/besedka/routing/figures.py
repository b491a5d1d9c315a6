"""The few figures by which days and routers are compared. Pure; percentiles by nearest rank, 60 s counts in <= 60."""

import math
from collections.abc import Iterable, Sequence

import msgspec

WITHIN_MS = 60_000


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """Of one or more days. `first`: times of first responses, sorted; `later`: of further ones; `offered`: who came;
    `missed`: who left before an answer was begun; `busy_ms` of `present_ms`: what operators spent at work.
    """

    offered: int
    missed: int
    first: list[int]
    later: list[int] = []
    busy_ms: int = 0
    present_ms: int = 0

    @property
    def mean_first(self) -> float:
        """Mean first response time in ms."""
        return _mean(self.first)

    @property
    def mean_later(self) -> float:
        """Mean of further responses in ms."""
        return _mean(self.later)

    @property
    def missed_share(self) -> float:
        """Missed of all who came."""
        return self.missed / self.offered if self.offered else 0.0

    @property
    def in_time(self) -> float:
        """The share of first responses within 60 s."""
        return sum(ms <= WITHIN_MS for ms in self.first) / len(self.first) if self.first else 0.0

    @property
    def occupancy(self) -> float:
        """The share of their presence that operators were at work."""
        return self.busy_ms / self.present_ms if self.present_ms else 0.0

    def first_percentile(self, percent: float) -> int:
        """Of first response times."""
        return percentile(self.first, percent)


def percentile(ordered: Sequence[int], percent: float) -> int:
    """By nearest rank; 0 of nothing."""
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)] if ordered else 0


def together(several: Iterable[Figures]) -> Figures:
    """As if they were one long day."""
    days = list(several)
    return Figures(
        offered=sum(day.offered for day in days),
        missed=sum(day.missed for day in days),
        first=sorted(ms for day in days for ms in day.first),
        later=[ms for day in days for ms in day.later],
        busy_ms=sum(day.busy_ms for day in days),
        present_ms=sum(day.present_ms for day in days),
    )


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values) if values else 0.0
