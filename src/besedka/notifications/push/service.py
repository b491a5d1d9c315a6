"""Verbs on subscriptions to web push."""

from collections.abc import Iterable

import msgspec

from besedka.kernel.ids import new_id
from besedka.kernel.records import Need, Tx
from besedka.notifications.push.model import (
    NOBODY,
    SUBSCRIPTIONS_MAX,
    NoSuchSubscription,
    Subscription,
    TooManySubscriptions,
    checked_keys,
)
from besedka.notifications.push.store import SUBSCRIPTIONS, own_subscriptions, subscription_at, subscription_by_id


class Subscribe(msgspec.Struct, frozen=True, kw_only=True):
    """An operator's browser wants the second alarm; the same browser again gives new keys. Answers the id.

    Raises BadSubscription, TooManySubscriptions.
    """

    operator_id: str
    endpoint: str
    p256dh: str
    auth: str

    def needs(self) -> Iterable[Need]:
        yield subscription_at, self.endpoint
        yield own_subscriptions, self.operator_id

    def run(self, tx: Tx) -> str:
        checked_keys(self.p256dh, self.auth)
        known = tx.find(subscription_at, self.endpoint)
        if known is None:
            if len(tx.all(own_subscriptions, self.operator_id)) >= SUBSCRIPTIONS_MAX:
                raise TooManySubscriptions(f"Expected at most {SUBSCRIPTIONS_MAX} browsers. Remove one first.")
            known = tx.add(SUBSCRIPTIONS, Subscription(new_id(), "", self.endpoint, "", "", tx.now))
        mine = tx.edit(SUBSCRIPTIONS, known)
        mine.operator_id, mine.p256dh, mine.auth = self.operator_id, self.p256dh, self.auth
        return mine.id


class Unsubscribe(msgspec.Struct, frozen=True):
    """An operator's browser wants no alarms any more. Raises NoSuchSubscription."""

    operator_id: str
    subscription_id: str

    def needs(self) -> Iterable[Need]:
        yield subscription_by_id, self.subscription_id

    def run(self, tx: Tx) -> None:
        found = tx.get(subscription_by_id, self.subscription_id)
        if found.operator_id != self.operator_id:
            raise NoSuchSubscription
        tx.edit(SUBSCRIPTIONS, found).operator_id = NOBODY


class DropSubscription(msgspec.Struct, frozen=True):
    """The push service says that this one is gone; with new keys it would be too, for it is the same address."""

    subscription_id: str

    def needs(self) -> Iterable[Need]:
        yield subscription_by_id, self.subscription_id

    def run(self, tx: Tx) -> None:
        found = tx.find(subscription_by_id, self.subscription_id)
        if found is not None:
            tx.edit(SUBSCRIPTIONS, found).operator_id = NOBODY
