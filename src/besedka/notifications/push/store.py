"""SQL of web push."""

from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Many, Records
from besedka.notifications.push import tables
from besedka.notifications.push.model import NOBODY, NoSuchSubscription, Subscription

SUBSCRIPTIONS = Records(
    Subscription, tables.subscriptions, rank=72, changing=("operator_id", "endpoint", "p256dh", "auth", "added_at")
)
subscription_by_id = Lookup(SUBSCRIPTIONS, "id", missing=NoSuchSubscription)
subscription_at = Lookup(SUBSCRIPTIONS, "endpoint", missing=NoSuchSubscription)
own_subscriptions = Many(SUBSCRIPTIONS, "operator_id")


def subscriptions_of(bulk: Bulk, operator_id: str) -> list[Subscription]:
    """An operator's browsers, oldest first."""
    t = tables.subscriptions.c
    return SUBSCRIPTIONS.all(bulk, t.operator_id == operator_id, t.added_at, t.id)


def forget_dropped(bulk: Bulk) -> None:
    """Delete those that ended."""
    bulk.execute(tables.subscriptions.delete().where(tables.subscriptions.c.operator_id == NOBODY))
