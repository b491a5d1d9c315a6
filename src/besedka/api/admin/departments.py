"""Departments: their names, and everything that can be set for them. Supervisors may look."""

from typing import Annotated

import msgspec
from litestar import get, post, put
from litestar.params import JSONBody
from msgspec import UNSET, UnsetType

from besedka.api.http.paging import KEY, PathId, Version
from besedka.api.http.place import Here, Place
from besedka.api.http.signed_in import Me
from besedka.staff import AddDepartment, AsAdmin, ChangeDepartment, Department, DepartmentSettings, Role, opening

_LOOKING = {"role": Role.SUPERVISOR}
_Name = Annotated[str, msgspec.Meta(max_length=500)]
_Names = Annotated[dict[Annotated[str, msgspec.Meta(max_length=12)], _Name], msgspec.Meta(max_length=20)]


class DepartmentSummary(msgspec.Struct, frozen=True):
    """A group that owns a queue. `names` by language; `opens_at` of one that is closed now."""

    id: str
    key: str
    version: int
    names: dict[str, str]
    is_open: bool
    opens_at: int | None


class DepartmentList(msgspec.Struct, frozen=True):
    """Oldest first."""

    departments: list[DepartmentSummary]


class OneDepartment(msgspec.Struct, frozen=True):
    """A department with its settings. `calendar` counts the versions of its hours."""

    department: DepartmentSummary
    settings: DepartmentSettings
    calendar: int


class NewDepartment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A department to be."""

    key: Annotated[str, msgspec.Meta(pattern=KEY, max_length=40)]
    names: _Names


class DepartmentChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is not there stays as it is. `version` is that of the department as it was looked at."""

    version: Version
    names: _Names | UnsetType = UNSET
    settings: DepartmentSettings | UnsetType = UNSET


@get("/departments", summary="Departments", opt=_LOOKING)
async def departments(place: Here) -> DepartmentList:
    """For supervisors and admins."""
    return DepartmentList([_view(place, department) for department in place.departments.all()])


@get("/departments/{department_id:str}", summary="A department with its settings", opt=_LOOKING)
async def department(department_id: PathId, place: Here) -> OneDepartment:
    """For supervisors and admins."""
    return _one(place, place.departments.by_id(department_id))


@post("/departments", summary="Add a department")
async def add_department(data: JSONBody[NewDepartment], me: Me, place: Here) -> DepartmentSummary:
    """One that has this key already is answered as it is."""
    added: str = await place.writer.do(AsAdmin(me.id, AddDepartment(actor=me.actor, key=data.key, names=data.names)))
    await place.departments.load()
    return _view(place, place.departments.by_id(added))


@put("/departments/{department_id:str}", summary="Change a department")
async def change_department(
    department_id: PathId, data: JSONBody[DepartmentChange], me: Me, place: Here
) -> OneDepartment:
    """Names, and all settings at once: what the new ones do not name has its default. 409 when the version is old."""
    command = ChangeDepartment(
        actor=me.actor, department_id=department_id, names=data.names, settings=data.settings, version=data.version
    )
    changed: Department = await place.writer.do(AsAdmin(me.id, command))
    await place.departments.load()
    return _one(place, changed)


def _one(place: Place, row: Department) -> OneDepartment:
    return OneDepartment(_view(place, row), row.told, row.calendar)


def _view(place: Place, row: Department) -> DepartmentSummary:
    now = opening(row.told.hours, place.clock.now())
    names = msgspec.json.decode(row.names, type=dict[str, str])
    return DepartmentSummary(row.id, row.key, row.version, names, now.is_open, now.opens_at)
