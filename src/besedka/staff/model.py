"""Operators, departments and sign-ins."""

from enum import StrEnum

import msgspec

from besedka.kernel.errors import Conflict, Forbidden, Invalid, NotFound, TooMany, Unauthenticated

DEFAULT_CHAT_LIMIT = 4


class Role(StrEnum):
    """What a member of staff may do: answer; also see and arrange everything; also change settings."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Status(StrEnum):
    """Whether new conversations may come. Only `online` takes them."""

    ONLINE = "online"
    AWAY = "away"
    INVISIBLE = "invisible"
    AFTER_CALL = "after_call"
    FINISHING = "finishing"
    OFFLINE = "offline"


class NoSuchOperator(NotFound):
    """There is no such operator."""


class NoSuchDepartment(NotFound):
    """There is no such department."""


class NoSuchSession(NotFound):
    """There is no such session, or it is not yours."""


class WrongCredentials(Unauthenticated):
    """E-mail or password is wrong."""


class SignedOut(Unauthenticated):
    """Nobody is signed in here."""


class TooManySignIns(TooMany):
    """Too many attempts to sign in."""


class NeedsRole(Forbidden):
    """Your role does not allow this."""


class EmailTaken(Conflict):
    """An operator with this e-mail exists."""


class WeakPassword(Invalid):
    """This password is too short."""


class LimitReached(Conflict):
    """This operator has as many active conversations as the limit allows."""


class Operator(msgspec.Struct):
    """A member of staff who answers. `load` counts active conversations, guarded by this row's lock.

    `public_names` is JSON {language: name}, `departments` JSON [ids].
    """

    id: str
    version: int
    email: str
    name: str
    public_names: str
    password_hash: str
    role: str
    chat_limit: int
    load: int
    status: str
    status_reason: str | None
    departments: str
    disabled_at: int | None
    created_at: int

    @property
    def department_ids(self) -> list[str]:
        """Departments this operator answers for."""
        return msgspec.json.decode(self.departments, type=list[str])

    @property
    def sees_everything(self) -> bool:
        """Supervisors and admins see every department."""
        return self.role in (Role.SUPERVISOR, Role.ADMIN)

    @property
    def is_disabled(self) -> bool:
        """May not sign in."""
        return self.disabled_at is not None

    def may_see(self, department_id: str) -> bool:
        """Whether conversations of this department are visible."""
        return self.sees_everything or department_id in self.department_ids

    @property
    def public_name(self) -> str:
        """The name that customers read."""
        names: dict[str, str] = msgspec.json.decode(self.public_names)
        return names.get("en") or self.name

    def take_slot(self) -> None:
        """One more active conversation; raises LimitReached. The row must be locked and edited."""
        if self.load >= self.chat_limit:
            raise LimitReached(
                f"Expected fewer than {self.chat_limit} active conversations, {self.name} has {self.load}. "
                "Close or park one first."
            )
        self.load += 1
        self.version += 1

    def free_slot(self) -> None:
        """One active conversation less."""
        self.load = max(0, self.load - 1)
        self.version += 1


class Department(msgspec.Struct):
    """A group that owns a queue. `names` is JSON {language: name}."""

    id: str
    key: str
    names: str
    created_at: int


class SessionRow(msgspec.Struct):
    """A sign-in of one browser. The token is stored hashed; `csrf` must come back in a header."""

    id: str
    token_hash: str
    operator_id: str
    csrf: str
    user_agent: str
    address: str
    created_at: int
    last_seen_at: int
    ended_at: int | None


class Attempts(msgspec.Struct):
    """Failed sign-ins of one account or one address since `since`."""

    key: str
    failures: int
    since: int
