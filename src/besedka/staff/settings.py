"""What a department is told: its hours, lanes, topics and how its conversations are given out. Pure; stored as JSON."""

from collections.abc import Iterator

import msgspec

Names = dict[str, str]
"""By language."""
Interval = tuple[str, str]
"""From and until, as `09:00` and `18:00`; until may be `24:00`; one that ends before it begins goes over midnight."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class _Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Only what differs from the defaults is stored, and a misspelt field is an error."""

    def __hash__(self) -> int:
        """The dictionaries inside have none, so the text has."""
        return hash(encode(self))


class Hours(_Told, frozen=True):
    """When a department is open. `zone` is an IANA name; `week` holds intervals for `mon` to `sun`, and a day that is
    not there is closed; `days` holds dates (`2026-12-31`) that differ: holidays (no interval) and short days.
    `always`: around the clock, whatever the week says; `days` count even then.
    """

    zone: str = "UTC"
    always: bool = True
    week: dict[str, tuple[Interval, ...]] = {}
    days: dict[str, tuple[Interval, ...]] = {}


class Match(_Told, frozen=True):
    """Which conversations go into a lane: everything that is named must hold. An empty one matches all."""

    topics: tuple[str, ...] = ()
    inboxes: tuple[str, ...] = ()
    fields: dict[str, tuple[str, ...]] = {}
    verified: bool | None = None


class Overflow(_Told, frozen=True):
    """After this wait operators of another lane of the department, or of another department, may take it too."""

    after_ms: int
    lane_id: str | None = None
    department_id: str | None = None


class Lane(_Told, frozen=True):
    """A queue inside a department. The first lane that matches takes a conversation; without one it is in no lane.

    A higher `priority` goes first. `operators`: only these (none named: everybody of the department). `at_least`: other
    lanes leave that many of its operators with room ("never fewer than one for sales").
    """

    id: str
    names: Names = {}
    match: Match = Match()
    priority: int = 0
    operators: tuple[str, ...] = ()
    at_least: int = 0
    overflow: Overflow | None = None


class Giving(_Told, frozen=True):
    """How conversations are given out. Times in milliseconds, 0 = never.

    `mode`: `late` binds when somebody suitable is idle or has just finished a reply, at the latest after `ageing_ms`;
    `least_loaded` binds at once. `return_to_last_ms`: how long one waits for the operator whom the customer knows.
    `weights`: how much of a slot a conversation of a channel counts when operators are compared (1.0 if not named).
    `alarm_ms`, `release_ms`: silence of the owner before the first reply until the second alarm, and until another one
    gets it. `queue_cap`: from this many waiting on, newcomers are offered `when_full` (`wait`, `form`, `mail`).
    `take_anyway`: supervisors may go above the limit.
    """

    mode: str = "late"
    ageing_ms: int = 80_000
    return_to_last_ms: int = 30_000
    weights: dict[str, float] = {}
    alarm_ms: int = 60_000
    release_ms: int = 120_000
    queue_cap: int = 0
    when_full: tuple[str, ...] = ("wait", "form", "mail")
    take_anyway: bool = False


class Topic(_Told, frozen=True):
    """What conversations are about: a tree of two levels. `offered`: visitors may choose it."""

    id: str
    names: Names = {}
    topics: tuple["Topic", ...] = ()
    offered: bool = False


class DepartmentSettings(_Told, frozen=True):
    """Everything that can be set for a department. `needs_topic`: operators must say it when they close."""

    hours: Hours = Hours()
    giving: Giving = Giving()
    lanes: tuple[Lane, ...] = ()
    topics: tuple[Topic, ...] = ()
    needs_topic: bool = False

    def lane(self, lane_id: str | None) -> Lane | None:
        """The lane with this id."""
        return next((lane for lane in self.lanes if lane.id == lane_id), None)

    def all_topics(self) -> Iterator[Topic]:
        """Both levels, parents before their children."""
        for topic in self.topics:
            yield topic
            yield from topic.topics


decode = msgspec.json.Decoder(DepartmentSettings).decode
encode = msgspec.json.Encoder().encode
