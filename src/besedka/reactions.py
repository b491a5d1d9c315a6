"""What follows from what: the one table of durable followers and the events they react to."""

from besedka.events.conversations import (
    ConversationClosed,
    ConversationParked,
    ConversationQueued,
    ConversationReleased,
    ConversationSnoozed,
)
from besedka.events.staff import OperatorAlarmed, OperatorChanged, OperatorStatusChanged
from besedka.inboxes import Directory
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.eventlog import Event
from besedka.kernel.followers import Follower, Reaction
from besedka.kernel.settings import Settings
from besedka.kernel.writer import Writer
from besedka.notifications.push import Alarms
from besedka.ratings import Asker
from besedka.routing import Router
from besedka.staff import Finishing


def followers(
    database: Database, writer: Writer, clock: Clock, directory: Directory, settings: Settings | None = None
) -> list[Follower]:
    """Every durable follower of this version. Each has its own position, and is led by one process at a time."""
    router, finishing = Router(database), Finishing(database)
    asker = Asker(database, directory, clock)
    alarms = Alarms(database, writer, clock, settings or Settings())
    table: dict[str, dict[type[Event], Reaction]] = {
        "routing": {
            ConversationQueued: router.somebody_waits,
            ConversationClosed: router.slot_is_free,
            OperatorStatusChanged: router.operator_changed,
            OperatorChanged: router.operator_changed,
        },
        "ratings": {ConversationClosed: asker.conversation_closed},
        "finishing": {
            ConversationClosed: finishing.slot_may_be_free,
            ConversationReleased: finishing.slot_may_be_free,
            ConversationParked: finishing.slot_may_be_free,
            ConversationSnoozed: finishing.slot_may_be_free,
            OperatorStatusChanged: finishing.slot_may_be_free,
        },
        "alarms": {OperatorAlarmed: alarms.operator_alarmed},
    }
    return [Follower(name, reactions, database, writer, clock) for name, reactions in table.items()]
