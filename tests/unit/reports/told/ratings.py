"""Promised waits, attention, ratings."""

from tests.unit.reports.told.table import story

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
