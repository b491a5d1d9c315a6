"""Facts of a store: its log, read from the beginning, and what `besedka facts` shows of it."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from besedka.kernel import eventlog
from besedka.kernel.db import Database
from besedka.reports import printing
from besedka.reports.facts import TYPES, Facts
from besedka.reports.judging import HoursOf
from besedka.reports.replay import Compared, Staff, replay
from besedka.reports.report import Scope, judged_in, report
from besedka.staff import (
    Department,
    Departments,
    DepartmentSettings,
    NoSuchDepartment,
    NoSuchOperator,
    Operator,
    checked_zone,
    everybody,
    everybody_at,
    settings_at,
)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody wants to see. `since` and `until` are times of the zone, half-open; `department` is a key."""

    since: datetime
    until: datetime
    zone: str = "UTC"
    department: str | None = None
    target: int = 60
    business: bool = False
    as_rows: bool = False
    as_json: bool = False

    def scope(self, zone: ZoneInfo, departments: list[Department], now: int) -> Scope:
        """Raises NoSuchDepartment."""
        return Scope(
            from_ms=_moment(self.since, zone),
            until_ms=_moment(self.until, zone),
            now=now,
            department_id=_id(departments, self.department) if self.department else None,
            target_ms=self.target * 1000,
            business=self.business,
        )


async def read_facts(database: Database) -> Facts:
    """Everything that the log tells up to now."""
    facts = Facts()
    while page := await database.read(eventlog.after, facts.revision, types=TYPES):
        for revision, event in page:
            facts.see(revision, event)
    return facts


async def lines(database: Database, wanted: Wanted, now: int) -> list[str]:
    """Rows or figures, as text or JSON. Raises UnknownZone, NoSuchDepartment."""
    zone = checked_zone(wanted.zone)
    facts, hours_of, departments = await read_facts(database), *await _read_hours(database)
    names = {person.id: person.name for person in await database.read(everybody)}
    scope = wanted.scope(zone, departments, now)
    if wanted.as_rows:
        judged = judged_in(facts, hours_of, scope)
        return [_json(one) for one in judged] if wanted.as_json else list(printing.rows(judged, names, zone))
    found = report(facts, hours_of, scope)
    return [_json(found)] if wanted.as_json else list(printing.shown(found, names))


async def replayed(
    database: Database, wanted: Wanted, limit: int | None, without: Sequence[str], mode: str | None
) -> Compared:
    """A span of the log, played again with departments and staff as they were set when it began. Raises UnknownZone,
    NoSuchOperator.
    """
    zone, facts = checked_zone(wanted.zone), await read_facts(database)
    began = _moment(wanted.since, zone)
    told, staff = await database.read(settings_at, began), await database.read(everybody_at, began)
    gone = {_person(staff, name).id for name in without}
    rules = {department_id: _in_mode(settings, mode) for department_id, settings in told.items()}
    seats = [Staff(one.id, one.chat_limit, tuple(one.department_ids)) for one in staff if one.id not in gone]
    return replay(facts, began, _moment(wanted.until, zone), seats, rules, limit)


def _person(staff: Sequence[Operator], name: str) -> Operator:
    """By name, e-mail or id."""
    for one in staff:
        if name.casefold() in (one.name.casefold(), one.email, one.id):
            return one
    raise NoSuchOperator(f"Expected the name or the e-mail of an operator, got {name!r}.")


def _in_mode(told: DepartmentSettings, mode: str | None) -> DepartmentSettings:
    return replace(told, giving=replace(told.giving, mode=mode)) if mode else told


async def _read_hours(database: Database) -> tuple[HoursOf, list[Department]]:
    """The hours of every department, in each version that there was; and the departments."""
    departments = Departments(database)
    await departments.load()
    return departments.hours, departments.all()


def _id(departments: list[Department], key: str) -> str:
    for department in departments:
        if department.key == key:
            return department.id
    raise NoSuchDepartment(f"Expected one of {', '.join(d.key for d in departments) or 'none'}, got {key!r}.")


def _moment(clock: datetime, zone: ZoneInfo) -> int:
    return round(clock.replace(tzinfo=zone).timestamp() * 1000)


def _json(found: object) -> str:
    return msgspec.json.encode(found).decode()
