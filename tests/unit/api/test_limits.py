"""Token buckets: exact waits, bounded memory, one bucket for each key."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besedka.api.http.limits import Buckets, Limits, TooFast
from besedka.kernel.settings import Settings

MS = 1_000_000


class Hand:
    """A clock that is moved by hand, in nanoseconds."""

    def __init__(self) -> None:
        self.at = 10**15

    def __call__(self) -> int:
        return self.at


def taken(buckets: Buckets, key: str = "a") -> int:
    """How many can be taken at once."""
    for count in range(10_000):
        try:
            buckets.take(key)
        except TooFast:
            return count
    raise AssertionError("there is no end")


def test_a_burst_then_a_steady_rate() -> None:
    clock = Hand()
    buckets = Buckets(8, 20, now=clock)
    assert taken(buckets) == 8
    clock.at += 3000 * MS
    assert taken(buckets) == 1
    clock.at += 60_000 * MS
    assert taken(buckets) == 8


@given(burst=st.integers(1, 50), per_minute=st.integers(1, 5000), pauses=st.lists(st.integers(0, 10_000), max_size=20))
def test_the_wait_in_a_refusal_is_exact(burst: int, per_minute: int, pauses: list[int]) -> None:
    clock = Hand()
    buckets = Buckets(burst, per_minute, now=clock)
    for pause in pauses:
        clock.at += pause * MS
        taken(buckets)
    taken(buckets)
    with pytest.raises(TooFast) as refused:
        buckets.take("a")
    assert refused.value.retry_ms
    clock.at += (refused.value.retry_ms - 1) * MS
    with pytest.raises(TooFast):
        buckets.take("a")
    clock.at += MS
    buckets.take("a")


@given(burst=st.integers(1, 20), per_minute=st.integers(1, 1000), seconds=st.integers(1, 600))
def test_no_pattern_of_asking_gets_more_than_burst_and_rate(burst: int, per_minute: int, seconds: int) -> None:
    clock = Hand()
    buckets = Buckets(burst, per_minute, now=clock)
    got = 0
    for _ in range(min(seconds, 60)):
        got += taken(buckets)
        clock.at += 1000 * MS
    assert got <= burst + per_minute * min(seconds, 60) / 60 + 1


def test_one_key_does_not_cost_another() -> None:
    buckets = Buckets(3, 1)
    assert taken(buckets, "a") == taken(buckets, "b") == 3


def test_what_is_kept_is_bounded_and_full_buckets_go_first() -> None:
    clock = Hand()
    buckets = Buckets(2, 60, kept=100, now=clock)
    taken(buckets, "in use")
    for number in range(99):
        buckets.take(f"n{number}")
    clock.at += 1500 * MS
    buckets.take("new")
    assert len(buckets) == 2
    assert taken(buckets, "in use") == 1
    for number in range(10_000):
        buckets.take(f"m{number}")
    assert len(buckets) <= 100


def test_the_limits_of_the_settings_hold_and_can_be_switched_off() -> None:
    limits = Limits(Settings(visitor_burst=2, visitor_per_minute=1, address_per_minute=3))
    for _ in range(2):
        limits.visitor("v", is_message=True)
    with pytest.raises(TooFast):
        limits.visitor("v", is_message=True)
    limits.visitor("v", is_message=False)
    for address in ("2001:db8::1", "2001:db8::2", "2001:db8::3"):
        limits.address(address)
    with pytest.raises(TooFast):
        limits.address("2001:db8::4")
    limits.address("2001:db8:0:1::1")
    free = Limits(Settings(rate_limits=False, visitor_burst=1))
    for _ in range(100):
        free.visitor("v", is_message=True)


def test_a_check_is_cheap() -> None:
    buckets = Buckets(10**6, 10**8)
    best = min(_timed(buckets) for _ in range(5))
    assert best < 2e-6, f"{best * 1e9:.0f} ns"


def _timed(buckets: Buckets) -> float:
    began = time.process_time()
    for _ in range(20_000):
        buckets.take("somebody")
    return (time.process_time() - began) / 20_000
