"""Follows OperatorAlarmed: a push to every browser that the operator named. Nothing personal is in it."""

import asyncio
from collections.abc import Sequence

import msgspec

from besedka.events.staff import OperatorAlarmed
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.eventlog import Stored
from besedka.kernel.records import Command
from besedka.kernel.settings import Settings
from besedka.kernel.writer import Writer
from besedka.notifications.push.sender import Outcome, Sender
from besedka.notifications.push.service import DropSubscription
from besedka.notifications.push.store import subscriptions_of
from besedka.notifications.push.vapid import PushKey

_WORTH_MS = 120_000
_TTL_S = 60


class Alarm(msgspec.Struct, frozen=True):
    """What the service worker gets; the words are its own, in the browser's language."""

    conversation_id: str
    type: str = "alarm"


class Alarms:
    """The reaction. An alarm that is two minutes old helps nobody and is not sent."""

    def __init__(self, database: Database, writer: Writer, clock: Clock, settings: Settings) -> None:
        self._database, self._clock = database, clock
        self._key = PushKey(database, writer)
        self._sender = Sender(clock, settings.push_services, settings.push_writer)

    async def operator_alarmed(self, stored: Stored) -> Sequence[Command]:
        """OperatorAlarmed."""
        event = stored[1]
        assert isinstance(event, OperatorAlarmed)
        found = await self._database.read(subscriptions_of, event.subject)
        if not found or self._clock.now() - event.at > _WORTH_MS:
            return []
        voucher, text = await self._key.voucher(), msgspec.json.encode(Alarm(event.conversation_id))
        outcomes = await asyncio.gather(*(self._sender.send(voucher, each, text, _TTL_S) for each in found))
        return [
            DropSubscription(each.id) for each, outcome in zip(found, outcomes, strict=True) if outcome is Outcome.GONE
        ]
