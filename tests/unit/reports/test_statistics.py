"""Percentiles, shares and scores, computed by hand or known from elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besedka.reports.statistics import percentile, promoters, scores, share, times


def test_nothing_is_no_figure() -> None:
    assert (times([]), share(0, 0), scores([]), promoters([])) == (None, None, None, None)


def test_times_of_ten() -> None:
    found = times(seconds * 1000 for seconds in (5, 10, 20, 30, 31, 60, 61, 90, 120, 600))
    assert found is not None
    # Nearest rank: the 5th, the 9th and the 10th (9.5 rounded up) of ten.
    assert (found.n, found.mean, found.p50, found.p90, found.p95) == (10, 102_700, 31_000, 120_000, 600_000)
    # 60 s counts in "at most 60 s".
    assert found.within == {30_000: 0.4, 60_000: 0.6, 120_000: 0.9}


def test_one_value_is_every_percentile_of_itself() -> None:
    assert [percentile([7], p) for p in (1, 50, 90, 95, 100)] == [7] * 5


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=200), st.integers(1, 100))
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(values: list[int], percent: int) -> None:
    values.sort()
    found = percentile(values, percent)
    assert found in values
    assert 100 * sum(v <= found for v in values) >= percent * len(values)
    assert 100 * sum(v < found for v in values) < percent * len(values)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        # 83 per cent: 2.3 points to each side at a thousand, 7.4 at a hundred.
        (830, 1000, 0.8055, 0.8520),
        (83, 100, 0.7445, 0.8911),
        # Known values of Wilson's interval.
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 2, 0.0945, 0.9055),
    ],
)
def test_wilsons_interval(count: int, n: int, low: float, high: float) -> None:
    found = share(count, n)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_scores_on_five_points() -> None:
    found = scores([5, 5, 5, 4, 3, 1])
    assert found is not None
    # 23 / 6 x 20; four of six are 4 or 5, three are 5.
    assert found.csi == pytest.approx(76.6667, abs=1e-4)
    assert (found.csat.count, found.csat.share) == (4, pytest.approx(4 / 6))
    assert (found.top_box.count, found.top_box.share) == (3, 0.5)


def test_pooled_scores_are_not_the_mean_of_scores() -> None:
    anna, boris = [5] * 9, [1]
    pooled, a, b = scores(anna + boris), scores(anna), scores(boris)
    assert pooled
    assert a
    assert b
    assert (pooled.csi, (a.csi + b.csi) / 2) == (92, 60)


def test_promoters_less_detractors() -> None:
    found = promoters([10, 9, 9, 8, 7, 6, 0, 10])
    assert found is not None
    # Four of eight less two of eight; variance (0.5 + 0.25 - 0.0625) / 8, its root 0.29315 x 1.96 = 0.57456.
    assert found.nps == 25
    assert (found.low, found.high) == (pytest.approx(-32.456, abs=0.01), pytest.approx(82.456, abs=0.01))


def test_everybody_promotes() -> None:
    found = promoters([10, 10])
    assert found is not None
    assert (found.nps, found.low, found.high) == (100, 100, 100)
