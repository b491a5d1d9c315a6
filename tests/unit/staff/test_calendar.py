"""When a department is open: days that end after midnight, holidays, and nights in which the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besedka.staff.calendar import (
    after_open_ms,
    first_open,
    is_open,
    next_closing,
    next_opening,
    open_ms,
    open_periods,
)
from besedka.staff.settings import DAYS, Hours

HOUR = 3_600_000
MINUTE = 60_000
OFFICE = {day: (("09:00", "18:00"),) for day in DAYS[:5]}
NIGHTS = {day: (("22:00", "06:00"),) for day in DAYS}


def utc(text: str) -> int:
    """`2026-03-29 01:00` in UTC, as milliseconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def weekly(zone: str, week: dict[str, tuple[tuple[str, str], ...]], **days: tuple[tuple[str, str], ...]) -> Hours:
    """Hours by the week; other days as `d2026_12_31=()`."""
    return Hours(zone=zone, always=False, week=week, days={d[1:].replace("_", "-"): told for d, told in days.items()})


MOSCOW = weekly("Europe/Moscow", OFFICE)


def test_around_the_clock_never_closes() -> None:
    assert is_open(Hours(), 0)
    assert next_opening(Hours(), 0) is None
    assert next_closing(Hours(), 0) is None
    assert open_ms(Hours(), 5, 12) == 7


def test_nine_is_open_and_eighteen_is_closed() -> None:
    # Monday 2026-11-23; Moscow is three hours ahead all year.
    assert not is_open(MOSCOW, utc("2026-11-23 05:59:59.999"))
    assert is_open(MOSCOW, utc("2026-11-23 06:00"))
    assert is_open(MOSCOW, utc("2026-11-23 14:59:59.999"))
    assert not is_open(MOSCOW, utc("2026-11-23 15:00"))


def test_after_friday_evening_comes_monday_morning() -> None:
    assert next_opening(MOSCOW, utc("2026-11-27 15:00")) == utc("2026-11-30 06:00")
    assert next_closing(MOSCOW, utc("2026-11-27 15:00")) == utc("2026-11-30 15:00")


def test_while_it_is_open_the_next_opening_is_tomorrows() -> None:
    assert next_opening(MOSCOW, utc("2026-11-23 06:00")) == utc("2026-11-24 06:00")
    assert first_open(MOSCOW, utc("2026-11-23 06:00")) == utc("2026-11-23 06:00")
    assert first_open(MOSCOW, utc("2026-11-23 05:00")) == utc("2026-11-23 06:00")


def test_a_lunch_break_is_no_business_time() -> None:
    hours = weekly("Europe/Moscow", {"mon": (("14:00", "18:00"), ("09:00", "13:00"))})
    assert open_ms(hours, utc("2026-11-23 00:00"), utc("2026-11-24 00:00")) == 8 * HOUR
    assert next_opening(hours, utc("2026-11-23 10:00")) == utc("2026-11-23 11:00")


def test_a_period_over_midnight_is_one() -> None:
    hours = weekly("Europe/Moscow", {"fri": (("22:00", "06:00"),)})
    night = (utc("2026-11-27 19:00"), utc("2026-11-28 03:00"))
    assert list(open_periods(hours, utc("2026-11-26 00:00"), utc("2026-12-01 00:00"))) == [night]
    assert is_open(hours, utc("2026-11-28 02:59:59"))
    assert not is_open(hours, utc("2026-11-28 03:00"))


def test_until_midnight_and_from_midnight_is_one_period_too() -> None:
    hours = weekly("Europe/Moscow", {"fri": (("20:00", "24:00"),), "sat": (("00:00", "02:00"),)})
    assert next_closing(hours, utc("2026-11-27 18:00")) == utc("2026-11-27 23:00")
    assert next_opening(hours, utc("2026-11-27 18:00")) == utc("2026-12-04 17:00")


def test_holidays_are_closed_and_short_days_are_short() -> None:
    hours = weekly("Europe/Moscow", OFFICE, d2026_12_31=(("09:00", "15:00"),), d2027_01_01=())
    assert next_closing(hours, utc("2026-12-31 10:00")) == utc("2026-12-31 12:00")
    assert next_opening(hours, utc("2026-12-31 12:00")) == utc("2027-01-04 06:00")


def test_a_day_off_counts_even_around_the_clock() -> None:
    hours = Hours(zone="Europe/Moscow", days={"2027-01-01": ()})
    assert next_closing(hours, utc("2026-12-31 12:00")) == utc("2026-12-31 21:00")
    assert next_opening(hours, utc("2026-12-31 12:00")) == utc("2027-01-01 21:00")
    assert open_ms(hours, utc("2026-12-31 00:00"), utc("2027-01-03 00:00")) == 48 * HOUR


def test_the_shift_that_began_before_a_holiday_is_finished() -> None:
    hours = weekly("Europe/Moscow", NIGHTS, d2027_01_01=())
    assert next_closing(hours, utc("2026-12-31 20:00")) == utc("2027-01-01 03:00")
    assert next_opening(hours, utc("2027-01-01 03:00")) == utc("2027-01-02 19:00")


def test_the_leap_day_is_a_day() -> None:
    # 2028-02-29 is a Tuesday.
    assert open_ms(MOSCOW, utc("2028-02-28 12:00"), utc("2028-03-01 12:00")) == (3 + 9 + 6) * HOUR
    assert next_opening(weekly("UTC", {}, d2028_02_29=(("10:00", "11:00"),)), utc("2028-02-01 00:00")) == utc(
        "2028-02-29 10:00"
    )


def test_what_never_opens_is_given_up() -> None:
    never = weekly("UTC", {})
    assert next_opening(never, 0) is None
    assert next_closing(never, 0) is None
    assert after_open_ms(never, 0, 1) is None


def test_business_time_is_counted_over_nights() -> None:
    # Friday 17:58 in Moscow, five minutes of business time: two on Friday, three on Monday.
    assert after_open_ms(MOSCOW, utc("2026-11-27 14:58"), 5 * MINUTE) == utc("2026-11-30 06:03")
    assert after_open_ms(MOSCOW, utc("2026-11-27 14:55"), 5 * MINUTE) == utc("2026-11-27 15:00")


# Nights in which the clocks change. Berlin 2026: on 29 March 02:00 becomes 03:00 (01:00 UTC), on 25 October 03:00
# becomes 02:00 (01:00 UTC). New York 2026: 8 March 02:00 -> 03:00 (07:00 UTC), 1 November 02:00 -> 01:00 (06:00 UTC).
# Lord Howe 2026: 5 April 02:00 -> 01:30 (4 April 15:00 UTC), 4 October 02:00 -> 02:30 (3 October 15:30 UTC).


@pytest.mark.parametrize(
    ("zone", "evening", "begins", "ends"),
    [
        # 22:00 +01 to 06:00 +02: seven hours.
        ("Europe/Berlin", "2026-03-28 12:00", "2026-03-28 21:00", "2026-03-29 04:00"),
        # 22:00 +02 to 06:00 +01: nine hours.
        ("Europe/Berlin", "2026-10-24 12:00", "2026-10-24 20:00", "2026-10-25 05:00"),
        # 22:00 -05 to 06:00 -04: seven hours.
        ("America/New_York", "2026-03-07 20:00", "2026-03-08 03:00", "2026-03-08 10:00"),
        # 22:00 -04 to 06:00 -05: nine hours.
        ("America/New_York", "2026-10-31 20:00", "2026-11-01 02:00", "2026-11-01 11:00"),
        # 22:00 +11 to 06:00 +10:30: eight and a half hours.
        ("Australia/Lord_Howe", "2026-04-04 06:00", "2026-04-04 11:00", "2026-04-04 19:30"),
        # 22:00 +10:30 to 06:00 +11: seven and a half hours.
        ("Australia/Lord_Howe", "2026-10-03 06:00", "2026-10-03 11:30", "2026-10-03 19:00"),
        # No change in Moscow: eight hours.
        ("Europe/Moscow", "2026-03-28 12:00", "2026-03-28 19:00", "2026-03-29 03:00"),
    ],
)
def test_a_night_shift_is_as_long_as_it_is(zone: str, evening: str, begins: str, ends: str) -> None:
    hours = weekly(zone, NIGHTS)
    assert next_opening(hours, utc(evening)) == utc(begins)
    assert next_closing(hours, utc(begins)) == utc(ends)
    assert open_ms(hours, utc(evening), utc(evening) + 20 * HOUR) == utc(ends) - utc(begins)


@pytest.mark.parametrize(
    ("zone", "day", "skipped", "instant"),
    [
        ("Europe/Berlin", "sun", "02:30", "2026-03-29 01:00"),
        ("Europe/Berlin", "sun", "02:00", "2026-03-29 01:00"),
        ("America/New_York", "sun", "02:15", "2026-03-08 07:00"),
        ("Australia/Lord_Howe", "sun", "02:10", "2026-10-03 15:30"),
    ],
)
def test_an_opening_that_is_skipped_moves_to_the_end_of_the_gap(
    zone: str, day: str, skipped: str, instant: str
) -> None:
    hours = weekly(zone, {day: ((skipped, "05:00"),)})
    assert next_opening(hours, utc(instant) - 12 * HOUR) == utc(instant)


@pytest.mark.parametrize(
    ("zone", "twice", "instant"),
    [
        ("Europe/Berlin", "02:30", "2026-10-25 00:30"),
        ("America/New_York", "01:30", "2026-11-01 05:30"),
        ("Australia/Lord_Howe", "01:45", "2026-04-04 14:45"),
    ],
)
def test_an_opening_that_comes_twice_means_the_first(zone: str, twice: str, instant: str) -> None:
    hours = weekly(zone, {"sun": ((twice, "05:00"),)})
    assert next_opening(hours, utc(instant) - 12 * HOUR) == utc(instant)


def test_a_period_inside_the_gap_is_none() -> None:
    hours = weekly("Europe/Berlin", {"sun": (("02:00", "03:00"),)})
    assert open_ms(hours, utc("2026-03-29 00:00"), utc("2026-03-29 12:00")) == 0
    assert next_opening(hours, utc("2026-03-29 00:00")) == utc("2026-04-05 00:00")


def test_a_day_that_a_country_left_out_is_no_day() -> None:
    # Samoa had no 30 December 2011, a Friday: from Thursday 18:00 -10 to Monday 09:00 +14.
    apia = weekly("Pacific/Apia", OFFICE)
    assert next_opening(apia, utc("2011-12-30 04:00")) == utc("2012-01-01 19:00")


CLOCK = st.integers(0, 24 * 60 - 1).map(lambda m: f"{m // 60:02}:{m % 60:02}")
INTERVALS = st.lists(CLOCK, unique=True, max_size=4).map(
    lambda clocks: tuple(zip(sorted(clocks)[::2], sorted(clocks)[1::2], strict=False))
)
ZONES = st.sampled_from(
    ["Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Havana"]
)
MOMENT = st.integers(utc("2026-01-01 00:00"), utc("2028-12-31 00:00"))
DATES = st.dates(date(2026, 1, 1), date(2028, 12, 31)).map(date.isoformat)


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    week = draw(st.dictionaries(st.sampled_from(DAYS), INTERVALS))
    if draw(st.booleans()):
        week["wed"] = (("23:10", "04:20"),)
    days = draw(st.dictionaries(DATES, INTERVALS, max_size=5))
    return Hours(zone=draw(ZONES), always=draw(st.booleans()), week=week, days=days)


@given(some_hours(), MOMENT, st.lists(st.integers(0, 40 * 24 * HOUR), min_size=2, max_size=2))
def test_business_time_adds_up(hours: Hours, at: int, spans: list[int]) -> None:
    middle, end = at + spans[0], at + spans[0] + spans[1]
    assert open_ms(hours, at, middle) + open_ms(hours, middle, end) == open_ms(hours, at, end)
    assert 0 <= open_ms(hours, at, end) <= end - at


@given(some_hours(), MOMENT)
def test_it_opens_when_it_opens_and_closes_when_it_closes(hours: Hours, at: int) -> None:
    opens, closes = next_opening(hours, at), next_closing(hours, at)
    if opens is not None:
        assert is_open(hours, opens)
        assert not is_open(hours, opens - 1)
    if closes is not None:
        assert is_open(hours, closes - 1)
        assert not is_open(hours, closes)
        assert is_open(hours, at) or (opens is not None and opens < closes)


@given(some_hours(), MOMENT)
def test_nothing_opens_before_the_next_opening(hours: Hours, at: int) -> None:
    opens = first_open(hours, at)
    if opens is not None:
        assert open_ms(hours, at, opens) == 0
        assert open_ms(hours, at, opens + 1) == 1


@given(some_hours(), MOMENT, st.integers(0, 100 * HOUR))
def test_business_time_spent_is_business_time_passed(hours: Hours, at: int, length: int) -> None:
    until = after_open_ms(hours, at, length)
    if until is not None:
        assert open_ms(hours, at, until) == length
        assert length == 0 or open_ms(hours, at, until - 1) == length - 1


@given(ZONES, st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(9, 17))
def test_in_daylight_it_is_what_the_clocks_say(zone: str, day: date, hour: int) -> None:
    hours = Hours(zone=zone, always=False, week={name: (("09:00", "18:00"),) for name in DAYS})
    clock = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone))
    assert is_open(hours, int(clock.timestamp() * 1000))
    assert not is_open(hours, int((clock + timedelta(hours=12)).timestamp() * 1000)) or 9 <= (hour + 12) % 24 < 18
