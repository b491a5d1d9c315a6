"""All departments, in the memory of every process."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

import msgspec

from besedka.events.staff import DepartmentAdded, DepartmentChanged
from besedka.kernel.db import Bulk, Database
from besedka.kernel.eventlog import Committed
from besedka.staff import calendar
from besedka.staff.model import Calendar, Department, NoSuchDepartment
from besedka.staff.settings import DepartmentSettings, Hours
from besedka.staff.store import all_calendars, all_departments

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Opening(msgspec.Struct, frozen=True):
    """Whether a department is open, and when that changes: `opens_at` of a closed one, `closes_at` of an open one."""

    is_open: bool
    opens_at: int | None
    closes_at: int | None


def opening(hours: Hours, now: int) -> Opening:
    """As it is at this moment."""
    if calendar.is_open(hours, now):
        return Opening(True, None, calendar.next_closing(hours, now))
    return Opening(False, calendar.next_opening(hours, now), None)


class Departments:
    """Read again when the log says that one was added or changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows: dict[str, Department] = {}
        self._settings: dict[str, DepartmentSettings] = {}
        self._hours: dict[tuple[str, int], Hours] = {}

    async def load(self) -> None:
        """Read all of them."""
        departments, calendars = await self._database.read(_everything)
        self._rows = {row.id: row for row in departments}
        self._settings = {row.id: row.told for row in departments}
        self._hours = {(row.department_id, row.version): _decode_hours(row.hours) for row in calendars}

    async def notice(self, commit: Committed) -> None:
        """A listener of the tail."""
        if any(isinstance(event, DepartmentAdded | DepartmentChanged) for _, event in commit.events):
            await self.load()

    def all(self) -> list[Department]:
        """Every department, oldest first."""
        return list(self._rows.values())

    def by_id(self, department_id: str) -> Department:
        """Raises NoSuchDepartment."""
        return _known(self._rows, department_id)

    def settings(self, department_id: str) -> DepartmentSettings:
        """Its present settings; raises NoSuchDepartment."""
        return _known(self._settings, department_id)

    def hours(self, department_id: str, version: int | None = None) -> Hours:
        """Its hours, or those of an earlier version of them; raises NoSuchDepartment."""
        if version is None:
            return self.settings(department_id).hours
        return _known(self._hours, (department_id, version))

    def opening(self, department_id: str, now: int) -> Opening:
        """Whether it is open, and until or from when; raises NoSuchDepartment."""
        return opening(self.hours(department_id), now)

    def is_open(self, department_id: str, now: int) -> bool:
        """Whether it is open at this moment."""
        return calendar.is_open(self.hours(department_id), now)

    def next_opening(self, department_id: str, now: int) -> int | None:
        """The first moment behind `now` at which it opens, if there is one."""
        return calendar.next_opening(self.hours(department_id), now)


_decode_hours = msgspec.json.Decoder(Hours).decode


def _known(found: Mapping[K, V], key: K) -> V:
    try:
        return found[key]
    except KeyError:
        raise NoSuchDepartment from None


def _everything(bulk: Bulk) -> tuple[list[Department], list[Calendar]]:
    return all_departments(bulk), all_calendars(bulk)
