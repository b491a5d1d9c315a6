"""The definitions, each in a story whose figures were computed by hand."""

from typing import Any

import pytest

from besedka.events.staff import DepartmentChanged
from besedka.reports.facts import facts_of
from besedka.staff.settings import DAYS, Hours
from tests.unit.reports.stories import Story, moment, outcomes

ALWAYS = Hours(zone="Europe/Moscow")
OFFICE = Hours(zone="Europe/Moscow", always=False, week={day: (("09:00", "18:00"),) for day in DAYS[:5]})
NIGHTS = Hours(zone="Europe/Moscow", always=False, week={day: (("22:00", "06:00"),) for day in DAYS})
BERLIN = Hours(zone="Europe/Berlin", always=False, week={day: (("22:00", "06:00"),) for day in DAYS})

Expected = dict[str, Any]
STORIES: dict[str, tuple[Hours, str, str, list[Expected]]] = {}
"""By name: hours, story, now, and what is expected of each episode."""


def story(name: str, lines: str, *expected: Expected, hours: Hours = ALWAYS, now: str = "Tue 23:00") -> None:
    assert name not in STORIES
    STORIES[name] = hours, lines, now, list(expected)


@pytest.fixture(scope="module", autouse=True)
def _enough() -> None:
    assert len(STORIES) >= 40


# First response, wait, turns.

story(
    "plain",
    """
    0:00 visitor writes
    0:20 anna gets it
    0:45 anna replies
    5:00 anna closes
    """,
    {
        "outcome": "answered",
        "frt": "0:45",
        "any_frt": "0:45",
        "wait": "0:20",
        "replies": ["anna 0:45"],
        # Operator FRT from her assignment: 0:45 - 0:20. Duration: 5:00 - 0:20.
        "segments": ["anna routed first 0:25 in all 4:40 closed"],
    },
)
story(
    "machines and notes stop no clock",
    """
    0:00 visitor writes
    0:05 bot replies
    0:10 anna gets it
    0:20 anna notes
    0:50 anna replies
    """,
    {"frt": "0:50", "any_frt": "0:05", "replies": ["anna 0:50"]},
)
story(
    "bot first: the clock starts at the hand-over, and so does the open turn",
    """
    0:00 visitor writes to bot
    0:01 bot replies
    0:30 visitor writes
    0:40 bot hands over
    0:55 anna gets it
    1:10 anna replies
    """,
    # 1:10 - 0:40, 0:55 - 0:40; the bot's own speed stands apart.
    {"outcome": "answered", "frt": "0:30", "wait": "0:15", "any_frt": "0:01", "replies": ["anna 0:30"]},
)
story(
    "taken from a bot unasked: the clock starts at the take",
    """
    0:00 visitor writes to bot
    0:02 bot replies
    0:50 anna takes it
    1:05 anna replies
    """,
    {"outcome": "answered", "frt": "0:15", "wait": "0:00", "replies": ["anna 0:15"]},
)
story(
    "left the bot before asking for a person: a column of its own",
    """
    0:00 visitor writes to bot
    0:02 bot replies
    0:30 visitor closes
    """,
    {"outcome": "bot_abandoned", "missed": None, "frt": None, "any_frt": "0:02"},
)
story(
    "a machine was enough so far",
    """
    0:00 visitor writes to bot
    0:02 bot replies
    """,
    {"outcome": "unasked", "frt": None, "any_frt": "0:02"},
)
story(
    "we wrote first: no first response, but turns",
    """
    0:00 anna writes first
    2:00 visitor writes
    2:30 anna replies
    """,
    {"outcome": "unasked", "frt": None, "wait": None, "replies": ["anna 0:30"]},
)
story(
    "several turns: from the first message of each",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:30 anna replies
    1:00 visitor writes
    1:20 visitor writes
    1:50 anna replies
    2:00 anna replies
    3:00 visitor writes
    3:02 bot replies
    3:05 anna replies
    """,
    {"frt": "0:30", "replies": ["anna 0:30", "anna 0:50", "anna 0:05"]},
)
story(
    "still waiting",
    """
    0:00 visitor writes
    """,
    {"outcome": "waiting", "frt": None, "wait": None, "missed": None},
    now="23:59:59.999",
)

# Owners change.

story(
    "transfer to a colleague",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:40 anna replies
    1:00 visitor writes
    1:30 anna transfers to boris
    2:10 boris replies
    6:00 boris closes
    """,
    {
        "frt": "0:40",
        "wait": "0:10",
        "requeue_waits": [],
        "transfers": (1, 0),
        # The turn is the conversation's: 2:10 - 1:00. Boris's own first response: 2:10 - 1:30.
        "replies": ["anna 0:40", "boris 1:10"],
        "segments": [
            "anna routed first 0:30 in all 1:20 transferred",
            "boris transferred first 0:40 in all 4:30 closed",
        ],
    },
)
story(
    "transfer to a department: the second wait is counted apart",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:20 anna transfers to sales
    1:00 boris gets it
    1:20 boris replies
    2:00 boris closes
    """,
    {
        "frt": "1:20",
        "wait": "0:10",
        "requeue_waits": ["0:40"],
        "segments": [
            "anna routed first never in all 0:10 transferred",
            "boris routed first 0:20 in all 1:00 closed",
        ],
    },
)
story(
    "a transfer that comes back",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:30 anna replies
    1:00 anna transfers to boris
    1:15 boris declines to anna
    """,
    {
        "transfers": (1, 1),
        "segments": [
            "anna routed first 0:20 in all 0:50 transferred",
            "boris transferred first never in all 0:15 declined",
            "anna transferred first never in all 0:45 still",
        ],
    },
    now="2:00",
)
story(
    "the operator vanishes",
    """
    0:00 visitor writes
    0:05 anna gets it
    1:05 anna loses it vanished
    1:30 boris gets it
    1:50 boris replies
    2:50 boris closes
    """,
    {
        "frt": "1:50",
        "wait": "0:05",
        "requeue_waits": ["0:25"],
        "segments": ["anna routed first never in all 1:00 vanished", "boris routed first 0:20 in all 1:20 closed"],
    },
)
story(
    "two silent operators",
    """
    0:00 visitor writes
    0:05 anna gets it
    2:05 anna loses it silent
    2:15 boris gets it
    4:15 boris loses it silent
    4:20 vera takes it
    4:50 vera replies
    """,
    {"frt": "4:50", "wait": "0:05", "requeue_waits": ["0:10", "0:05"], "replies": ["vera 4:50"]},
)
story(
    "a supervisor takes over",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:30 anna replies
    2:00 visitor writes
    2:40 vera takes over
    3:00 vera replies
    4:00 vera closes
    """,
    {
        "frt": "0:30",
        "replies": ["anna 0:30", "vera 1:00"],
        "segments": ["anna routed first 0:20 in all 2:30 took_over", "vera took_over first 0:20 in all 1:20 closed"],
    },
)

# Episodes.

story(
    "the customer reopens: a new episode with a clock of its own",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:20 anna replies
    1:00 anna closes
    10:00 visitor writes
    10:30 boris gets it
    11:00 boris replies
    """,
    {"frt": "0:20", "wait": "0:10", "replies": ["anna 0:20"]},
    {"frt": "1:00", "wait": "0:30", "replies": ["boris 1:00"]},
)
story(
    "an operator reopens, the customer asks: nobody waited in a queue",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:20 anna replies
    1:00 anna closes
    2:00 anna reopens
    3:00 visitor writes
    3:20 anna replies
    4:00 anna closes
    """,
    {"frt": "0:20"},
    {
        "outcome": "answered",
        "frt": "0:20",
        "wait": None,
        # From her assignment, as defined: 3:20 - 2:00.
        "segments": ["anna reopened first 1:20 in all 2:00 closed"],
    },
)
story(
    "an operator reopens and writes first: nobody asked",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:20 anna replies
    1:00 anna closes
    2:00 anna reopens
    2:30 anna replies
    3:00 visitor writes
    """,
    {"outcome": "answered"},
    {"outcome": "unasked", "frt": None},
)
story(
    "closed without an answer and reopened by us: missed stays missed",
    """
    0:00 visitor writes
    0:10 anna gets it
    1:00 anna closes
    1:10 anna reopens
    1:30 anna replies
    """,
    {"outcome": "missed", "missed": "unanswered", "late_reply": None},
    {"outcome": "unasked"},
)

# Parked and snoozed.

story(
    "parked: the customer's turn is not the operator's time",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:30 anna replies
    1:00 anna parks
    11:00 anna resumes visitor
    11:00 visitor writes
    11:30 anna replies
    12:00 anna closes
    """,
    # 12:00 - 0:10, less ten minutes.
    {"replies": ["anna 0:30", "anna 0:30"], "segments": ["anna routed first 0:20 in all 1:50 closed"]},
)
story(
    "a turn that was left open and parked: parked time is subtracted",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:20 anna replies
    1:00 visitor writes
    1:30 anna parks
    6:30 anna resumes
    7:00 anna replies
    """,
    # 7:00 - 1:00, less five minutes.
    {"replies": ["anna 0:20", "anna 1:00"]},
)
story(
    "parked before the first answer: the customer's clock runs, the operator's does not",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:30 anna parks
    2:30 anna resumes
    3:00 anna replies
    3:30 anna closes
    """,
    {
        "frt": "3:00",
        "replies": ["anna 1:00"],
        # 3:00 - 0:10 - 2:00 and 3:30 - 0:10 - 2:00.
        "segments": ["anna routed first 0:50 in all 1:20 closed"],
    },
)
story(
    "snoozed time is ours",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:20 anna replies
    1:00 visitor writes
    1:30 anna snoozes
    31:30 anna resumes timer
    32:00 anna replies
    33:00 anna closes
    """,
    {"replies": ["anna 0:20", "anna 31:00"], "segments": ["anna routed first 0:10 in all 32:50 closed"]},
)
story(
    "parked, then snoozed: only the first part is the customer's",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:20 anna replies
    1:00 visitor writes
    2:00 anna parks
    4:00 anna snoozes
    7:00 anna resumes timer
    8:00 anna replies
    """,
    # 8:00 - 1:00, less two minutes.
    {"replies": ["anna 0:20", "anna 5:00"]},
)
story(
    "the operator of a parked one is full: it waits first in line, the turn's clock runs",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:20 anna replies
    1:00 anna parks
    20:00 visitor writes
    20:00 anna loses it resumed
    20:40 anna gets it returned
    21:00 anna replies
    22:00 anna closes
    """,
    {
        "wait": "0:10",
        "requeue_waits": ["0:40"],
        "replies": ["anna 0:20", "anna 1:00"],
        "segments": [
            # 20:00 - 0:10 less 19:00 parked.
            "anna routed first 0:10 in all 0:50 resumed",
            "anna returned first 0:20 in all 1:20 closed",
        ],
    },
)

# Who goes.

story(
    "exactly ten seconds is a short abandon",
    """
    0:00 visitor writes
    0:10 visitor closes
    """,
    {"outcome": "short_abandon", "missed": None, "missed_at": moment("0:10")},
)
story(
    "a millisecond more is missed",
    """
    0:00 visitor writes
    0:10.001 visitor closes
    """,
    {"outcome": "missed", "missed": "abandoned_in_queue"},
)
story(
    "a short abandon is measured to the moment the stream went, not to when we learn it",
    """
    0:00 visitor writes
    5:12 visitor left 0:10
    """,
    {"outcome": "short_abandon", "missed_at": moment("5:10")},
)
story(
    "gone for exactly five minutes is gone",
    """
    0:00 visitor writes
    6:00 visitor left 1:00
    """,
    {"outcome": "missed", "missed": "abandoned_in_queue", "missed_at": moment("6:00")},
    now="6:00",
)
story(
    "an answer at exactly five minutes is too late, and kept",
    """
    0:00 visitor writes
    0:30 anna gets it
    6:00 visitor left 1:00
    6:00 anna replies
    """,
    {
        "outcome": "missed",
        "missed": "abandoned_after_assign",
        "frt": None,
        "late_reply": "6:00",
        "wait": "0:30",
    },
)
story(
    "an answer one millisecond before is none too late",
    """
    0:00 visitor writes
    0:30 anna gets it
    5:59.999 anna replies
    6:01 visitor left 1:00
    """,
    {"outcome": "answered", "frt": "5:59.999", "late_reply": None},
)
story(
    "gone, and back too late",
    """
    0:00 visitor writes
    6:30 visitor left 1:30
    6:40 visitor writes
    7:00 anna gets it
    7:10 anna replies
    """,
    # Missed at 6:30: who comes back after that was missed once.
    {"outcome": "missed", "missed": "abandoned_in_queue", "late_reply": "7:10"},
)
story(
    "the customer closes while the operator is silent",
    """
    0:00 visitor writes
    0:10 anna gets it
    3:00 visitor closes
    """,
    {"outcome": "missed", "missed": "abandoned_after_assign", "missed_at": moment("3:00")},
)
story(
    "assigned once, back in the queue, and then the customer leaves",
    """
    0:00 visitor writes
    0:10 anna gets it
    2:10 anna loses it silent
    3:00 visitor closes
    """,
    {"outcome": "missed", "missed": "abandoned_after_assign"},
)

# Nobody answers.

story(
    "we close it unanswered",
    """
    0:00 visitor writes
    0:10 anna gets it
    3:00 anna closes
    """,
    {"outcome": "missed", "missed": "unanswered"},
)
story(
    "we close it unseen",
    """
    0:00 visitor writes
    3:00 vera closes
    """,
    {"outcome": "missed", "missed": "never_assigned"},
)
story(
    "closed by silence, answered before",
    """
    0:00 visitor writes
    0:10 anna gets it
    0:20 anna replies
    30:00 silence closes
    """,
    {"outcome": "answered", "frt": "0:20", "segments": ["anna routed first 0:10 in all 29:50 closed"]},
)
story(
    "closed by silence, never answered",
    """
    0:00 visitor writes
    20:00:00 silence closes
    """,
    {"outcome": "missed", "missed": "never_assigned", "missed_at": moment("20:00:00")},
)
story(
    "exactly 24 hours is over",
    """
    0:00 visitor writes
    0:10 anna gets it
    24:00:00 anna replies
    """,
    {"outcome": "missed", "missed": "unanswered", "missed_at": moment("24:00:00"), "late_reply": "24:00:00"},
)
story(
    "a millisecond before is not",
    """
    0:00 visitor writes
    0:10 anna gets it
    23:59:59.999 anna replies
    """,
    {"outcome": "answered", "frt": "23:59:59.999"},
)
story(
    "a late reply",
    """
    0:00 visitor writes
    25:00:00 anna takes it
    25:00:30 anna replies
    """,
    # Nobody had it when it was missed.
    {"outcome": "missed", "missed": "never_assigned", "late_reply": "25:00:30", "wait": "25:00:00"},
)
story(
    "after a bot the 24 hours run from the hand-over",
    """
    0:00 visitor writes to bot
    1:00:00 bot hands over
    """,
    {"outcome": "missed", "missed": "never_assigned", "missed_at": moment("25:00:00")},
)

# Opening hours: Monday to Friday, 09:00 to 18:00, Moscow.

story(
    "Friday evening is not missed on Saturday",
    """
    Fri 19:00 visitor writes
    """,
    {"outcome": "waiting", "after_hours": True},
    hours=OFFICE,
    now="Mon 17:59",
)
story(
    "Friday evening is missed at the end of Monday",
    """
    Fri 19:00 visitor writes
    """,
    {"outcome": "missed", "missed": "after_hours", "missed_at": moment("Mon 18:00")},
    hours=OFFICE,
    now="Mon 18:00",
)
story(
    "Friday evening, answered on Monday morning",
    """
    Fri 19:00 visitor writes
    Mon 09:02 anna gets it
    Mon 09:05 anna replies
    """,
    # Friday 19:00 to Monday 09:05: 5 + 24 + 24 + 9 hours and five minutes; open for five of them.
    {"outcome": "answered", "frt": "62:05:00 (5:00)", "wait": "62:02:00 (2:00)", "after_hours": True},
    hours=OFFICE,
)
story(
    "written while open, forgotten: 24 real hours",
    """
    Thu 12:00 visitor writes
    """,
    # The next open period, Friday's, ends later: at 18:00.
    {"outcome": "missed", "missed": "never_assigned", "missed_at": moment("Fri 12:00")},
    hours=OFFICE,
)
story(
    "18:00:00 is closed",
    """
    Wed 18:00:00 visitor writes
    """,
    {"after_hours": True, "missed": "after_hours", "missed_at": moment("Thu 18:00")},
    hours=OFFICE,
)
story(
    "09:00:00 is open",
    """
    Thu 09:00:00 visitor writes
    """,
    # Friday 09:00 is 24 hours later and comes before the end of Friday's period.
    {"after_hours": False, "missed": "never_assigned", "missed_at": moment("Fri 09:00")},
    hours=OFFICE,
)
story(
    "an answer at the very end of the next open period is too late",
    """
    Thu 20:00 visitor writes
    Fri 17:59 anna gets it
    Fri 18:00:00 anna replies
    """,
    {"outcome": "missed", "missed": "unanswered", "late_reply": "22:00:00 (9:00:00)"},
    hours=OFFICE,
)
story(
    "over the night only business time counts",
    """
    Thu 17:58 visitor writes
    Fri 09:10 anna takes it
    Fri 09:10:30 anna replies
    """,
    # Two minutes of Thursday, ten and a half of Friday.
    {"outcome": "answered", "frt": "15:12:30 (12:30)", "replies": ["anna 15:12:30 (12:30)"]},
    hours=OFFICE,
)
story(
    "who goes shortly before closing time has five minutes of opening hours to come back",
    """
    Thu 17:58 visitor writes
    Thu 18:03:30 visitor left Thu_17:58:30
    Fri 09:10 anna takes it
    Fri 09:11 anna replies
    """,
    # 1:30 of Thursday and 3:30 of Friday.
    {"outcome": "missed", "missed": "abandoned_in_queue", "missed_at": moment("Fri 09:03:30")},
    hours=OFFICE,
)
story(
    "and who comes back in time has not left",
    """
    Thu 17:58 visitor writes
    Thu 18:03:30 visitor left Thu_17:58:30
    Thu 20:00 visitor writes
    Fri 09:10 anna takes it
    Fri 09:11 anna replies
    """,
    {"outcome": "answered", "frt": "15:13:00 (13:00)"},
    hours=OFFICE,
)
story(
    "who goes while it is closed has run away from nobody",
    """
    Thu 22:00 visitor writes
    Thu 22:06 visitor left Thu_22:01
    Fri 09:20 anna gets it
    Fri 09:30 anna replies
    """,
    {"outcome": "answered", "frt": "11:30:00 (30:00)", "wait": "11:20:00 (20:00)"},
    hours=OFFICE,
)
story(
    "parked over night: only its business time was business time",
    """
    Thu 17:00 visitor writes
    Thu 17:10 anna gets it
    Thu 17:20 anna parks
    Fri 09:30 anna resumes
    Fri 09:40 anna replies
    Fri 10:00 anna closes
    """,
    {
        # 17:00 to 18:00 and 09:00 to 09:40.
        "frt": "16:40:00 (1:40:00)",
        # Less 17:20 to 09:30, of which 0:40 and 0:30 were open.
        "replies": ["anna 30:00"],
        "segments": ["anna routed first 20:00 in all 40:00 closed"],
    },
    hours=OFFICE,
)
story(
    "a night shift over midnight is one period",
    """
    Wed 21:00 visitor writes
    """,
    {"missed": "after_hours", "missed_at": moment("Thu 06:00")},
    hours=NIGHTS,
)
story(
    "inside the night shift the next period is tomorrow's",
    """
    Wed 23:00 visitor writes
    """,
    # Thursday's shift ends on Friday at 06:00: 24 hours come first.
    {"missed": "never_assigned", "missed_at": moment("Thu 23:00")},
    hours=NIGHTS,
)
story(
    "a holiday moves the end of the next open period",
    """
    Thu 19:00 visitor writes
    """,
    {"outcome": "missed", "missed": "after_hours", "missed_at": moment("Mon 18:00")},
    hours=Hours(zone="Europe/Moscow", always=False, week=OFFICE.week, days={"2026-11-27": ()}),
)
story(
    "a short day ends early",
    """
    Thu 19:00 visitor writes
    """,
    {"missed": "after_hours", "missed_at": moment("Fri 13:00")},
    hours=Hours(zone="Europe/Moscow", always=False, week=OFFICE.week, days={"2026-11-27": (("10:00", "13:00"),)}),
)
story(
    "a department that never opens: 24 hours",
    """
    0:00 visitor writes
    """,
    {"missed": "after_hours", "missed_at": moment("24:00:00")},
    hours=Hours(always=False),
)

# Nights in which the clocks change, and the leap day. Berlin: 02:00 -> 03:00 at 2026-03-29 01:00 UTC, and
# 03:00 -> 02:00 at 2026-10-25 01:00 UTC.

story(
    "the short night: elapsed time is real",
    """
    2026-03-29T00:30Z visitor writes
    2026-03-29T01:30Z anna takes it
    2026-03-29T01:30Z anna replies
    """,
    # From 01:30 to 03:30 on the clocks, and one hour.
    {"frt": "1:00:00", "after_hours": False},
    hours=BERLIN,
    now="2026-03-30T00:00Z",
)
story(
    "the long night: elapsed time is real",
    """
    2026-10-25T00:30Z visitor writes
    2026-10-25T02:30Z anna takes it
    2026-10-25T02:30Z anna replies
    """,
    # From 02:30 to 03:30 on the clocks, and two hours.
    {"frt": "2:00:00", "after_hours": False},
    hours=BERLIN,
    now="2026-10-26T00:00Z",
)
story(
    "the short night ends an hour earlier",
    """
    2026-03-28T20:00Z visitor writes
    """,
    # Written at 21:00; the shift is from 22:00 (21:00 UTC) to 06:00 summer time (04:00 UTC).
    {"missed": "after_hours", "missed_at": moment("2026-03-29T04:00Z")},
    hours=BERLIN,
    now="2026-03-30T00:00Z",
)
story(
    "an opening in the gap moves to its end",
    """
    2026-03-29T00:00Z visitor writes
    2026-03-29T01:10Z anna takes it
    2026-03-29T01:10Z anna replies
    """,
    # 02:30 does not come; it opens at 03:00, 01:00 UTC.
    {"frt": "1:10:00 (10:00)", "after_hours": True},
    hours=Hours(zone="Europe/Berlin", always=False, week={"sun": (("02:30", "05:00"),)}),
    now="2026-03-30T00:00Z",
)
story(
    "an opening that comes twice means the first",
    """
    2026-10-25T00:00Z visitor writes
    2026-10-25T01:10Z anna takes it
    2026-10-25T01:10Z anna replies
    """,
    # 02:30 comes first at 00:30 UTC.
    {"frt": "1:10:00 (40:00)", "after_hours": True},
    hours=Hours(zone="Europe/Berlin", always=False, week={"sun": (("02:30", "05:00"),)}),
    now="2026-10-26T00:00Z",
)
story(
    "24 hours are 24 hours over a short night in New York",
    """
    2026-03-07T20:00Z visitor writes
    """,
    {"missed": "never_assigned", "missed_at": moment("2026-03-08T20:00Z")},
    hours=Hours(zone="America/New_York"),
    now="2026-03-09T00:00Z",
)
story(
    "the leap day is worked",
    """
    2028-02-28T15:30Z visitor writes
    2028-02-29T06:30Z anna takes it
    2028-02-29T06:30Z anna replies
    """,
    # From 18:30 in Moscow to 09:30 on 29 February.
    {"frt": "15:00:00 (30:00)"},
    hours=OFFICE,
    now="2028-03-02T00:00Z",
)

# Promised waits, attention, ratings.

story(
    "the estimate was too short",
    """
    0:00 visitor writes
    0:01 visitor sees 1:00
    0:30 visitor sees 2:00
    1:31 anna gets it
    """,
    # Only the first estimate counts: 1:31 - 0:01 - 1:00.
    {"estimate_errors": ["0:30"]},
)
story(
    "a second wait has an estimate of its own, this one too long",
    """
    0:00 visitor writes
    0:10 anna gets it
    1:10 anna loses it vanished
    1:10 visitor sees 2:00
    1:40 boris gets it
    """,
    {"estimate_errors": ["-1:30"], "requeue_waits": ["0:30"]},
)
story(
    "attention is what was spent, and what came right after the end",
    """
    0:00 visitor writes
    0:10 anna gets it
    1:10 anna attends 0:30
    3:00 anna closes
    3:20 anna attends 3:05
    """,
    {"attention": ["anna 0:55"], "segments": ["anna routed first never in all 2:50 closed"]},
)
story(
    "rated twice: the last answer wins",
    """
    0:00 visitor writes
    0:10 anna takes it
    0:20 anna replies
    1:00 anna closes
    2:00 visitor rates 2 3
    3:00 visitor rates 5
    """,
    {"rating": "5 -"},
)
story(
    "exactly 24 hours after closing it is too late to rate",
    """
    0:00 visitor writes
    0:10 anna takes it
    0:20 anna replies
    1:00 anna closes
    24:00:59.999 visitor rates 4 0
    24:01:00 visitor rates 1 10
    """,
    {"rating": "4 0"},
)
story(
    "skipped, and rated after all; a later skip takes nothing back",
    """
    0:00 visitor writes
    0:10 anna takes it
    0:20 anna replies
    1:00 anna closes
    1:10 visitor skips
    2:00 visitor rates 3
    2:10 visitor skips
    10:00 visitor writes
    10:30 anna takes it
    11:00 anna replies
    12:00 anna closes
    12:05 visitor skips
    """,
    {"rating": "3 -"},
    {"rating": "skipped"},
)
story(
    "the first closing is rated after the second opening",
    """
    0:00 visitor writes
    0:10 anna takes it
    0:20 anna replies
    1:00 anna closes
    2:00 visitor writes
    3:00 visitor rates 4 9 1
    """,
    {"rating": "4 9"},
    {"rating": None},
)


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
