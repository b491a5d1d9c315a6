"""Verbs on staff: adding, changing, disabling, and the status."""

from collections.abc import Iterable

import msgspec

from besedka.events.staff import DepartmentAdded, OperatorAdded, OperatorStatusChanged
from besedka.kernel import audit
from besedka.kernel.ids import new_id
from besedka.kernel.records import Need, Tx
from besedka.staff.model import DEFAULT_CHAT_LIMIT, Department, EmailTaken, Operator, Role, Status
from besedka.staff.store import (
    DEPARTMENTS,
    OPERATORS,
    department_by_key,
    operator_by_email,
)


class AddDepartment(msgspec.Struct, frozen=True, kw_only=True):
    """Make a department, or find the one with this key; answers its id."""

    actor: str
    key: str
    names: dict[str, str]

    def needs(self) -> Iterable[Need]:
        yield department_by_key, self.key

    def run(self, tx: Tx) -> str:
        if known := tx.find(department_by_key, self.key):
            return known.id
        row = Department(new_id(), self.key, msgspec.json.encode(self.names).decode(), tx.now)
        tx.add(DEPARTMENTS, row)
        tx.happened(DepartmentAdded(subject=row.id, actor=self.actor, at=tx.now))
        audit.note(tx, self.actor, "department.added", row.id)
        return row.id


class AddOperator(msgspec.Struct, frozen=True, kw_only=True):
    """Make a member of staff; answers the id. The password comes hashed. Raises EmailTaken."""

    actor: str
    email: str
    name: str
    password_hash: str
    role: Role
    departments: tuple[str, ...]
    public_names: dict[str, str] = {}
    chat_limit: int = DEFAULT_CHAT_LIMIT

    def needs(self) -> Iterable[Need]:
        yield operator_by_email, self.email

    def run(self, tx: Tx) -> str:
        if tx.find(operator_by_email, self.email):
            raise EmailTaken(f"Expected an e-mail that nobody here has, got {self.email}.")
        row = Operator(
            id=new_id(), version=1, email=self.email, name=self.name,
            public_names=msgspec.json.encode(self.public_names).decode(), password_hash=self.password_hash,
            role=self.role, chat_limit=self.chat_limit, load=0, status=Status.OFFLINE, status_reason=None,
            departments=msgspec.json.encode(self.departments).decode(), disabled_at=None, created_at=tx.now,
        )  # fmt: skip
        tx.add(OPERATORS, row)
        tx.happened(OperatorAdded(subject=row.id, actor=self.actor, at=tx.now, role=self.role))
        audit.note(tx, self.actor, "operator.added", row.id, self.role)
        return row.id


def set_status(tx: Tx, operator: Operator, status: Status, reason: str | None, by: str) -> Operator:
    """Change whether new conversations may come; the same status again changes nothing."""
    if operator.status == status and operator.status_reason == reason:
        return operator
    mine = tx.edit(OPERATORS, operator)
    was, mine.status, mine.status_reason = mine.status, status, reason
    mine.version += 1
    tx.happened(OperatorStatusChanged(subject=mine.id, actor=by, at=tx.now, status=status, was=was))
    return mine
