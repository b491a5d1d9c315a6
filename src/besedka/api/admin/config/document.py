"""The document: departments and inboxes by key, people by e-mail. No ids, no secrets."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from besedka.api.admin.inboxes import BrandBody, Name, Origins, RulesBody
from besedka.inboxes import all_inboxes
from besedka.kernel.db import Bulk
from besedka.kernel.errors import Invalid
from besedka.staff import DepartmentSettings, Operator, Role, all_departments, all_operators

Ids = dict[str, str]
Names = dict[str, str]


class BadConfig(Invalid):
    """This configuration cannot be applied."""


class DepartmentPart(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A department. Lanes name operators by e-mail, and departments by key."""

    names: Names = {}
    settings: DepartmentSettings = DepartmentSettings()


class InboxPart(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An inbox of the department with this key."""

    name: Name
    department: str
    brand: BrandBody
    origins: Origins = ()
    rules: RulesBody = RulesBody()


class StaffPart(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A member of staff who answers for the departments with these keys."""

    name: str
    role: Role = Role.OPERATOR
    chat_limit: int = 4
    departments: tuple[str, ...] = ()
    public_names: Names = {}


class Config(msgspec.Struct, frozen=True):
    """What is not there is not touched. What is there is meant as a whole: what it does not name has its default."""

    departments: dict[str, DepartmentPart] = {}
    inboxes: dict[str, InboxPart] = {}
    staff: dict[str, StaffPart] = {}


_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PARTS: dict[str, Any] = {"departments": DepartmentPart, "inboxes": InboxPart, "staff": StaffPart}


class Known(msgspec.Struct, frozen=True):
    """Ids of what there is: of departments and inboxes by key, of people by e-mail."""

    departments: Ids
    inboxes: Ids
    staff: Ids


def read(document: Mapping[str, Any]) -> Config:
    """The document with its types. Raises BadConfig, which names the field."""
    if unknown := [group for group in document if group not in _PARTS]:
        raise BadConfig(f"Expected {', '.join(_PARTS)}, got {unknown[0][:40]!r}.")
    return Config(**{group: _parts(group, document[group]) for group in document})


def _parts(group: str, found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise BadConfig(f"{group}: expected an object for each of them.")
    return {key.lower() if group == "staff" else key: _part(group, key, part) for key, part in found.items()}


def _part(group: str, key: str, part: Any) -> Any:
    if group != "staff" and not _KEY.fullmatch(key):
        raise BadConfig(f"{group}: expected keys of up to 40 small letters, digits and dashes, got {key[:60]!r}.")
    try:
        return msgspec.convert(part, _PARTS[group])
    except msgspec.ValidationError as problem:
        text, _, place = str(problem).partition(" - at `$")
        raise BadConfig(f"{path(group, key)}{place.rstrip('`')}: {text}.") from None


def path(group: str, key: str) -> str:
    """As the file names it."""
    return f"{group}.{key}" if "." not in key else f'{group}."{key}"'


def as_document(config: Config) -> dict[str, Any]:
    """Plain values in a stable order, as `read` takes them."""
    document: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(config))
    return {group: {key: _pruned(part) for key, part in parts.items()} for group, parts in document.items()}


def _pruned(value: Any) -> Any:
    """Without empty objects, which say no more than if they were not there."""
    if isinstance(value, list):
        return [_pruned(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: pruned for key, each in value.items() if (pruned := _pruned(each)) != {}}


def export(bulk: Bulk) -> tuple[Config, Known]:
    """Everything that can be set, in one state of the database; those who may not sign in any more are left out."""
    departments = sorted(all_departments(bulk), key=lambda d: d.key)
    inboxes = sorted(all_inboxes(bulk), key=lambda inbox: inbox.key)
    people = sorted(all_operators(bulk), key=lambda o: o.email)
    keys, emails = {d.id: d.key for d in departments}, {o.id: o.email for o in people}
    config = Config(
        departments={
            d.key: DepartmentPart(msgspec.json.decode(d.names), renamed(d.told, emails, keys)) for d in departments
        },
        inboxes={
            i.key: InboxPart(
                i.name,
                keys[i.department_id],
                BrandBody(i.brand.name, i.brand.accent),
                tuple(sorted(i.origins)),
                msgspec.convert(msgspec.to_builtins(i.rules), RulesBody),
            )
            for i in inboxes
        },
        staff={o.email: _staff_part(o, keys) for o in people},
    )
    by_key = {d.key: d.id for d in departments}, {i.key: i.id for i in inboxes}, {o.email: o.id for o in people}
    return config, Known(*by_key)


def _staff_part(o: Operator, keys: Ids) -> StaffPart:
    names = msgspec.json.decode(o.public_names)
    return StaffPart(o.name, Role(o.role), o.chat_limit, tuple(keys[d] for d in o.department_ids), names)


def renamed(settings: DepartmentSettings, operators: Ids, departments: Ids) -> DepartmentSettings:
    """With other names for operators and departments; what has none keeps its own."""
    lanes = tuple(
        msgspec.structs.replace(
            lane,
            operators=tuple(operators.get(o, o) for o in lane.operators),
            overflow=lane.overflow
            and msgspec.structs.replace(
                lane.overflow,
                department_id=departments.get(lane.overflow.department_id or "", lane.overflow.department_id),
            ),
        )
        for lane in settings.lanes
    )
    return msgspec.structs.replace(settings, lanes=lanes)
