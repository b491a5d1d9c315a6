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
    NoSuchOperator,
    Operator,
    Role,
    SessionRow,
    SignedOut,
    Status,
    TooManySignIns,
    WrongCredentials,
)
from besedka.staff.passwords import Passwords
from besedka.staff.photos import BYTES_MAX, MEDIA_TYPE, portrait
from besedka.staff.presence import Finishing, Interval, look_after, presence_log
from besedka.staff.service.people import (
    AddDepartment,
    AddOperator,
    AsAdmin,
    ChangeOperator,
    ChangePassword,
    DisableOperator,
    EnableOperator,
)
from besedka.staff.service.photo import SetPhoto
from besedka.staff.service.reach import Alarm, Look, Reach
from besedka.staff.service.sessions import Caller
from besedka.staff.service.status import Finish, SetStatus, set_status
from besedka.staff.signin import SignedIn, SignIns
from besedka.staff.store import (
    OPERATORS,
    all_departments,
    all_operators,
    everybody,
    operator_by_id,
    operators_by_ids,
    photo,
)

__all__ = [
    "BYTES_MAX",
    "MEDIA_TYPE",
    "OPERATORS",
    "SESSION_MAX_MS",
    "AddDepartment",
    "AddOperator",
    "Alarm",
    "AsAdmin",
    "BadTicket",
    "Caller",
    "ChangeOperator",
    "ChangePassword",
    "Department",
    "DisableOperator",
    "EnableOperator",
    "Finish",
    "Finishing",
    "Interval",
    "LimitReached",
    "Look",
    "NeedsRole",
    "NoSuchOperator",
    "Operator",
    "Passwords",
    "Reach",
    "Role",
    "SessionRow",
    "SetPhoto",
    "SetStatus",
    "SignIns",
    "SignedIn",
    "SignedOut",
    "Status",
    "TooManySignIns",
    "WrongCredentials",
    "all_departments",
    "all_operators",
    "everybody",
    "look_after",
    "operator_by_id",
    "operators_by_ids",
    "photo",
    "portrait",
    "presence_log",
    "set_status",
]
