"""Verbs on departments: adding one, changing its names and settings."""

from collections.abc import Iterable

import msgspec
from msgspec import UNSET, UnsetType

from besedka.events.staff import DepartmentAdded, DepartmentChanged
from besedka.kernel import audit
from besedka.kernel.ids import new_id
from besedka.kernel.records import Need, Tx
from besedka.staff import fields, settings
from besedka.staff.checks import checked_settings
from besedka.staff.model import Calendar, Department
from besedka.staff.settings import DepartmentSettings
from besedka.staff.store import CALENDARS, DEPARTMENTS, department_by_id, department_by_key


class AddDepartment(msgspec.Struct, frozen=True, kw_only=True):
    """Make a department, or find the one with this key; answers its id. Raises BadKey, BadName."""

    actor: str
    key: str
    names: dict[str, str]

    def needs(self) -> Iterable[Need]:
        yield department_by_key, self.key

    def run(self, tx: Tx) -> str:
        if known := tx.find(department_by_key, self.key):
            return known.id
        row = Department(new_id(), fields.checked_key(self.key), fields.checked_names(self.names), tx.now)
        tx.add(DEPARTMENTS, row)
        _keep_hours(tx, row)
        tx.happened(DepartmentAdded(subject=row.id, actor=self.actor, at=tx.now))
        audit.note(tx, self.actor, "department.added", row.id)
        return row.id


class ChangeDepartment(msgspec.Struct, frozen=True, kw_only=True):
    """Other names or settings; what is not set stays. Answers the department.

    `version` is the one that was looked at before (None: whichever there is). Raises NoSuchDepartment, OldVersion,
    ChangedSince, BadName, UnknownZone, BadHours, BadLanes, BadTopics, BadGiving.
    """

    actor: str
    department_id: str
    names: dict[str, str] | UnsetType = UNSET
    settings: DepartmentSettings | UnsetType = UNSET
    version: int | None = None
    undo: audit.Undo | None = None

    def needs(self) -> Iterable[Need]:
        yield department_by_id, self.department_id

    def run(self, tx: Tx) -> Department:
        row = tx.get(department_by_id, self.department_id)
        before = row.shown
        if self.undo:
            self.undo.require(before)
        wanted = self._wanted(row)
        fields = audit.differing(before, wanted.shown)
        audit.require_version(self.version, row.version, fields)
        if not fields:
            return row
        mine = tx.edit(DEPARTMENTS, row)
        mine.names, mine.settings, mine.version = wanted.names, wanted.settings, row.version + 1
        if wanted.told.hours != row.told.hours:
            mine.calendar += 1
            _keep_hours(tx, mine)
        shown = [field.removeprefix("settings.") for field in fields]
        tx.happened(
            DepartmentChanged(subject=mine.id, actor=self.actor, at=tx.now, fields=shown, calendar=mine.calendar)
        )
        audit.change(tx, self.actor, "department.changed", mine.id, before, mine.shown, self.undo)
        return mine

    def _wanted(self, row: Department) -> Department:
        names = row.names if self.names is UNSET else fields.checked_names(self.names)
        told = row.settings if self.settings is UNSET else settings.encode(checked_settings(self.settings)).decode()
        return msgspec.structs.replace(row, names=names, settings=told)


def _keep_hours(tx: Tx, row: Department) -> None:
    """Figures of the past are counted by the hours of their time."""
    tx.add(CALENDARS, Calendar(row.id, row.calendar, settings.encode(row.told.hours).decode(), tx.now))
