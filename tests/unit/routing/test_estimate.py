"""What visitors are promised, from how fast the line moves."""

import itertools

import pytest

from besedka.routing.estimate import FIRST_REPLY_MS, HANDLING_MS, Drain
from besedka.routing.simulator import HOUR_MS

ALONE = 1.52
"""A single step is promised so much longer than its mean: nine of ten exceed that by no more than half."""


def test_the_head_of_the_line_waits_for_the_next_reply_to_be_finished() -> None:
    assert Drain().wait_ms(1, 3, 5) == pytest.approx(ALONE * FIRST_REPLY_MS / 5, rel=0.01)


def test_when_everybody_is_at_the_limit_a_conversation_must_end_first() -> None:
    assert Drain().wait_ms(1, 0, 5) == pytest.approx(ALONE * HANDLING_MS / 5, rel=0.01)


def test_who_stands_behind_waits_longer_but_others_before_them_leave() -> None:
    waits = [Drain().wait_ms(place, 0, 5) for place in range(1, 40)]
    steps = [after - before for before, after in itertools.pairwise(waits)]
    assert all(step > 0 for step in steps)
    assert steps[-1] < steps[0] / 2


def test_far_behind_the_mean_is_promised() -> None:
    drain = Drain()
    drain.leaving.times, drain.leaving.spent_ms = 0, 1e15
    assert drain.wait_ms(10, 0, 5) == pytest.approx(10 * HANDLING_MS / 5, rel=0.01)


def test_nobody_here_means_no_estimate() -> None:
    assert Drain().wait_ms(3, 0, 0) == 0


def test_it_learns_how_fast_the_line_moves_and_forgets() -> None:
    drain, now = Drain(), 1_000_000
    for _ in range(100):
        drain.watch(now, waiting=5, room=0, given=1)
        now += 10_000
    assert drain.wait_ms(1, 0, 5) == pytest.approx(ALONE * 10_000, rel=0.35)
    drain.watch(now, waiting=0, room=3)
    drain.watch(now + 24 * HOUR_MS, waiting=1, room=0)
    assert drain.wait_ms(1, 0, 5) == pytest.approx(ALONE * HANDLING_MS / 5, rel=0.05)
