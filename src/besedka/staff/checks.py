"""Whether the settings of a department make sense; every refusal names the place. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec

from besedka.staff.calendar import minutes_of
from besedka.staff.fields import checked_key, checked_names
from besedka.staff.model import (
    BadGiving,
    BadHours,
    BadKey,
    BadLanes,
    BadName,
    BadTopics,
    UnknownZone,
)
from besedka.staff.settings import DAYS, DepartmentSettings, Giving, Hours, Interval, Lane, Names, Topic

INTERVALS_MAX = 12
DATES_MAX = 400
LANES_MAX = 50
TOPICS_MAX = 500
NAMED_MAX = 200
TIME_MAX_MS = 7 * 24 * 3600 * 1000
PRIORITY_MAX = 100
WEIGHTS = (0.1, 10.0)
QUEUE_CAP_MAX = 10_000
MODES = ("late", "least_loaded")
CHOICES = ("wait", "form", "mail")

_ZONE = re.compile(r"[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_DAY_MINUTES = 24 * 60


def checked_settings(settings: DepartmentSettings) -> DepartmentSettings:
    """The settings with clean names. Raises UnknownZone, BadHours, BadLanes, BadTopics, BadGiving."""
    _check_hours(settings.hours)
    _check_giving(settings.giving)
    topics = _checked_topics(settings.topics)
    lanes = _checked_lanes(settings.lanes, {topic.id for topic in settings.all_topics()})
    return msgspec.structs.replace(settings, topics=topics, lanes=lanes)


def _check_hours(hours: Hours) -> None:
    checked_zone(hours.zone)
    for name, intervals in hours.week.items():
        if name not in DAYS:
            raise BadHours(f"Expected the days {', '.join(DAYS)}, got {name[:20]!r}.")
        _check_intervals(name, intervals)
    _check_nights(hours.week)
    if len(hours.days) > DATES_MAX:
        raise BadHours(f"Expected at most {DATES_MAX} dates, got {len(hours.days)}. Take out those that have passed.")
    for name, intervals in hours.days.items():
        if not _is_date(name):
            raise BadHours(f"Expected a date like 2026-12-31, got {name[:20]!r}.")
        _check_intervals(name, intervals)


def checked_zone(name: str) -> ZoneInfo:
    """The time zone of this name; raises UnknownZone."""
    try:
        if not _ZONE.fullmatch(name):
            raise ValueError
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UnknownZone(f"Expected a name like Europe/Moscow, got {name[:40]!r}.") from None


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_intervals(place: str, intervals: Sequence[Interval]) -> None:
    if len(intervals) > INTERVALS_MAX:
        raise BadHours(f"{place}: expected at most {INTERVALS_MAX} intervals, got {len(intervals)}.")
    for interval in intervals:
        begins, ends = interval
        if not _CLOCK.fullmatch(begins) or not (_CLOCK.fullmatch(ends) or ends == "24:00") or begins == ends:
            raise BadHours(
                f"{place}: expected two times like 09:00 and 18:00 (or 24:00), got {begins[:10]!r} and {ends[:10]!r}."
            )
    for earlier, later in pairwise(sorted(intervals)):
        if minutes_of(earlier)[1] > minutes_of(later)[0]:
            raise BadHours(f"{place}: expected intervals apart, but {_shown(earlier)} and {_shown(later)} overlap.")


def _check_nights(week: dict[str, tuple[Interval, ...]]) -> None:
    """What goes over midnight must end before the next day's first interval begins."""
    for today, tomorrow in zip(DAYS, (*DAYS[1:], DAYS[0]), strict=True):
        night, first = max(week.get(today, ()), default=None), min(week.get(tomorrow, ()), default=None)
        if night and first and minutes_of(night)[1] > minutes_of(first)[0] + _DAY_MINUTES:
            raise BadHours(f"Expected {today} {_shown(night)} to end before {tomorrow} {_shown(first)} begins.")


def _shown(interval: Interval) -> str:
    return "-".join(interval)


def _checked_topics(topics: Sequence[Topic]) -> tuple[Topic, ...]:
    every = [*topics, *(child for topic in topics for child in topic.topics)]
    if any(topic.topics for parent in topics for topic in parent.topics):
        raise BadTopics("Expected two levels of topics, got a third. Move its topics up.")
    if len(every) > TOPICS_MAX:
        raise BadTopics(f"Expected at most {TOPICS_MAX} topics, got {len(every)}.")
    _check_ids([topic.id for topic in every], BadTopics)
    return tuple(_checked_topic(topic) for topic in topics)


def _checked_topic(topic: Topic) -> Topic:
    children = tuple(_checked_topic(child) for child in topic.topics)
    return msgspec.structs.replace(topic, names=_checked_names(topic.id, topic.names, BadTopics), topics=children)


def _checked_lanes(lanes: Sequence[Lane], topics: set[str]) -> tuple[Lane, ...]:
    if len(lanes) > LANES_MAX:
        raise BadLanes(f"Expected at most {LANES_MAX} lanes, got {len(lanes)}.")
    ids = [lane.id for lane in lanes]
    _check_ids(ids, BadLanes)
    for lane in lanes:
        _check_lane(lane, set(ids), topics)
    return tuple(msgspec.structs.replace(lane, names=_checked_names(lane.id, lane.names, BadLanes)) for lane in lanes)


def _check_lane(lane: Lane, lanes: set[str], topics: set[str]) -> None:
    if unknown := [topic for topic in lane.match.topics if topic not in topics]:
        raise BadLanes(f"Lane {lane.id}: expected topics of this department, got {unknown[0][:40]!r}.")
    if not -PRIORITY_MAX <= lane.priority <= PRIORITY_MAX:
        raise BadLanes(f"Lane {lane.id}: expected a priority of at most {PRIORITY_MAX}, got {lane.priority}.")
    if not 0 <= lane.at_least <= NAMED_MAX:
        raise BadLanes(f"Lane {lane.id}: expected 0 to {NAMED_MAX} operators, got {lane.at_least}.")
    named = [*lane.operators, *lane.match.inboxes, *(v for values in lane.match.fields.values() for v in values)]
    if len(named) + len(lane.match.fields) > NAMED_MAX or any(len(name) > NAMED_MAX for name in named):
        raise BadLanes(f"Lane {lane.id}: expected at most {NAMED_MAX} operators, inboxes and values.")
    if lane.overflow:
        _check_overflow(lane, lanes)


def _check_overflow(lane: Lane, lanes: set[str]) -> None:
    assert lane.overflow
    to = lane.overflow.lane_id
    if (to is None) == (lane.overflow.department_id is None):
        raise BadLanes(f"Lane {lane.id}: expected an overflow into one lane or one department.")
    if to is not None and (to not in lanes or to == lane.id):
        raise BadLanes(f"Lane {lane.id}: expected an overflow into another lane of this department, got {to[:40]!r}.")
    if not 0 <= lane.overflow.after_ms <= TIME_MAX_MS:
        raise BadLanes(f"Lane {lane.id}: expected an overflow after 0 to {TIME_MAX_MS} ms.")


def _check_giving(giving: Giving) -> None:
    if giving.mode not in MODES:
        raise BadGiving(f"Expected the mode {' or '.join(MODES)}, got {giving.mode[:20]!r}.")
    for name in ("ageing_ms", "return_to_last_ms", "alarm_ms", "release_ms"):
        if not 0 <= getattr(giving, name) <= TIME_MAX_MS:
            raise BadGiving(f"{name}: expected 0 to {TIME_MAX_MS} ms, got {getattr(giving, name)}.")
    if not 0 <= giving.queue_cap <= QUEUE_CAP_MAX:
        raise BadGiving(f"queue_cap: expected 0 to {QUEUE_CAP_MAX}, got {giving.queue_cap}.")
    least, most = WEIGHTS
    for channel, weight in giving.weights.items():
        if not least <= weight <= most or len(channel) > NAMED_MAX:
            raise BadGiving(f"weights: expected {least} to {most}, got {weight} for {channel[:20]!r}.")
    if not giving.when_full or set(giving.when_full) - set(CHOICES):
        raise BadGiving(f"when_full: expected some of {', '.join(CHOICES)}, got {', '.join(giving.when_full)[:60]!r}.")


_Kind = type[BadLanes] | type[BadTopics]


def _check_ids(ids: Iterable[str], kind: _Kind) -> None:
    for name, count in Counter(ids).items():
        try:
            checked_key(name)
        except BadKey as refusal:
            raise kind(f"{refusal.detail} Got {name[:40]!r}.") from None
        if count > 1:
            raise kind(f"Expected each id once, got {name!r} {count} times.")


def _checked_names(place: str, names: Names, kind: _Kind) -> Names:
    try:
        return msgspec.json.decode(checked_names(names), type=Names)
    except BadName as refusal:
        raise kind(f"{place}: {refusal.detail}") from None
