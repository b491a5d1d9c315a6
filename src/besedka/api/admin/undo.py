"""Taking a change back: the command that sets what stood before, by the line of the audit."""

from typing import Any

import msgspec
from msgspec import UNSET

from besedka.inboxes import ChangeInbox, Rules
from besedka.kernel.audit import AuditRow, CannotBeUndone, Undo
from besedka.kernel.records import Command
from besedka.staff import ChangeDepartment, ChangeOperator, DepartmentSettings, DisableOperator, EnableOperator, Role

Before = dict[str, Any]


def inverse(line: AuditRow, actor: str) -> Command:
    """The command; it is refused when something changed since. Raises CannotBeUndone."""
    if line.before is None or line.after is None or line.action not in _INVERSE:
        raise CannotBeUndone(f"Expected a change of settings or people with a before and an after, got {line.action}.")
    before: Before = msgspec.json.decode(line.before)
    return _INVERSE[line.action](actor, line.subject, before, Undo(line.id, line.after))


def _department(actor: str, subject: str, before: Before, undo: Undo) -> Command:
    return ChangeDepartment(
        actor=actor,
        department_id=subject,
        names=before.get("names", UNSET),
        settings=_as(DepartmentSettings, before.get("settings", UNSET)),
        undo=undo,
    )


def _inbox(actor: str, subject: str, before: Before, undo: Undo) -> Command:
    brand = before.get("brand", {})
    return ChangeInbox(
        actor=actor,
        inbox_id=subject,
        name=before.get("name", UNSET),
        origins=_as(tuple[str, ...], before.get("origins", UNSET)),
        rules=_as(Rules, before.get("rules", UNSET)),
        department_id=before.get("department_id", UNSET),
        brand_name=brand.get("name", UNSET),
        accent=brand.get("accent", UNSET),
        undo=undo,
    )


def _operator(actor: str, subject: str, before: Before, undo: Undo) -> Command:
    return ChangeOperator(
        actor=actor,
        operator_id=subject,
        name=before.get("name", UNSET),
        public_names=before.get("public_names", UNSET),
        role=_as(Role, before.get("role", UNSET)),
        chat_limit=before.get("chat_limit", UNSET),
        departments=_as(tuple[str, ...], before.get("departments", UNSET)),
        undo=undo,
    )


def _enable(actor: str, subject: str, before: Before, undo: Undo) -> Command:
    return EnableOperator(actor=actor, operator_id=subject, undo=undo)


def _disable(actor: str, subject: str, before: Before, undo: Undo) -> Command:
    return DisableOperator(actor=actor, operator_id=subject, undo=undo)


_INVERSE = {
    "department.changed": _department,
    "inbox.changed": _inbox,
    "operator.changed": _operator,
    "operator.disabled": _enable,
    "operator.enabled": _disable,
}


def _as(kind: Any, value: Any) -> Any:
    return value if value is UNSET else msgspec.convert(value, kind)
