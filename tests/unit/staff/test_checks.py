"""Settings of a department: what makes sense is taken, what does not is refused with its place."""

import pytest

from besedka.kernel.errors import Invalid
from besedka.staff.checks import checked_settings
from besedka.staff.model import BadGiving, BadHours, BadLanes, BadTopics, UnknownZone
from besedka.staff.settings import DepartmentSettings, Giving, Hours, Interval, Lane, Match, Overflow, Topic


def test_settings_that_make_sense_are_taken_with_clean_names() -> None:
    told = DepartmentSettings(
        hours=Hours(
            zone="America/Argentina/Buenos_Aires",
            always=False,
            week={"mon": (("09:00", "13:00"), ("13:00", "18:00")), "fri": (("22:00", "06:00"),)},
            days={"2028-02-29": (), "2026-12-31": (("00:00", "24:00"),)},
        ),
        giving=Giving(mode="least_loaded", weights={"site": 1.0, "telegram": 0.5}),
        lanes=(
            Lane(id="sales", names={"en": "Sales  desk"}, match=Match(topics=("tariffs",)), at_least=1),
            Lane(id="rest", overflow=Overflow(after_ms=60_000, lane_id="sales")),
        ),
        topics=(Topic(id="money", topics=(Topic(id="tariffs", names={"ru": " Тарифы "}),)),),
    )
    checked = checked_settings(told)
    assert checked.lanes[0].names == {"en": "Sales desk"}
    assert checked.topics[0].topics[0].names == {"ru": "Тарифы"}
    assert checked.hours == told.hours


def test_the_defaults_make_sense() -> None:
    assert checked_settings(DepartmentSettings()) == DepartmentSettings()


@pytest.mark.parametrize("zone", ["", "Moscow", "europe/moscow", "../etc/passwd", "Europe", "Mars/Phobos", "UTC\n"])
def test_unknown_zones_are_refused(zone: str) -> None:
    with pytest.raises(UnknownZone, match="Europe/Moscow"):
        checked_settings(DepartmentSettings(hours=Hours(zone=zone)))


@pytest.mark.parametrize(
    "intervals",
    [
        (("9:00", "18:00"),),
        (("09:00", "24:01"),),
        (("24:00", "06:00"),),
        (("09:00", "09:00"),),
        (("09:00", "٠٩:٠٠"),),
        (("09:00", "1٠:00"),),
        (("09:00", "14:00"), ("13:59", "18:00")),
        (("09:00", "14:00"), ("09:00", "14:00")),
        (("22:00", "06:00"), ("23:00", "24:00")),
        tuple((f"{h:02}:00", f"{h:02}:30") for h in range(13)),
    ],
)
def test_intervals_that_are_none_or_overlap_are_refused(intervals: tuple[Interval, ...]) -> None:
    for hours in (Hours(week={"tue": intervals}), Hours(days={"2026-12-31": intervals})):
        with pytest.raises(BadHours, match=r"tue|2026-12-31"):
            checked_settings(DepartmentSettings(hours=hours))


def test_a_night_that_runs_into_the_morning_shift_is_refused() -> None:
    with pytest.raises(BadHours, match=r"sun 22:00-09:30 to end before mon 09:00-18:00"):
        checked_settings(
            DepartmentSettings(hours=Hours(week={"sun": (("22:00", "09:30"),), "mon": (("09:00", "18:00"),)}))
        )


@pytest.mark.parametrize(
    "hours",
    [
        Hours(week={"monday": ()}),
        Hours(days={"2026-02-29": ()}),
        Hours(days={"31.12.2026": ()}),
        Hours(days={"20261231": ()}),
        Hours(days={f"{year}-01-{day:02}": () for year in range(2000, 2020) for day in range(1, 31)}),
    ],
)
def test_days_that_are_none_are_refused(hours: Hours) -> None:
    with pytest.raises(BadHours):
        checked_settings(DepartmentSettings(hours=hours))


TOPIC = Topic(id="money")


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        (DepartmentSettings(lanes=(Lane(id="a"), Lane(id="a"))), BadLanes),
        (DepartmentSettings(lanes=(Lane(id="Not a key"),)), BadLanes),
        (DepartmentSettings(lanes=(Lane(id="a", names={"en": ""}),)), BadLanes),
        (DepartmentSettings(lanes=(Lane(id="a", match=Match(topics=("unknown",))),)), BadLanes),
        (DepartmentSettings(lanes=(Lane(id="a", priority=1000),)), BadLanes),
        (DepartmentSettings(lanes=(Lane(id="a", at_least=-1),)), BadLanes),
        (DepartmentSettings(lanes=(Lane(id="a", operators=("x",) * 201),)), BadLanes),
        (DepartmentSettings(lanes=(Lane(id="a", overflow=Overflow(after_ms=1)),)), BadLanes),
        (DepartmentSettings(lanes=(Lane(id="a", overflow=Overflow(after_ms=1, lane_id="a")),)), BadLanes),
        (DepartmentSettings(lanes=(Lane(id="a", overflow=Overflow(after_ms=-1, department_id="d")),)), BadLanes),
        (DepartmentSettings(lanes=tuple(Lane(id=f"l{n}") for n in range(51))), BadLanes),
        (DepartmentSettings(topics=(TOPIC, Topic(id="house", topics=(TOPIC,)))), BadTopics),
        (DepartmentSettings(topics=(Topic(id="a", topics=(Topic(id="b", topics=(TOPIC,)),)),)), BadTopics),
        (DepartmentSettings(topics=(Topic(id="a", names={"russian": "А"}),)), BadTopics),
        (DepartmentSettings(topics=tuple(Topic(id=f"t{n}") for n in range(501))), BadTopics),
        (DepartmentSettings(giving=Giving(mode="random")), BadGiving),
        (DepartmentSettings(giving=Giving(ageing_ms=-1)), BadGiving),
        (DepartmentSettings(giving=Giving(queue_cap=-1)), BadGiving),
        (DepartmentSettings(giving=Giving(weights={"site": 0.0})), BadGiving),
        (DepartmentSettings(giving=Giving(when_full=())), BadGiving),
        (DepartmentSettings(giving=Giving(when_full=("hang up",))), BadGiving),
    ],
)
def test_what_does_not_make_sense_is_refused_in_words(settings: DepartmentSettings, kind: type[Invalid]) -> None:
    with pytest.raises(kind) as refused:
        checked_settings(settings)
    assert refused.value.detail != kind.title()
