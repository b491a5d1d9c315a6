"""Operators, departments, sign-in."""

from besedka.staff.model import (
    Department,
    LimitReached,
    NeedsRole,
    NoSuchOperator,
    Operator,
    Role,
    SessionRow,
    SignedOut,
    Status,
    WrongCredentials,
)
from besedka.staff.service import AddDepartment, AddOperator, set_status
from besedka.staff.store import (
    OPERATORS,
    all_departments,
    all_operators,
    operator_by_id,
    operators_by_ids,
)

__all__ = [
    "OPERATORS",
    "AddDepartment",
    "AddOperator",
    "Department",
    "LimitReached",
    "NeedsRole",
    "NoSuchOperator",
    "Operator",
    "Role",
    "SessionRow",
    "SignedOut",
    "Status",
    "WrongCredentials",
    "all_departments",
    "all_operators",
    "operator_by_id",
    "operators_by_ids",
    "set_status",
]
