"""Operators, departments and sign-ins."""

from enum import StrEnum
from typing import Any

import msgspec

from besedka.kernel.errors import Conflict, Forbidden, Invalid, NotFound, TooMany, Unauthenticated
from besedka.staff import settings
from besedka.staff.settings import DepartmentSettings

DEFAULT_CHAT_LIMIT = 4
PASSWORD_LENGTHS = (10, 256)

_DAY_MS = 24 * 3600 * 1000
SESSION_IDLE_MS = 14 * _DAY_MS
SESSION_MAX_MS = 30 * _DAY_MS
TICKET_MS = 30_000
INVITATION_MS = 3 * _DAY_MS


class Role(StrEnum):
    """What a member of staff may do: answer; also see and arrange everything; also change settings."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


_ORDER = (Role.OPERATOR, Role.SUPERVISOR, Role.ADMIN)


class Status(StrEnum):
    """Whether new conversations may come. Only `online` takes them."""

    ONLINE = "online"
    AWAY = "away"
    INVISIBLE = "invisible"
    AFTER_CALL = "after_call"
    FINISHING = "finishing"
    OFFLINE = "offline"


class Problem(StrEnum):
    """Why a new conversation would not be noticed by an operator."""

    SOUND = "sound"
    NOTIFICATIONS = "notifications"
    SOCKET = "socket"
    CLOCK = "clock"
    THROTTLED = "throttled"


class NoSuchOperator(NotFound):
    """There is no such operator."""


class NoSuchDepartment(NotFound):
    """There is no such department."""


class NoSuchSession(NotFound):
    """There is no such session, or it is not yours."""


class InvitationOver(NotFound):
    """This invitation was used, taken back or replaced, is older than three days, or never existed."""


class UnknownDepartment(Invalid):
    """One of the departments does not exist."""


class BadName(Invalid):
    """This cannot be a name."""


class BadKey(Invalid):
    """This cannot be a key."""


class BadEmail(Invalid):
    """This is not an e-mail address."""


class BadReason(Invalid):
    """This cannot be the reason of a status."""


class BadProblem(Invalid):
    """This is not a reason for not noticing a new conversation."""


class BadPhoto(Invalid):
    """This cannot be a photo."""


class NoSuchPhoto(NotFound):
    """There is no such photo."""


class BadChatLimit(Invalid):
    """This cannot be a limit of conversations."""


class BadHandover(Invalid):
    """This cannot be the note of a shift."""


class WeakPassword(Invalid):
    """This password is too easy to guess."""


class UnknownZone(Invalid):
    """There is no such time zone."""


class BadHours(Invalid):
    """These cannot be working hours."""


class BadLanes(Invalid):
    """These cannot be the lanes of a department."""


class BadTopics(Invalid):
    """These cannot be the topics of a department."""


class BadGiving(Invalid):
    """Conversations cannot be given out like this."""


class WrongCredentials(Unauthenticated):
    """E-mail or password is wrong."""


class SignedOut(Unauthenticated):
    """Nobody is signed in here."""


class BadTicket(Unauthenticated):
    """This ticket was used, is too old, or never existed."""


class TooManySignIns(TooMany):
    """Too many attempts to sign in."""


class NeedsRole(Forbidden):
    """Your role does not allow this."""


class WrongPassword(Forbidden):
    """The present password is wrong."""


class EmailTaken(Conflict):
    """An operator with this e-mail exists."""


class LastAdmin(Conflict):
    """Nobody else could change settings any more."""


class LimitReached(Conflict):
    """This operator has as many active conversations as the limit allows."""


class Operator(msgspec.Struct):
    """A member of staff who answers. `load` counts active conversations, guarded by this row's lock.

    `public_names` is JSON {language: name}, `departments` JSON [ids], `problems` JSON [words]: why a new conversation
    would not be noticed. `vanished_at`: the last sign of life, when there was none for too long. `photo` names it.
    `status_by`: who set the status, if somebody else did. `version` counts every change, `edition` those of what admins
    set.
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
    status_since: int = 0
    problems: str = "[]"
    vanished_at: int | None = None
    photo: str | None = None
    status_by: str | None = None
    edition: int = 1

    @property
    def is_available(self) -> bool:
        """Whether routing may give new conversations: online, with a sign of life, and able to notice them."""
        is_here = self.status == Status.ONLINE and self.disabled_at is None
        return is_here and self.vanished_at is None and self.problems == "[]"

    @property
    def keeps_own(self) -> bool:
        """Whether customers of own parked conversations come back here: whatever the status, unless gone."""
        return self.status != Status.OFFLINE and self.disabled_at is None and self.vanished_at is None

    @property
    def has_room(self) -> bool:
        """Below the limit."""
        return self.load < self.chat_limit

    @property
    def has_finished(self) -> bool:
        """Wanted to end the present conversations and go, and has none left."""
        return self.status == Status.FINISHING and self.load == 0

    @property
    def department_ids(self) -> list[str]:
        """Departments this operator answers for."""
        return msgspec.json.decode(self.departments, type=list[str])

    @property
    def home(self) -> str | None:
        """The department into which a conversation from elsewhere comes, when it is given to this operator."""
        departments = self.department_ids
        return departments[0] if departments else None

    @property
    def sees_everything(self) -> bool:
        """Supervisors and admins see every department."""
        return self.role in (Role.SUPERVISOR, Role.ADMIN)

    @property
    def is_disabled(self) -> bool:
        """May not sign in."""
        return self.disabled_at is not None

    @property
    def shown(self) -> dict[str, Any]:
        """What the audit shows of a person: what admins set."""
        return {
            "name": self.name,
            "public_names": msgspec.json.decode(self.public_names),
            "role": str(self.role),
            "chat_limit": self.chat_limit,
            "departments": self.department_ids,
            "disabled": self.is_disabled,
        }

    def may_see(self, department_id: str) -> bool:
        """Whether conversations of this department are visible."""
        return self.sees_everything or department_id in self.department_ids

    def require_role(self, least: Role) -> None:
        """Raises NeedsRole unless the role is this one or a higher one."""
        if self.is_disabled or _ORDER.index(Role(self.role)) < _ORDER.index(least):
            raise NeedsRole(f"Expected the role {least}, yours is {self.role}. Ask an admin.")

    def public_name(self, language: str) -> str:
        """The name that customers read."""
        names: dict[str, str] = msgspec.json.decode(self.public_names)
        return names.get(language) or self.name

    def take_slot(self, *, anyway: bool = False, instead: str = "Close or park one first.") -> None:
        """One more active conversation; raises LimitReached, which says what to do `instead`, unless `anyway`.

        The row must be locked and edited.
        """
        if not (self.has_room or anyway):
            raise LimitReached(
                f"Expected fewer than {self.chat_limit} active conversations, {self.name} has {self.load}. {instead}"
            )
        self.load += 1
        self.version += 1

    def free_slot(self) -> None:
        """One active conversation less."""
        self.load = max(0, self.load - 1)
        self.version += 1


class Department(msgspec.Struct):
    """A group that owns a queue. `names` is JSON {language: name}; `calendar` counts the versions of its hours."""

    id: str
    key: str
    names: str
    created_at: int
    version: int = 1
    calendar: int = 1
    settings: str = "{}"

    @property
    def told(self) -> DepartmentSettings:
        """Its settings."""
        return settings.decode(self.settings)

    @property
    def shown(self) -> dict[str, Any]:
        """What the audit shows of it."""
        return {"names": msgspec.json.decode(self.names), "settings": msgspec.json.decode(self.settings)}


class Calendar(msgspec.Struct):
    """The hours of a department as they were from `since` on, until the next version. Figures name the version."""

    department_id: str
    version: int
    hours: str
    since: int


class Photo(msgspec.Struct):
    """A small picture, named by the hash of its bytes. Nothing in it comes from the file that somebody sent."""

    hash: str
    content: bytes
    added_at: int


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

    def is_live(self, now: int) -> bool:
        """Neither ended, nor unused for 14 days, nor older than 30."""
        idle, age = now - self.last_seen_at, now - self.created_at
        return self.ended_at is None and idle < SESSION_IDLE_MS and age < SESSION_MAX_MS


class Invitation(msgspec.Struct):
    """A link that sets a password, once, within three days. The token is stored hashed."""

    id: str
    token_hash: str
    operator_id: str
    created_at: int
    created_by: str
    expires_at: int
    used_at: int | None = None
    revoked_at: int | None = None

    def is_open(self, now: int) -> bool:
        """Neither used, nor taken back, nor too old."""
        return self.used_at is None and self.revoked_at is None and now < self.expires_at


class Handover(msgspec.Struct):
    """What an operator has left in writing for the colleagues of a department."""

    id: str
    department_id: str
    operator_id: str
    at: int
    text: str


class StreamTicket(msgspec.Struct):
    """Opens one stream for a session, once, within 30 seconds."""

    token_hash: str
    session_id: str
    operator_id: str
    expires_at: int
    used_at: int | None


class Attempts(msgspec.Struct):
    """Failed sign-ins of one account or one address in a row; `last_at` is the latest."""

    key: str
    failures: int
    last_at: int


def person(operator_id: str) -> str:
    """As presences name an operator."""
    return f"operator:{operator_id}"
