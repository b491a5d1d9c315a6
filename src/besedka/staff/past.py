"""How departments and people were set at a moment of the past, by the audit."""

import msgspec

from besedka.kernel import audit
from besedka.kernel.db import Bulk
from besedka.staff.model import Operator
from besedka.staff.settings import DepartmentSettings
from besedka.staff.store import all_departments, everybody


def settings_at(bulk: Bulk, at: int) -> dict[str, DepartmentSettings]:
    """The settings of every department; one that was added later has its first ones."""
    then = audit.stood(bulk, "department.changed", at)
    return {
        row.id: msgspec.convert(then[row.id]["settings"], DepartmentSettings)
        if "settings" in then.get(row.id, {})
        else row.told
        for row in all_departments(bulk)
    }


def everybody_at(bulk: Bulk, at: int) -> list[Operator]:
    """All operators of today, by name, in the departments and with the limits of then."""
    then = audit.stood(bulk, "operator.changed", at)
    return [_as_of(one, then.get(one.id, {})) for one in everybody(bulk)]


def _as_of(one: Operator, fields: dict[str, object]) -> Operator:
    departments = msgspec.json.encode(fields.get("departments", one.department_ids)).decode()
    limit = msgspec.convert(fields.get("chat_limit", one.chat_limit), int)
    return msgspec.structs.replace(one, departments=departments, chat_limit=limit)
