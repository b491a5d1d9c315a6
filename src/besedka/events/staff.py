"""What happens to operators. `subject` is the operator's id."""

from besedka.kernel.eventlog import Event


class OperatorAdded(Event, frozen=True, kw_only=True):
    """A member of staff exists."""

    role: str


class OperatorChanged(Event, frozen=True, kw_only=True):
    """Role, limit, departments or names changed; `fields` names which."""

    fields: list[str]


class OperatorStatusChanged(Event, frozen=True, kw_only=True):
    """Online, away and so on.."""

    status: str
    was: str


class OperatorDisabled(Event, frozen=True, kw_only=True):
    """May not sign in any more; every session and stream ends."""


class SessionRevoked(Event, frozen=True, kw_only=True):
    """One sign-in ended; its streams end within five seconds."""

    session_id: str


class DepartmentAdded(Event, frozen=True, kw_only=True):
    """A group that owns a queue. `subject` is the department's id."""
