"""Parked and snoozed; who goes, and whom nobody answers."""

from tests.unit.reports.stories import moment
from tests.unit.reports.told.table import story

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
