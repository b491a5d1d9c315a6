"""Sums over many: times, shares and scores, never a mean alone. Nothing to count is no figure, not 0. Pure."""

from collections.abc import Iterable, Sequence
from math import sqrt

import msgspec

SHARES_MS = (30_000, 60_000, 120_000)
_Z = 1.959964
"""95 % of a normal distribution lie within so many standard deviations."""


class Times(msgspec.Struct, frozen=True):
    """How long it took. `within` holds the share of those of at most 30, 60 and 120 s, by milliseconds."""

    n: int
    mean: float
    p50: int
    p90: int
    p95: int
    within: dict[int, float]


class Share(msgspec.Struct, frozen=True):
    """A part of `n`, with its 95 % interval by Wilson."""

    count: int
    n: int
    share: float
    low: float
    high: float


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """Answers on five points. `csi` is their mean x 20, `csat` the share of 4 and 5, `top_box` that of 5."""

    n: int
    csi: float
    csat: Share
    top_box: Share


class Promoters(msgspec.Struct, frozen=True):
    """Answers from 0 to 10. `nps`: per cent of 9-10 less per cent of 0-6, with its 95 % interval."""

    n: int
    nps: float
    low: float
    high: float


def times(lengths_ms: Iterable[int]) -> Times | None:
    """Half-open is no matter here: 60 s counts in "at most 60 s"."""
    ordered = sorted(lengths_ms)
    n = len(ordered)
    if not n:
        return None
    within = {limit: sum(length <= limit for length in ordered) / n for limit in SHARES_MS}
    p50, p90, p95 = (percentile(ordered, percent) for percent in (50, 90, 95))
    return Times(n, sum(ordered) / n, p50, p90, p95, within)


def percentile(ordered: Sequence[int], percent: int) -> int:
    """By nearest rank: the smallest value that at least `percent` of the values do not exceed."""
    return ordered[-(-percent * len(ordered) // 100) - 1]


def share(count: int, n: int) -> Share | None:
    """A share with its Wilson interval, which is right for small numbers and near 0 and 1 too."""
    if not n:
        return None
    part, z2 = count / n, _Z * _Z
    middle = (part + z2 / (2 * n)) / (1 + z2 / n)
    reach = _Z * sqrt(part * (1 - part) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return Share(count, n, part, max(0.0, middle - reach), min(1.0, middle + reach))


def scores(fives: Iterable[int]) -> Scores | None:
    """CSI, CSAT and top-box of answers from 1 to 5. Pooled: it is not the mean of the operators' figures."""
    given = list(fives)
    n = len(given)
    csat, top_box = share(sum(score >= 4 for score in given), n), share(given.count(5), n)
    return Scores(n=n, csi=sum(given) / n * 20, csat=csat, top_box=top_box) if csat and top_box else None


def promoters(tens: Iterable[int]) -> Promoters | None:
    """NPS; the interval is by multinomial variance."""
    given = list(tens)
    n = len(given)
    if not n:
        return None
    plus, minus = sum(score >= 9 for score in given) / n, sum(score <= 6 for score in given) / n
    reach = _Z * sqrt(max(0.0, plus + minus - (plus - minus) ** 2) / n)
    nps = plus - minus
    return Promoters(n, 100 * nps, 100 * max(-1.0, nps - reach), 100 * min(1.0, nps + reach))
