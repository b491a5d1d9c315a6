"""When a department is open: pure arithmetic over its `Hours`, in UTC milliseconds.

Everything is half-open: 09:00:00 is open, 18:00:00 is closed. Elapsed time is real, also in a night when the clocks
change: an hour that is skipped is not there, one that comes twice counts twice. A period begins on the day that names
it; one over midnight ends on the next day, whatever that day says. Periods that touch are one.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from besedka.staff.settings import DAYS, Hours, Interval

Period = tuple[int, int]
"""From and until, in UTC milliseconds, half-open."""

SEARCH_MS = 400 * 24 * 3600 * 1000
"""How far ahead an opening or a closing is looked for."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_DAY = timedelta(days=1)
_WHOLE_DAY: tuple[Interval, ...] = (("00:00", "24:00"),)


def is_open(hours: Hours, at_ms: int) -> bool:
    """Whether it is open at this moment."""
    return next(open_periods(hours, at_ms, at_ms + 1), None) is not None


def next_opening(hours: Hours, at_ms: int) -> int | None:
    """The first moment after `at_ms` at which it opens; None when that is not within the next 400 days.

    While it is open, that is the opening after the next closing.
    """
    periods = open_periods(hours, at_ms, at_ms + SEARCH_MS)
    return next((begins for begins, _ in periods if begins > at_ms), None)


def next_closing(hours: Hours, at_ms: int) -> int | None:
    """The first moment after `at_ms` at which it closes; None when that is not within the next 400 days."""
    limit = at_ms + SEARCH_MS
    return next((ends for _, ends in open_periods(hours, at_ms, limit) if ends < limit), None)


def first_open(hours: Hours, at_ms: int) -> int | None:
    """The first open moment at or after `at_ms`."""
    return at_ms if is_open(hours, at_ms) else next_opening(hours, at_ms)


def open_ms(hours: Hours, from_ms: int, until_ms: int) -> int:
    """Business time between two moments."""
    return sum(ends - begins for begins, ends in open_periods(hours, from_ms, until_ms))


def after_open_ms(hours: Hours, from_ms: int, length_ms: int) -> int | None:
    """The first moment by which `length_ms` of business time have passed since `from_ms`; None when too far ahead."""
    for begins, ends in open_periods(hours, from_ms, from_ms + SEARCH_MS):
        if length_ms <= ends - begins:
            return begins + length_ms
        length_ms -= ends - begins
    return None


def open_periods(hours: Hours, from_ms: int, until_ms: int) -> Iterator[Period]:
    """The open parts of a span, in order; those that touch are one."""
    if hours.always and not hours.days:
        yield from [(from_ms, until_ms)] if from_ms < until_ms else []
        return
    begun: Period | None = None
    for begins, ends in _as_told(hours, from_ms, until_ms):
        begins, ends = max(begins, from_ms), min(ends, until_ms)
        if begins >= ends:
            continue
        if begun and begins <= begun[1]:
            begun = begun[0], max(begun[1], ends)
            continue
        if begun:
            yield begun
        begun = begins, ends
    if begun:
        yield begun


def intervals_of(hours: Hours, day: date) -> tuple[Interval, ...]:
    """What the hours say about periods that begin on this day."""
    usual = _WHOLE_DAY if hours.always else hours.week.get(DAYS[day.weekday()], ())
    return hours.days.get(day.isoformat(), usual)


def minutes_of(interval: Interval) -> tuple[int, int]:
    """Minutes from the midnight before it begins: `22:00`-`06:00` is (1320, 1800)."""
    begins, ends = (60 * int(clock[:2]) + int(clock[3:]) for clock in interval)
    return begins, ends if ends > begins else ends + 24 * 60


def _as_told(hours: Hours, from_ms: int, until_ms: int) -> Iterator[Period]:
    """Periods from those of the day before `from_ms` (they may go over midnight), as they are written down."""
    zone = ZoneInfo(hours.zone)
    day, last = _local(zone, from_ms).date() - _DAY, _local(zone, until_ms)
    while (midnight := datetime.combine(day, time())) <= last:
        for interval in sorted(intervals_of(hours, day)):
            begins, ends = (_instant(zone, midnight + timedelta(minutes=m)) for m in minutes_of(interval))
            yield begins, ends
        day += _DAY


def _local(zone: ZoneInfo, at_ms: int) -> datetime:
    """What the clocks show."""
    return (_EPOCH + at_ms * _MS).astimezone(zone).replace(tzinfo=None)


@lru_cache(maxsize=10_000)
def _instant(zone: ZoneInfo, clock: datetime) -> int:
    """The first moment at which the clocks show this time or a later one: so a time that is skipped becomes the end
    of the gap, and one that comes twice is its first coming.
    """
    early, late = sorted((clock.replace(tzinfo=zone, fold=fold) - _EPOCH) // _MS for fold in (0, 1))
    if early == late or _local(zone, early) == clock:
        return early
    while late - early > 1:
        middle = (early + late) // 2
        early, late = (early, middle) if _local(zone, middle) >= clock else (middle, late)
    return late
