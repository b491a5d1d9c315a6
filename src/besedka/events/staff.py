"""What happens to operators. `subject` is the operator's id."""

from besedka.kernel.eventlog import Event


class OperatorAdded(Event, frozen=True, kw_only=True):
    """A member of staff exists, with a limit of active conversations."""

    role: str
    limit: int = 4


class OperatorChanged(Event, frozen=True, kw_only=True):
    """Role, limit, departments or names changed; `fields` names which."""

    fields: list[str]


class OperatorStatusChanged(Event, frozen=True, kw_only=True):
    """Online, away and so on. The actor is somebody else when a supervisor or a timer did it."""

    status: str
    was: str


class OperatorDisabled(Event, frozen=True, kw_only=True):
    """May not sign in any more; every session and stream ends."""


class SessionRevoked(Event, frozen=True, kw_only=True):
    """One sign-in ended; its streams end within five seconds."""

    session_id: str


class DepartmentAdded(Event, frozen=True, kw_only=True):
    """A group that owns a queue. `subject` is the department's id."""


class ChatLimitChanged(Event, frozen=True, kw_only=True):
    """Another limit of active conversations. Nobody is moved."""

    limit: int
    was: int


class OperatorVanished(Event, frozen=True, kw_only=True):
    """No stream of this operator gave a sign for 60 s; the last one came at `seen_at`. Not assigned until back."""

    seen_at: int


class OperatorReturned(Event, frozen=True, kw_only=True):
    """Signs come again."""


class ReachChanged(Event, frozen=True, kw_only=True):
    """Whether this operator notices a new conversation. `problems`: `sound`, `notifications`, `socket`, `clock`,
    `throttled`.
    """

    is_reachable: bool
    problems: list[str]


class OperatorAlarmed(Event, frozen=True, kw_only=True):
    """The second alarm: a conversation waits for this operator, who does not react. `way`: `push`."""

    conversation_id: str
    way: str


class DepartmentChanged(Event, frozen=True, kw_only=True):
    """Names or settings changed; `fields` names which. `calendar` is the version of its hours."""

    fields: list[str]
    calendar: int


class DepartmentOpened(Event, frozen=True, kw_only=True):
    """It opened by its hours, at `due_at`."""

    due_at: int


class DepartmentClosed(Event, frozen=True, kw_only=True):
    """It closed by its hours, at `due_at`."""

    due_at: int
