"""Which department has opened or closed between two looks at the clock."""

from datetime import datetime

import pytest

from besedka.staff import Hours
from besedka.staff.doorkeeper import last_turn

LUNCH = Hours(always=False, week={"mon": (("09:00", "12:00"), ("13:00", "18:00"))})


def at(clock: str) -> int:
    """A time of a Monday."""
    return round(datetime.fromisoformat(f"2026-11-23T{clock}+00:00").timestamp() * 1000)


@pytest.mark.parametrize(
    ("since", "now", "turned"),
    [
        ("08:00", "08:59:59", None),
        ("08:00", "09:00", (True, "09:00")),
        ("09:00", "09:00:05", None),
        ("11:59:58", "12:00:03", (False, "12:00")),
        ("12:00", "12:00:05", None),
        ("11:30", "13:10", (True, "13:00")),
        ("08:00", "20:00", (False, "18:00")),
        ("18:00", "20:00", None),
    ],
)
def test_the_last_moment_between_two_looks_counts(since: str, now: str, turned: tuple[bool, str] | None) -> None:
    expected = None if turned is None else (turned[0], at(turned[1]))
    assert last_turn(LUNCH, at(since), at(now)) == expected


def test_what_is_always_open_or_never_does_not_turn() -> None:
    for hours in (Hours(), Hours(always=False)):
        assert last_turn(hours, at("00:00"), at("23:59")) is None
