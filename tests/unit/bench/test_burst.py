"""Ten times the load for five minutes: promises are kept, and the order is fair."""

import pytest
from bench.burst import FIVE_MINUTES, promises, share

from besedka.routing.routers import Besedka
from besedka.routing.simulator import HOUR_MS, Burst, Model, play


@pytest.mark.parametrize(
    ("operators", "per_hour", "seeds", "near"), [(3, 30, 8, 0.75), (3, 40, 8, 0.75), (15, 190, 2, 0.95)]
)
def test_nine_of_ten_wait_at_most_half_longer_than_they_were_told(
    operators: int, per_hour: float, seeds: int, near: float
) -> None:
    """At first and each time again. With few seats a wait is a matter of chance, so fewer first words are near."""
    found = promises(operators, per_hour, range(1, seeds + 1))
    first = [each for each in found if each.is_first]
    assert len(first) > 80
    assert share(each.is_kept for each in first) >= 0.9
    assert share(each.is_kept for each in found) >= 0.9
    assert share(each.is_near for each in first) >= near


def test_in_the_burst_nobody_is_served_before_who_came_earlier() -> None:
    model = Model(operators=3, per_hour=40, hours=2, bursts=(Burst(HOUR_MS, HOUR_MS + FIVE_MINUTES, 10),))
    talks = play(model, Besedka(model.rules), 1)[0]
    given = [talk.given_at for talk in talks if talk.given_at is not None]
    assert given == sorted(given)
