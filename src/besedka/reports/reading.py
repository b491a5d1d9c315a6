"""Facts of a store: its log, read from the beginning, and what `besedka facts` shows of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from besedka.kernel import eventlog
from besedka.kernel.db import Database
from besedka.reports import printing
from besedka.reports.facts import TYPES, Facts
from besedka.reports.judging import HoursOf
from besedka.reports.report import Scope, judged_in, report
from besedka.staff import Department, Departments, NoSuchDepartment, checked_zone, everybody


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
