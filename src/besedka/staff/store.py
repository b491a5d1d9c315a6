"""SQL of the staff room."""

from collections.abc import Sequence

import sqlalchemy as sa

from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Records
from besedka.staff import tables
from besedka.staff.model import (
    Attempts,
    Department,
    NoSuchDepartment,
    NoSuchOperator,
    NoSuchSession,
    Operator,
    SessionRow,
)

OPERATORS = Records(
    Operator,
    tables.operators,
    rank=40,
    changing=(
        "version", "email", "name", "public_names", "password_hash", "role", "chat_limit", "load", "status",
        "status_reason", "departments", "disabled_at",
    ),
)  # fmt: skip
DEPARTMENTS = Records(Department, tables.departments, rank=41, changing=("names",))
SESSIONS = Records(SessionRow, tables.sessions, rank=42, changing=("last_seen_at", "ended_at"))
ATTEMPTS = Records(Attempts, tables.sign_in_attempts, rank=43, changing=("failures", "since"))

operator_by_id = Lookup(OPERATORS, "id", missing=NoSuchOperator)
operator_by_email = Lookup(OPERATORS, "email", missing=NoSuchOperator)
department_by_id = Lookup(DEPARTMENTS, "id", missing=NoSuchDepartment)
department_by_key = Lookup(DEPARTMENTS, "key", missing=NoSuchDepartment)
session_by_id = Lookup(SESSIONS, "id", missing=NoSuchSession)
attempts_of = Lookup(ATTEMPTS, "key")


def operators_by_ids(bulk: Bulk, ids: Sequence[str]) -> list[Operator]:
    """Those of the operators that exist."""
    return [Operator(*row) for row in bulk.matching(tables.operators, [(("id",), "", [list(ids)])], lock=False)]


def all_operators(bulk: Bulk) -> list[Operator]:
    """Everybody who may sign in, by name."""
    return OPERATORS.all(bulk, tables.operators.c.disabled_at.is_(None), tables.operators.c.name)


def all_departments(bulk: Bulk) -> list[Department]:
    """Every department, oldest first."""
    return DEPARTMENTS.all(bulk, True, tables.departments.c.created_at)


def operator_with_email(bulk: Bulk, email: str) -> Operator | None:
    """The operator who signs in with this address."""
    found = OPERATORS.all(bulk, tables.operators.c.email == email)
    return found[0] if found else None


def live_session(bulk: Bulk, token_hash: str) -> tuple[SessionRow, Operator] | None:
    """An open sign-in and whose it is."""
    sessions, operators = tables.sessions, tables.operators
    found = SESSIONS.all(bulk, sa.and_(sessions.c.token_hash == token_hash, sessions.c.ended_at.is_(None)))
    if not found:
        return None
    owners = OPERATORS.all(bulk, operators.c.id == found[0].operator_id)
    return (found[0], owners[0]) if owners and not owners[0].is_disabled else None


def sessions_of(bulk: Bulk, operator_id: str) -> list[SessionRow]:
    """Open sign-ins of one operator, the latest first."""
    t = tables.sessions.c
    return SESSIONS.all(bulk, sa.and_(t.operator_id == operator_id, t.ended_at.is_(None)), t.last_seen_at.desc())


def attempts(bulk: Bulk, keys: Sequence[str]) -> list[Attempts]:
    """Failed sign-ins under these keys."""
    return ATTEMPTS.all(bulk, tables.sign_in_attempts.c.key.in_(keys))
