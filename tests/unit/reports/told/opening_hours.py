"""Business time, nights in which the clocks change, the leap day."""

from besedka.staff.settings import Hours
from tests.unit.reports.stories import moment
from tests.unit.reports.told.table import BERLIN, NIGHTS, OFFICE, story

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
