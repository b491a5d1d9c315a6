"""First responses, waits, turns; owners that change; episodes."""

from tests.unit.reports.told.table import story

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
