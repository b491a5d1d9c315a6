"""A job: one action on many conversations, each in a transaction of its own."""

from enum import StrEnum

import msgspec

from besedka.kernel.errors import Conflict, Invalid, NotFound

ITEMS_MAX = 5_000
UNDO_MS = 24 * 3600 * 1000


class NoSuchJob(NotFound):
    """There is no such job, or it is not yours."""


class NothingToDo(Invalid):
    """No conversation was found for this."""


class TooMuchAtOnce(Invalid):
    """These are too many conversations for one job."""


class CannotUndo(Conflict):
    """This job cannot be undone."""


class JobState(StrEnum):
    """How far it is."""

    RUNNING = "running"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"


class ItemState(StrEnum):
    """How far one conversation is. `failed`: refused, and the reason is kept; `stuck`: could not be undone."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    UNDONE = "undone"
    STUCK = "stuck"


class _Action(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", forbid_unknown_fields=True):
    pass


class Transfer(_Action, frozen=True, kw_only=True, tag="transfer"):
    """To an operator, or into the line of a department (and lane)."""

    operator_id: str | None = None
    department_id: str | None = None
    lane_id: str | None = None


class Tag(_Action, frozen=True, kw_only=True, tag="tag"):
    """More tags."""

    add: tuple[str, ...]


class SetTopic(_Action, frozen=True, kw_only=True, tag="topic"):
    """What they are about."""

    topic_id: str | None


class Park(_Action, frozen=True, tag="park"):
    """The customers' turn."""


class Answer(_Action, frozen=True, kw_only=True, tag="answer"):
    """One text to each customer."""

    text: str


class Close(_Action, frozen=True, kw_only=True, tag="close"):
    """End them."""

    topic_id: str | None = None


Action = Transfer | Tag | SetTopic | Park | Answer | Close


class Job(msgspec.Struct):
    """`action` is JSON of an Action. `done` counts what has been done, less what was undone or could not be."""

    id: str
    operator_id: str
    action: str
    state: str
    total: int
    done: int
    failed: int
    created_at: int
    changed_at: int

    @property
    def what(self) -> Action:
        """The action."""
        return msgspec.json.decode(self.action, type=Action)  # type: ignore[no-any-return]

    def require_undo(self, now: int) -> None:
        """Raises CannotUndo."""
        if self.state != JobState.DONE:
            raise CannotUndo(f"Expected a job that is done, this one is {self.state}.")
        if now - self.created_at >= UNDO_MS:
            raise CannotUndo("Expected a job of the last 24 hours.")


class Item(msgspec.Struct):
    """One conversation of a job. `before` is JSON of how it stood, for the undo; `code` is that of a refusal."""

    job_id: str
    conversation_id: str
    state: str
    before: str
    code: str | None


class Problem(msgspec.Struct, frozen=True):
    """How many were refused for the same reason."""

    code: str
    count: int
