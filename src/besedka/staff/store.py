"""SQL of the staff room."""

from collections.abc import Sequence

import sqlalchemy as sa

from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Many, Records
from besedka.staff import tables
from besedka.staff.model import (
    SESSION_IDLE_MS,
    SESSION_MAX_MS,
    Attempts,
    Calendar,
    Department,
    Handover,
    Invitation,
    InvitationOver,
    NoSuchDepartment,
    NoSuchOperator,
    NoSuchPhoto,
    NoSuchSession,
    Operator,
    Photo,
    SessionRow,
    StreamTicket,
)

PHOTOS = Records(Photo, tables.photos, rank=39, changing=())
TICKETS = Records(StreamTicket, tables.stream_tickets, rank=38, changing=("used_at",))
INVITATIONS = Records(Invitation, tables.invitations, rank=37, changing=("used_at", "revoked_at"))
OPERATORS = Records(
    Operator,
    tables.operators,
    rank=40,
    kept=True,
    changing=(
        "version", "email", "name", "public_names", "password_hash", "role", "chat_limit", "load", "status",
        "status_reason", "departments", "disabled_at", "status_since", "problems", "vanished_at", "photo", "status_by",
        "edition",
    ),
)  # fmt: skip
DEPARTMENTS = Records(Department, tables.departments, rank=41, changing=("names", "version", "calendar", "settings"))
TOLD = Records(Department, tables.departments, rank=44, changing=(), locked=False)
SESSIONS = Records(SessionRow, tables.sessions, rank=42, changing=("last_seen_at", "ended_at"))
ATTEMPTS = Records(Attempts, tables.sign_in_attempts, rank=43, changing=("failures", "last_at"))
HANDOVERS = Records(Handover, tables.handovers, rank=46, changing=(), locked=False)
CALENDARS = Records(Calendar, tables.calendars, rank=44, changing=())

photo_by_hash = Lookup(PHOTOS, "hash", missing=NoSuchPhoto)
ticket_by_hash = Lookup(TICKETS, "token_hash")
invitation_by_hash = Lookup(INVITATIONS, "token_hash", missing=InvitationOver)
open_invitations = Many(
    INVITATIONS,
    "operator_id",
    key=lambda row: row.operator_id if row.used_at is None and row.revoked_at is None else None,
    where="used_at IS NULL AND revoked_at IS NULL",
)
operator_by_id = Lookup(OPERATORS, "id", missing=NoSuchOperator)
operator_by_email = Lookup(OPERATORS, "email", missing=NoSuchOperator)
operators_with_role = Many(
    OPERATORS,
    "role",
    key=lambda operator: operator.role if operator.disabled_at is None else None,
    where="disabled_at IS NULL",
)
department_by_id = Lookup(DEPARTMENTS, "id", missing=NoSuchDepartment)
department_by_key = Lookup(DEPARTMENTS, "key", missing=NoSuchDepartment)
told_department = Lookup(TOLD, "id", missing=NoSuchDepartment)
"""A department to read its settings: without a lock, so that nobody waits for a colleague of the same department."""
session_by_id = Lookup(SESSIONS, "id", missing=NoSuchSession)
open_sessions = Many(
    SESSIONS,
    "operator_id",
    key=lambda session: session.operator_id if session.ended_at is None else None,
    where="ended_at IS NULL",
)
attempts_of = Lookup(ATTEMPTS, "key")

_OLD_ATTEMPTS_MS = 24 * 3600 * 1000
_OLD_SESSIONS_MS = 90 * _OLD_ATTEMPTS_MS


def photo(bulk: Bulk, name: str) -> bytes:
    """The bytes of a photo; raises NoSuchPhoto."""
    found = PHOTOS.all(bulk, tables.photos.c.hash == name)
    if not found:
        raise NoSuchPhoto
    return found[0].content


def operators_by_ids(bulk: Bulk, ids: Sequence[str]) -> list[Operator]:
    """Those of the operators that exist."""
    return [Operator(*row) for row in bulk.matching(tables.operators, [(("id",), "", [list(ids)])], lock=False)]


def all_operators(bulk: Bulk) -> list[Operator]:
    """Everybody who may sign in, by name."""
    return OPERATORS.all(bulk, tables.operators.c.disabled_at.is_(None), tables.operators.c.name)


def everybody(bulk: Bulk) -> list[Operator]:
    """All operators, the disabled ones too, by name."""
    return OPERATORS.all(bulk, True, tables.operators.c.name, tables.operators.c.id)


def all_departments(bulk: Bulk) -> list[Department]:
    """Every department, oldest first."""
    return DEPARTMENTS.all(bulk, True, tables.departments.c.created_at, tables.departments.c.id)


def departments_by_ids(bulk: Bulk, ids: Sequence[str]) -> list[Department]:
    """Those of the departments that exist."""
    return [Department(*row) for row in bulk.matching(tables.departments, [(("id",), "", [list(ids)])], lock=False)]


def all_calendars(bulk: Bulk) -> list[Calendar]:
    """Every version of everybody's hours."""
    return CALENDARS.all(bulk)


def latest_handover(bulk: Bulk, department_id: str) -> Handover | None:
    """The last note that a shift left for this department."""
    t = tables.handovers
    query = sa.select(t).where(t.c.department_id == department_id).order_by(t.c.id.desc()).limit(1)
    row = bulk.execute(query).fetchone()
    return Handover(*tuple(row)) if row else None


def signing_in(bulk: Bulk, email: str, since: int) -> tuple[Operator | None, set[str]]:
    """Who signs in with this e-mail, and from which addresses that was done after `since`."""
    sessions = tables.sessions.c
    found = OPERATORS.all(bulk, tables.operators.c.email == email)
    own = sa.and_(sessions.operator_id == (found[0].id if found else ""), sessions.created_at > since)
    addresses = {row.address for row in bulk.execute(sa.select(sessions.address).distinct().where(own))}
    return (found[0] if found else None), addresses


def live_session(bulk: Bulk, token_hash: str, now: int) -> tuple[SessionRow, Operator] | None:
    """An open sign-in and whose it is, by its token."""
    return _live(bulk, tables.sessions.c.token_hash == token_hash, now)


def invited(bulk: Bulk, token_hash: str, now: int) -> tuple[Invitation, Operator] | None:
    """An open invitation and whose it is, by its token."""
    found = INVITATIONS.all(bulk, tables.invitations.c.token_hash == token_hash)
    if not found or not found[0].is_open(now):
        return None
    whose = OPERATORS.all(bulk, tables.operators.c.id == found[0].operator_id)
    return (found[0], whose[0]) if whose and not whose[0].is_disabled else None


def session_with_id(bulk: Bulk, session_id: str, now: int) -> tuple[SessionRow, Operator] | None:
    """An open sign-in and whose it is."""
    return _live(bulk, tables.sessions.c.id == session_id, now)


def _live(bulk: Bulk, where: sa.ColumnElement[bool], now: int) -> tuple[SessionRow, Operator] | None:
    found = SESSIONS.all(bulk, where)
    if not found or not found[0].is_live(now):
        return None
    owners = OPERATORS.all(bulk, tables.operators.c.id == found[0].operator_id)
    return (found[0], owners[0]) if owners and not owners[0].is_disabled else None


def sessions_of(bulk: Bulk, operator_id: str, now: int) -> list[SessionRow]:
    """Open sign-ins of one operator, the latest used first."""
    t = tables.sessions.c
    found = SESSIONS.all(bulk, sa.and_(t.operator_id == operator_id, t.ended_at.is_(None)), t.last_seen_at.desc(), t.id)
    return [session for session in found if session.is_live(now)]


def outlived_sessions(bulk: Bulk, now: int, limit: int = 100) -> list[SessionRow]:
    """Open sign-ins whose time is over."""
    t = tables.sessions.c
    is_over = sa.or_(t.last_seen_at <= now - SESSION_IDLE_MS, t.created_at <= now - SESSION_MAX_MS)
    return SESSIONS.all(bulk, sa.and_(t.ended_at.is_(None), is_over), t.id)[:limit]


def forget_old(bulk: Bulk, now: int) -> int:
    """Drop tickets that are over, failed sign-ins of yesterday, sessions and invitations that ended long ago and photos
    that nobody has any more; returns how many.
    """
    tickets, attempts = tables.stream_tickets, tables.sign_in_attempts
    sessions, invitations = tables.sessions, tables.invitations
    photos, worn = tables.photos, sa.select(tables.operators.c.photo).where(tables.operators.c.photo.is_not(None))
    return sum(
        bulk.execute(table.delete().where(is_old)).rowcount
        for table, is_old in (
            (tickets, tickets.c.expires_at < now),
            (attempts, attempts.c.last_at < now - _OLD_ATTEMPTS_MS),
            (sessions, sessions.c.ended_at < now - _OLD_SESSIONS_MS),
            (photos, sa.and_(photos.c.added_at < now - _OLD_ATTEMPTS_MS, photos.c.hash.not_in(worn))),
            (invitations, invitations.c.expires_at < now - _OLD_SESSIONS_MS),
        )
    )
