"""When a visitor has left: five minutes of opening hours after the last stream."""

from datetime import datetime

import pytest

from besedka.conversations.service.leaving import left_for_good
from besedka.realtime.presence import Presence
from besedka.staff import Hours

DAYTIME = Hours(always=False, week={"mon": (("09:00", "18:00"),), "tue": (("09:00", "18:00"),)})


def at(clock: str) -> int:
    """A time of a Monday, or of the Tuesday after it."""
    day, _, time = clock.partition(" ")
    return round(datetime.fromisoformat(f"2026-11-{'23' if day == 'mon' else '24'}T{time}+00:00").timestamp() * 1000)


@pytest.mark.parametrize(
    ("went", "now", "has_left"),
    [
        ("mon 12:00", "mon 12:04:59", False),
        ("mon 12:00", "mon 12:05", True),
        ("mon 17:58", "mon 18:03", False),
        ("mon 17:58", "tue 09:02:59", False),
        ("mon 17:58", "tue 09:03", True),
        ("mon 18:00", "tue 12:00", False),
        ("tue 03:00", "tue 12:00", False),
    ],
)
def test_the_time_runs_in_opening_hours_alone(went: str, now: str, has_left: bool) -> None:
    rows = [Presence("visitor:v", "p", at(went), at(went))]
    assert left_for_good(rows, at(now), at("mon 08:00"), DAYTIME) == (at(went) if has_left else None)


def test_whoever_has_a_stream_or_never_had_one_in_this_wait_has_not_left() -> None:
    here = [Presence("visitor:v", "p", at("mon 12:05"), None)]
    assert left_for_good(here, at("mon 12:05"), at("mon 09:00"), DAYTIME) is None
    before = [Presence("visitor:v", "p", at("mon 10:00"), at("mon 10:00"))]
    assert left_for_good(before, at("mon 12:00"), at("mon 11:00"), DAYTIME) is None
    assert left_for_good([], at("mon 12:00"), at("mon 11:00"), DAYTIME) is None
