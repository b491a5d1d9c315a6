"""Out of an owner's hands and into the line."""

from besedka.conversations.model import Conversation, State
from besedka.conversations.service.entries import happened
from besedka.events.conversations import ConversationQueued, ConversationReleased
from besedka.kernel.records import Tx
from besedka.staff import OPERATORS, operator_by_id


def free_slot(tx: Tx, conversation: Conversation) -> None:
    """The owner's slot is free again, if the conversation took one."""
    if conversation.status == State.ACTIVE and conversation.operator_id:
        tx.edit(OPERATORS, tx.get(operator_by_id, conversation.operator_id)).free_slot()


def release(tx: Tx, mine: Conversation, why: str, actor: str) -> None:
    """A segment ends without closing. What comes next, the line or another owner, is the caller's to say."""
    free_slot(tx, mine)
    was, mine.operator_id, mine.status = mine.operator_id, None, State.QUEUED
    mine.arrange(resting_since=None, resumed_at=None, snoozed_until=None, snooze_reason=None)
    happened(tx, ConversationReleased, mine, actor, operator_id=was, why=why)


def stand_in_line(tx: Tx, mine: Conversation, why: str, actor: str) -> None:
    """It waits for an operator, at the place that `queued_at` gives it."""
    mine.status, mine.operator_id = State.QUEUED, None
    arranged = mine.arranged
    happened(
        tx,
        ConversationQueued,
        mine,
        actor,
        episode=mine.episode,
        waiting_since=mine.queued_at,
        why=why,
        lane_id=arranged.lane_id,
        priority=arranged.priority,
        wanted_operator_id=arranged.wanted_operator_id,
        calendar=arranged.calendar,
    )
