"""Operators, departments, sign-in.

`SignIns` is what doors use for sessions, tickets and passwords; everything else that changes something is a command for
the writer. Commands of admins are wrapped in `AsAdmin(operator_id, command)`, which looks at the role under the lock.
"""

from besedka.staff.checks import checked_settings, checked_zone
from besedka.staff.directory import Departments, Opening, opening
from besedka.staff.doorkeeper import Doorkeeper
from besedka.staff.fields import checked_reason
from besedka.staff.model import (
    SESSION_MAX_MS,
    BadTicket,
    Department,
    Handover,
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
)
from besedka.staff.passwords import Passwords
from besedka.staff.past import everybody_at, settings_at
from besedka.staff.photos import BYTES_MAX, MEDIA_TYPE, portrait
from besedka.staff.presence import AlarmBell, Finishing, Interval, look_after, presence_log
from besedka.staff.service.departments import AddDepartment, ChangeDepartment
from besedka.staff.service.handovers import LeaveHandover
from besedka.staff.service.invitations import RevokeInvitation
from besedka.staff.service.people import (
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
from besedka.staff.settings import DepartmentSettings, Giving, Hours, Lane, Overflow, Topic
from besedka.staff.signin import SignedIn, SignIns
from besedka.staff.store import (
    DEPARTMENTS,
    OPERATORS,
    all_departments,
    all_operators,
    departments_by_ids,
    everybody,
    latest_handover,
    operator_by_id,
    operators_by_ids,
    photo,
    told_department,
)

__all__ = [
    "BYTES_MAX",
    "DEPARTMENTS",
    "MEDIA_TYPE",
    "OPERATORS",
    "SESSION_MAX_MS",
    "AddDepartment",
    "AddOperator",
    "Alarm",
    "AlarmBell",
    "AsAdmin",
    "BadTicket",
    "Caller",
    "ChangeDepartment",
    "ChangeOperator",
    "ChangePassword",
    "Department",
    "DepartmentSettings",
    "Departments",
    "DisableOperator",
    "Doorkeeper",
    "EnableOperator",
    "Finish",
    "Finishing",
    "Giving",
    "Handover",
    "Hours",
    "Interval",
    "Lane",
    "LeaveHandover",
    "LimitReached",
    "Look",
    "NeedsRole",
    "NoSuchDepartment",
    "NoSuchOperator",
    "Opening",
    "Operator",
    "Overflow",
    "Passwords",
    "Reach",
    "RevokeInvitation",
    "Role",
    "SessionRow",
    "SetPhoto",
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
    "checked_settings",
    "checked_zone",
    "departments_by_ids",
    "everybody",
    "everybody_at",
    "latest_handover",
    "look_after",
    "opening",
    "operator_by_id",
    "operators_by_ids",
    "photo",
    "portrait",
    "presence_log",
    "set_status",
    "settings_at",
    "told_department",
]
