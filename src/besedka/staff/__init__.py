"""Operators, departments, sign-in.

`SignIns` is what doors use for sessions, tickets and passwords; everything else that changes something is a command for
the writer. Commands of admins are wrapped in `AsAdmin(operator_id, command)`, which looks at the role under the lock.
"""

from besedka.staff.model import (
    SESSION_MAX_MS,
    BadTicket,
    Department,
    LimitReached,
    NeedsRole,
    NoSuchDepartment,
    NoSuchOperator,
    Operator,
    Role,
    SessionRow,
    SignedOut,
    Status,
    TooManySignIns,
    WrongCredentials,
    checked_reason,
)
from besedka.staff.passwords import Passwords
from besedka.staff.service.people import (
    AddDepartment,
    AddOperator,
    AsAdmin,
    ChangeOperator,
    ChangePassword,
    DisableOperator,
    EnableOperator,
)
from besedka.staff.service.sessions import Caller
from besedka.staff.service.status import SetStatus, set_status
from besedka.staff.settings import Topic
from besedka.staff.signin import SignedIn, SignIns
from besedka.staff.store import (
    OPERATORS,
    all_departments,
    all_operators,
    departments_by_ids,
    everybody,
    operator_by_id,
    operators_by_ids,
    told_department,
)

__all__ = [
    "OPERATORS",
    "SESSION_MAX_MS",
    "AddDepartment",
    "AddOperator",
    "AsAdmin",
    "BadTicket",
    "Caller",
    "ChangeOperator",
    "ChangePassword",
    "Department",
    "DisableOperator",
    "EnableOperator",
    "LimitReached",
    "NeedsRole",
    "NoSuchDepartment",
    "NoSuchOperator",
    "Operator",
    "Passwords",
    "Role",
    "SessionRow",
    "SetStatus",
    "SignIns",
    "SignedIn",
    "SignedOut",
    "Status",
    "TooManySignIns",
    "Topic",
    "WrongCredentials",
    "all_departments",
    "all_operators",
    "checked_reason",
    "departments_by_ids",
    "everybody",
    "operator_by_id",
    "operators_by_ids",
    "set_status",
    "told_department",
]
