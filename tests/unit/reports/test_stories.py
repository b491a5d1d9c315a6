"""The definitions, each in a story whose figures were computed by hand: the stories stand in `told/`."""

import pytest

from besedka.events.staff import DepartmentChanged
from besedka.reports.facts import facts_of
from tests.unit.reports.stories import Story, outcomes
from tests.unit.reports.told import ALWAYS, OFFICE, STORIES


def test_there_are_many_stories() -> None:
    assert len(STORIES) >= 70


@pytest.mark.parametrize("name", STORIES)
def test_the_definition_holds_in_the_story(name: str) -> None:
    hours, lines, now, expected = STORIES[name]
    found = outcomes(lines, {1: hours}, now)
    assert [{key: episode[key] for key in wanted} for episode, wanted in zip(found, expected, strict=True)] == expected


def test_the_calendar_is_frozen_at_the_clock_start() -> None:
    lines = """
    Wed 19:00 visitor writes
    Wed 20:00 hours change 2
    Thu 09:20 anna gets it
    Thu 09:30 anna replies
    Thu 10:00 anna closes
    Thu 20:00 visitor writes
    Thu 20:30 anna takes it
    Thu 20:40 anna replies
    """
    first, second = outcomes(lines, {1: OFFICE, 2: ALWAYS}, "Tue 12:00")
    assert (first["calendar"], first["frt"]) == (1, "14:30:00 (30:00)")
    assert (second["calendar"], second["frt"]) == (2, "40:00")


def test_a_wait_that_names_an_older_calendar_has_the_one_that_was_in_force() -> None:
    # The conversation remembers the calendar of an earlier wait; the log knows better.
    hours_changed = DepartmentChanged(subject="support", actor="operator:vera", at=0, fields=["hours"], calendar=2)
    told = [(1, hours_changed), *((n + 1, event) for n, event in Story("0:00 visitor writes", calendar=1).stored)]
    assert [episode.calendar for episode in facts_of(told).episodes.values()] == [2]


def test_what_was_never_queued_has_the_calendar_that_the_department_had() -> None:
    lines = """
    Wed 12:00 hours change 2
    Wed 19:00 visitor writes to bot
    Wed 19:10 anna takes it
    Wed 19:20 anna replies
    """
    assert outcomes(lines, {1: ALWAYS, 2: OFFICE}, "Tue 12:00")[0]["frt"] == "10:00 (0:00)"
