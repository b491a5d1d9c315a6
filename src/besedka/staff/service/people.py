"""Verbs on people: adding, changing, disabling, another password. `actor` is `kind:id`; see `AsAdmin` for who may."""

from collections.abc import Iterable

import msgspec
from msgspec import UNSET, UnsetType

from besedka.events.staff import ChatLimitChanged, OperatorAdded, OperatorChanged, OperatorDisabled
from besedka.kernel import audit
from besedka.kernel.ids import new_id
from besedka.kernel.records import Command, Need, Tx
from besedka.staff import fields
from besedka.staff.model import (
    DEFAULT_CHAT_LIMIT,
    EmailTaken,
    LastAdmin,
    Operator,
    Role,
    SessionRow,
    SignedOut,
    Status,
    UnknownDepartment,
    WrongCredentials,
)
from besedka.staff.service import sessions
from besedka.staff.service.sessions import Caller
from besedka.staff.store import (
    OPERATORS,
    attempts_of,
    department_by_id,
    open_sessions,
    operator_by_email,
    operator_by_id,
    operators_with_role,
)


class AsAdmin(msgspec.Struct, frozen=True):
    """Run another command, if this operator is an admin at that very moment. Raises SignedOut, NeedsRole."""

    operator_id: str
    command: Command

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield from self.command.needs()

    def run(self, tx: Tx) -> object:
        admin = tx.find(operator_by_id, self.operator_id)
        if admin is None or admin.is_disabled:
            raise SignedOut
        admin.require_role(Role.ADMIN)
        answer: object = self.command.run(tx)
        return answer


class AddOperator(msgspec.Struct, frozen=True, kw_only=True):
    """Make a member of staff; answers the id. The password comes hashed; without one an invitation sets it.

    Raises EmailTaken, BadEmail, BadName, BadChatLimit, UnknownDepartment.
    """

    actor: str
    email: str
    name: str
    role: Role
    departments: tuple[str, ...]
    password_hash: str = ""
    public_names: dict[str, str] = {}
    chat_limit: int = DEFAULT_CHAT_LIMIT

    def needs(self) -> Iterable[Need]:
        yield operator_by_email, fields.checked_email(self.email)
        for department in self.departments:
            yield department_by_id, department

    def run(self, tx: Tx) -> str:
        email = fields.checked_email(self.email)
        if tx.find(operator_by_email, email):
            raise EmailTaken(f"Expected an e-mail that nobody here has, got {email}.")
        row = Operator(
            id=new_id(), version=1, email=email, name=fields.checked_name(self.name),
            public_names=fields.checked_names(self.public_names), password_hash=self.password_hash, role=self.role,
            chat_limit=fields.checked_chat_limit(self.chat_limit), load=0, status=Status.OFFLINE, status_reason=None,
            departments=_departments(tx, self.departments), disabled_at=None, created_at=tx.now,
        )  # fmt: skip
        tx.add(OPERATORS, row)
        tx.happened(OperatorAdded(subject=row.id, actor=self.actor, at=tx.now, role=self.role, limit=row.chat_limit))
        audit.note(tx, self.actor, "operator.added", row.id, self.role)
        return row.id


class ChangeOperator(msgspec.Struct, frozen=True, kw_only=True):
    """Other names, role, limit or departments; what is not set stays. Answers the operator.

    `edition` is the one that was looked at before (None: whichever there is). Raises NoSuchOperator, BadName,
    BadChatLimit, UnknownDepartment, LastAdmin, OldVersion, ChangedSince.
    """

    actor: str
    operator_id: str
    name: str | UnsetType = UNSET
    public_names: dict[str, str] | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    chat_limit: int | UnsetType = UNSET
    departments: tuple[str, ...] | UnsetType = UNSET
    edition: int | None = None
    undo: audit.Undo | None = None

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield operators_with_role, Role.ADMIN.value
        for department in self.departments or ():
            yield department_by_id, department

    def run(self, tx: Tx) -> Operator:
        operator = tx.get(operator_by_id, self.operator_id)
        _require_undone(operator, self.undo)
        wanted = self._wanted(tx)
        differing = sorted(field for field, value in wanted.items() if getattr(operator, field) != value)
        audit.require_version(self.edition, operator.edition, differing)
        if not differing:
            return operator
        if "role" in differing:
            _require_another_admin(tx, operator)
        before, mine = operator.shown, tx.edit(OPERATORS, operator)
        was = mine.chat_limit
        for field in differing:
            setattr(mine, field, wanted[field])
        mine.version += 1
        mine.edition += 1
        tx.happened(OperatorChanged(subject=mine.id, actor=self.actor, at=tx.now, fields=differing))
        if mine.chat_limit != was:
            tx.happened(ChatLimitChanged(subject=mine.id, actor=self.actor, at=tx.now, limit=mine.chat_limit, was=was))
        audit.change(tx, self.actor, "operator.changed", mine.id, before, mine.shown, self.undo)
        return mine

    def _wanted(self, tx: Tx) -> dict[str, object]:
        wanted: dict[str, object] = {}
        if self.name is not UNSET:
            wanted["name"] = fields.checked_name(self.name)
        if self.public_names is not UNSET:
            wanted["public_names"] = fields.checked_names(self.public_names)
        if self.role is not UNSET:
            wanted["role"] = self.role.value
        if self.chat_limit is not UNSET:
            wanted["chat_limit"] = fields.checked_chat_limit(self.chat_limit)
        if self.departments is not UNSET:
            wanted["departments"] = _departments(tx, self.departments)
        return wanted


class DisableOperator(msgspec.Struct, frozen=True, kw_only=True):
    """Nobody signs in as this operator any more; every session and stream ends. Raises NoSuchOperator, LastAdmin."""

    actor: str
    operator_id: str
    undo: audit.Undo | None = None

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield operators_with_role, Role.ADMIN.value
        yield open_sessions, self.operator_id

    def run(self, tx: Tx) -> Operator:
        operator = tx.get(operator_by_id, self.operator_id)
        _require_undone(operator, self.undo)
        if operator.is_disabled:
            return operator
        _require_another_admin(tx, operator)
        before, mine = operator.shown, tx.edit(OPERATORS, operator)
        mine.disabled_at = tx.now
        mine.version += 1
        sessions.end(tx, mine, tx.all(open_sessions, mine.id), self.actor)
        tx.happened(OperatorDisabled(subject=mine.id, actor=self.actor, at=tx.now))
        audit.change(tx, self.actor, "operator.disabled", mine.id, before, mine.shown, self.undo)
        return mine


class EnableOperator(msgspec.Struct, frozen=True, kw_only=True):
    """Undo of disabling: may sign in again. Raises NoSuchOperator."""

    actor: str
    operator_id: str
    undo: audit.Undo | None = None

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id

    def run(self, tx: Tx) -> Operator:
        operator = tx.get(operator_by_id, self.operator_id)
        _require_undone(operator, self.undo)
        if not operator.is_disabled:
            return operator
        before, mine = operator.shown, tx.edit(OPERATORS, operator)
        mine.disabled_at = None
        mine.version += 1
        tx.happened(OperatorChanged(subject=mine.id, actor=self.actor, at=tx.now, fields=["disabled_at"]))
        audit.change(tx, self.actor, "operator.enabled", mine.id, before, mine.shown, self.undo)
        return mine


class ChangePassword(msgspec.Struct, frozen=True, kw_only=True):
    """Another password; every session ends, and whoever asked for it gets a new one. Answers (session, operator).

    `verified` is the stored hash that the present password was compared with (None: an admin does it).
    `token_hash` is that of the new session's token (None: no new session, and the answer's session is None).
    """

    actor: str
    operator_id: str
    password_hash: str
    verified: str | None = None
    token_hash: str | None = None
    caller: Caller = Caller("", "")
    attempts: tuple[str, ...] = ()

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield open_sessions, self.operator_id
        for key in self.attempts:
            yield attempts_of, key

    def run(self, tx: Tx) -> tuple[SessionRow | None, Operator]:
        """Raises NoSuchOperator, WrongCredentials."""
        operator = tx.get(operator_by_id, self.operator_id)
        if self.verified is not None and (operator.is_disabled or operator.password_hash != self.verified):
            raise WrongCredentials
        sessions.take_back(tx, self.attempts)
        mine = tx.edit(OPERATORS, operator)
        mine.password_hash = self.password_hash
        audit.note(tx, self.actor, "operator.password_changed", mine.id)
        old = tx.all(open_sessions, mine.id)
        session = sessions.begin(tx, mine, self.token_hash, self.caller) if self.token_hash else None
        sessions.end(tx, mine, old, self.actor)
        return session, mine


def _require_undone(operator: Operator, undo: audit.Undo | None) -> None:
    if undo:
        undo.require(operator.shown)


def _departments(tx: Tx, ids: tuple[str, ...]) -> str:
    for department in ids:
        if tx.find(department_by_id, department) is None:
            raise UnknownDepartment(f"Expected ids of departments, got {department[:60]!r}.")
    return msgspec.json.encode(list(dict.fromkeys(ids))).decode()


def _require_another_admin(tx: Tx, operator: Operator) -> None:
    others = [admin for admin in tx.all(operators_with_role, Role.ADMIN.value) if admin.id != operator.id]
    if operator.role == Role.ADMIN and not operator.is_disabled and not others:
        raise LastAdmin("Expected another admin beside this one. Make somebody else an admin first.")
