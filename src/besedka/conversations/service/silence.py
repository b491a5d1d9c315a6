"""What happens when nobody writes: a round over the conversations. Guarded in the verbs, so any process may try."""

from collections.abc import Iterable
from typing import Any

import msgspec

from besedka.conversations.model import Conversation
from besedka.conversations.service.close import CloseBySilence
from besedka.conversations.service.entries import add_notice, changing
from besedka.conversations.service.promises import REMIND_MS, BreakPromise, RemindOfPromise, is_near
from besedka.conversations.service.rest import ParkIdle, WakeSnoozed, is_idle
from besedka.conversations.store import (
    answered_before,
    conversation_by_id,
    due_promises,
    latest_of,
    silent_since,
    snoozed,
)
from besedka.inboxes import Directory, Inbox, RulesOf
from besedka.kernel import actions
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.ids import digest
from besedka.kernel.records import Command, Need, Tx
from besedka.kernel.writer import Writer

_AT_ONCE = 200


class WarnOfSilence(msgspec.Struct, frozen=True):
    """The customer is asked whether anybody is still there, before the conversation is closed."""

    conversation_id: str
    silent_since: int
    rules_of: RulesOf

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id

    def run(self, tx: Tx) -> None:
        """Does nothing when somebody wrote in the meantime, or the question was asked already."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if not found.is_open or found.is_warned or found.last_at >= self.silent_since:
            return
        rules, mine = self.rules_of(found.inbox_id), changing(tx, found)
        mine.arrange(warned_at=tx.now)
        closes_at = max(found.last_at + rules.close_after_silence_ms, tx.now + rules.silence_warning_ms)
        add_notice(tx, mine, "silence_warning", closes_at=closes_at)


class StillHere(msgspec.Struct, frozen=True):
    """The answer to that question: the conversation stays open. Unasked it changes nothing."""

    identity_id: str
    client_id: str

    def needs(self) -> Iterable[Need]:
        yield latest_of, self.identity_id
        yield actions.done_by, (self.client_id, self.identity_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        request = digest("still_here")
        if earlier := actions.earlier(tx, self.identity_id, self.client_id, request):
            return earlier
        found = tx.find(latest_of, self.identity_id)
        if found is not None and found.is_open and found.is_warned:
            mine = changing(tx, found)
            mine.last_at = tx.now
            mine.arrange(warned_at=None)
            add_notice(tx, mine, "still_here")
        return actions.remember(tx, self.identity_id, self.client_id, request, {"conversation_id": found and found.id})


async def look_at_silence(database: Database, writer: Writer, directory: Directory, clock: Clock) -> int:
    """Park what is idle, wake what was put off, warn, close, mind promises; answers how much was tried."""
    commands = await database.read(due, directory, clock.now())
    for command in commands:
        await writer.do(command)
    return len(commands)


def due(bulk: Bulk, directory: Directory, now: int) -> list[Command]:
    """What is to be done at this time; not too much at once."""
    found: list[Command] = [WakeSnoozed(c.id) for c in snoozed(bulk) if (c.arranged.snoozed_until or 0) <= now]
    for promise in due_promises(bulk, now, REMIND_MS):
        if promise.due_at <= now:
            found.append(BreakPromise(promise.id))
        elif is_near(promise, now):
            found.append(RemindOfPromise(promise.id))
    for inbox in directory.all():
        found += _idle(bulk, inbox, now)
        found += _silent(bulk, inbox, directory.rules, now)
    return found[:_AT_ONCE]


def _idle(bulk: Bulk, inbox: Inbox, now: int) -> Iterable[Command]:
    if not inbox.rules.idle_release_ms:
        return
    since = now - inbox.rules.idle_release_ms
    for conversation in answered_before(bulk, inbox.id, since):
        if is_idle(conversation, since):
            yield ParkIdle(conversation.id, since)


def _silent(bulk: Bulk, inbox: Inbox, rules_of: RulesOf, now: int) -> Iterable[Command]:
    rules = inbox.rules
    if not rules.close_after_silence_ms:
        return
    before = now - rules.close_after_silence_ms
    asked_before = before + rules.silence_warning_ms
    for conversation in silent_since(bulk, inbox.id, asked_before):
        if rules.silence_warning_ms and not conversation.is_warned:
            yield WarnOfSilence(conversation.id, asked_before, rules_of)
        elif conversation.last_at < before and _time_is_over(conversation, rules.silence_warning_ms, now):
            yield CloseBySilence(conversation.id, before, rules_of)


def _time_is_over(conversation: Conversation, warning_ms: int, now: int) -> bool:
    return not warning_ms or (conversation.arranged.warned_at or 0) + warning_ms <= now
