"""The routing rows of the bench."""

from types import SimpleNamespace
from typing import Any, cast

from bench import routing
from bench.burst import Promise


def test_decisions_are_measured_beside_a_sort() -> None:
    decisions, sorts = routing.decide()
    assert len(decisions) == 400
    assert all(took.wall >= took.cpu * 0.9 > 0 for took in (*decisions, *sorts))


def test_a_bar_is_missed_when_the_engine_is_no_better_than_chance() -> None:
    measured = routing.Routing(cast(Any, SimpleNamespace(pace=0.5)))
    day = routing._day(("naive", 40, 1))
    measured._found = {("naive", 40): day, ("besedka", 40): day, ("besedka", 30): day}
    measured._promises = {(3, 40): [Promise(wait_ms=60_000, waited_ms=91_000, is_first=True)]}
    measured._decisions, measured._sorts = [routing.Took(1.0, 0.9), routing.Took(6.0, 5.5)], [routing.Took(3.0, 2.5)]
    assert [row.name for row in measured.rows() if row.passed] == []
