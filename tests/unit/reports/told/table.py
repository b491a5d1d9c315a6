"""One table of all stories."""

from typing import Any

from besedka.staff.settings import DAYS, Hours

ALWAYS = Hours(zone="Europe/Moscow")
OFFICE = Hours(zone="Europe/Moscow", always=False, week={day: (("09:00", "18:00"),) for day in DAYS[:5]})
NIGHTS = Hours(zone="Europe/Moscow", always=False, week={day: (("22:00", "06:00"),) for day in DAYS})
BERLIN = Hours(zone="Europe/Berlin", always=False, week={day: (("22:00", "06:00"),) for day in DAYS})

Expected = dict[str, Any]
STORIES: dict[str, tuple[Hours, str, str, list[Expected]]] = {}
"""By name: hours, story, now, and what is expected of each episode."""


def story(name: str, lines: str, *expected: Expected, hours: Hours = ALWAYS, now: str = "Tue 23:00") -> None:
    """Tell one. A name stands once."""
    assert name not in STORIES
    STORIES[name] = hours, lines, now, list(expected)
