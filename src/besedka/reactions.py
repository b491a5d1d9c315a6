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
    LinkPosted,
    RatingAsked,
    ReplyPosted,
    SurveyAsked,
)
from besedka.events.staff import (
    DepartmentAdded,
    DepartmentChanged,
    OperatorAdded,
    OperatorAlarmed,
    OperatorChanged,
    OperatorDisabled,
    OperatorReturned,
    OperatorStatusChanged,
    OperatorVanished,
    ReachChanged,
)
from besedka.inboxes import Directory
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.eventlog import Event
from besedka.kernel.followers import Follower, Reaction
from besedka.kernel.settings import Settings
from besedka.kernel.writer import Writer
from besedka.notifications import Teller
from besedka.notifications.push import Alarms
from besedka.previews import Previews
from besedka.ratings import Asker
from besedka.routing import Router
from besedka.staff import Finishing

_SLOT_MAY_BE_FREE: tuple[type[Event], ...] = (
    ConversationClosed, ConversationParked, ConversationReleased, ConversationSnoozed, OperatorStatusChanged,
)  # fmt: skip
_LINE_MAY_MOVE: tuple[type[Event], ...] = (
    *_SLOT_MAY_BE_FREE, ConversationAssigned, ConversationRanked, ConversationResumed, ConversationTransferred,
    ReplyPosted, DepartmentAdded, DepartmentChanged, OperatorAdded, OperatorChanged, OperatorDisabled, OperatorReturned,
    OperatorVanished, ReachChanged,
)  # fmt: skip


def followers(
    router: Router,
    database: Database,
    writer: Writer,
    clock: Clock,
    directory: Directory,
    settings: Settings | None = None,
    previews: Previews | None = None,
) -> list[Follower]:
    """Every durable follower of this version. Each has its own position, and is led by one process at a time."""
    finishing, asker = Finishing(database), Asker(database, directory, clock)
    alarms = Alarms(database, writer, clock, settings or Settings())
    teller = Teller(database)
    table: dict[str, dict[type[Event], Reaction]] = {
        "routing": {
            **dict.fromkeys(_LINE_MAY_MOVE, router.something_changed),
            ConversationQueued: router.somebody_waits,
        },
        "ratings": {ConversationClosed: asker.conversation_closed},
        "finishing": dict.fromkeys(_SLOT_MAY_BE_FREE, finishing.slot_may_be_free),
        "alarms": {OperatorAlarmed: alarms.operator_alarmed},
        "notifications": {
            ReplyPosted: teller.reply_posted,
            RatingAsked: teller.rating_asked,
            SurveyAsked: teller.survey_asked,
        },
    }
    if previews is not None:
        table["previews"] = {LinkPosted: previews.link_posted}
    on_lead = {"routing": router.begin}
    return [Follower(name, reactions, database, writer, clock, on_lead.get(name)) for name, reactions in table.items()]
