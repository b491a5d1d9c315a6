"""Web push to the operators' own phones and browsers: the second alarm.

Doors use `PushKey`, `Subscribe`, `Unsubscribe` and `subscriptions_of`; `Alarms` follows OperatorAlarmed.
"""

from besedka.notifications.push.alarms import Alarms
from besedka.notifications.push.model import (
    BadSubscription,
    NoSuchSubscription,
    PushServiceNotAllowed,
    Subscription,
    TooManySubscriptions,
    checked_endpoint,
)
from besedka.notifications.push.service import DropSubscription, Subscribe, Unsubscribe
from besedka.notifications.push.store import forget_dropped, subscriptions_of
from besedka.notifications.push.vapid import PushKey

__all__ = [
    "Alarms",
    "BadSubscription",
    "DropSubscription",
    "NoSuchSubscription",
    "PushKey",
    "PushServiceNotAllowed",
    "Subscribe",
    "Subscription",
    "TooManySubscriptions",
    "Unsubscribe",
    "checked_endpoint",
    "forget_dropped",
    "subscriptions_of",
]
