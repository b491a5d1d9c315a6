"""Into another department or lane. Whose it is there is the caller's to say."""

from besedka.conversations.model import Conversation
from besedka.conversations.service.entries import add_notice, happened
from besedka.events.conversations import ConversationTransferred
from besedka.kernel.records import Tx
from besedka.staff import told_department


def move(
    tx: Tx,
    mine: Conversation,
    actor: str,
    found: Conversation,
    department_id: str,
    lane_id: str | None,
    *,
    to: str | None = None,
    is_return: bool = False,
) -> None:
    """Into its new department and lane, which gives it its priority unless somebody set another one by hand.

    The customer is told when nobody answers for now, or when others do.
    """
    old, new = tx.get(told_department, found.department_id), tx.get(told_department, department_id)
    was, lane = old.told.lane(found.arranged.lane_id), new.told.lane(lane_id)
    mine.department_id = department_id
    mine.arrange(lane_id=lane.id if lane else None, calendar=new.calendar)
    if found.arranged.priority == (was.priority if was else 0):
        mine.arrange(priority=lane.priority if lane else 0)
    happened(
        tx,
        ConversationTransferred,
        mine,
        actor,
        from_department_id=found.department_id,
        from_operator_id=found.operator_id,
        to_operator_id=to,
        to_lane_id=lane_id,
        is_return=is_return,
    )
    if department_id != found.department_id or (found.operator_id and to is None):
        add_notice(tx, mine, "transferred", department_id=department_id)
