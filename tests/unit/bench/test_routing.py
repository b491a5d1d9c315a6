"""The routing rows of the bench."""

from types import SimpleNamespace
from typing import Any, cast

from bench import routing


def test_decisions_are_measured_beside_a_sort() -> None:
    decisions, sorts = routing.decide()
    assert len(decisions) == 400
    assert all(ms > 0 for ms in (*decisions, *sorts))


def test_a_bar_is_missed_when_the_engine_is_no_better_than_chance() -> None:
    measured = routing.Routing(cast(Any, SimpleNamespace(pace=0.5)))
    day = routing._day(("naive", 40, 1))
    measured._found = {("naive", 40): day, ("besedka", 40): day, ("besedka", 30): day}
    measured._decisions_ms, measured._sorts_ms = [1.0, 6.0], [3.0]
    assert [row.name for row in measured.rows() if row.passed] == []
