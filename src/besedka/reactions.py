"""What follows from what: the one table of durable followers and the events they react to."""

from besedka.events.conversations import (
    ConversationAssigned,
    ConversationClosed,
    ConversationParked,
    ConversationQueued,
    ConversationRanked,
    ConversationReleased,
    ConversationResumed,
    ConversationSnoozed,
    ConversationTransferred,
    ReplyPosted,
)
from besedka.events.staff import (
    DepartmentAdded,
    DepartmentChanged,
    OperatorAdded,
    OperatorChanged,
    OperatorDisabled,
    OperatorReturned,
    OperatorStatusChanged,
    OperatorVanished,
    ReachChanged,
)
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.eventlog import Event
from besedka.kernel.followers import Follower, Reaction
from besedka.kernel.writer import Writer
from besedka.routing import Router


_ROOM_OR_LINE_CHANGED: tuple[type[Event], ...] = (
    ConversationAssigned, ConversationClosed, ConversationParked, ConversationRanked, ConversationReleased,
    ConversationResumed, ConversationSnoozed, ConversationTransferred, ReplyPosted, DepartmentAdded, DepartmentChanged,
    OperatorAdded, OperatorChanged, OperatorDisabled, OperatorReturned, OperatorStatusChanged, OperatorVanished,
    ReachChanged,
)  # fmt: skip


def followers(router: Router, database: Database, writer: Writer, clock: Clock) -> list[Follower]:
    """Every durable follower of this version. Each has its own position, and is led by one process at a time."""
    routing: dict[type[Event], Reaction] = dict.fromkeys(_ROOM_OR_LINE_CHANGED, router.something_changed)
    routing[ConversationQueued] = router.somebody_waits
    return [Follower("routing", routing, database, writer, clock, on_lead=router.begin)]
