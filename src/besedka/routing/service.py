"""Follows the log: somebody waits, or somebody has room; asks the engine, answers with commands that are guarded again.

One process leads. It keeps a picture of the line and the crew, and reads again only what an event names. A command that
loses a race makes it look at everything anew.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from besedka.conversations import AskToWait, Assign, Conversation, Release, State, active_ones, conversations_by_ids
from besedka.events.conversations import (
    ConversationAssigned,
    ConversationClosed,
    ConversationEvent,
    ConversationParked,
    ConversationQueued,
    ConversationReleased,
    ConversationResumed,
    ConversationSnoozed,
    ReplyPosted,
)
from besedka.events.staff import DepartmentAdded, DepartmentChanged, OperatorAdded
from besedka.inboxes import Directory
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.errors import Refusal
from besedka.kernel.eventlog import Event, Stored
from besedka.kernel.ids import new_id
from besedka.kernel.records import Command, Need, Tx
from besedka.kernel.writer import Writer
from besedka.routing.engine import Attention, Decision
from besedka.routing.line import Given
from besedka.routing.model import DecisionRow
from besedka.routing.picture import Picture, Watch
from besedka.routing.store import DECISIONS
from besedka.staff import Operator, everybody

_OWNERS = (
    ConversationAssigned, ConversationClosed, ConversationParked, ConversationReleased, ConversationResumed,
    ConversationSnoozed,
)  # fmt: skip
_NEVER = 1 << 62


class Give(msgspec.Struct, frozen=True):
    """An assignment, and why, in one transaction."""

    id: str
    conversation_id: str
    decision: Decision

    def needs(self) -> Iterable[Need]:
        return self._assign().needs()

    def run(self, tx: Tx) -> None:
        """Raises NotQueued, OperatorUnavailable, LimitReached."""
        self._assign().run(tx)
        why = msgspec.json.encode(self.decision).decode()
        tx.add(DECISIONS, DecisionRow(self.id, self.conversation_id, self._operator_id, tx.now, why))

    def _assign(self) -> Assign:
        return Assign(self.conversation_id, self._operator_id, self.id)

    @property
    def _operator_id(self) -> str:
        return self.decision.operator_id or ""


class Router:
    """The reactions of routing, and what it does when time alone changes something."""

    def __init__(self, database: Database, directory: Directory, writer: Writer, clock: Clock) -> None:
        self._database, self._directory, self._writer, self._clock = database, directory, writer, clock
        self._watch = Watch()
        self._picture: Picture | None = None
        self._handled = 0
        self._look_again_at = 0
        self.alarm: Callable[[str, str], Any] = lambda operator_id, conversation_id: None
        """Told of an operator who does not react to a conversation: (operator, conversation)."""

    # As a follower

    def begin(self) -> None:
        """This process leads from now on: whatever it knew is old."""
        self._picture = None

    async def somebody_waits(self, stored: Stored) -> Sequence[Command]:
        """ConversationQueued: an operator, or a word to the customer."""
        event = stored[1]
        assert isinstance(event, ConversationQueued)
        commands = await self.something_changed(stored)
        if any(c.conversation_id == event.subject for c in commands if isinstance(c, Give)):
            return commands
        still = await self._database.read(_still_waits, event.subject, event.episode)
        return [*commands, AskToWait(event.subject)] if still else commands

    async def something_changed(self, stored: Stored) -> list[Command]:
        """Whoever may be given now. Seeing an event again means that the answer to it lost a race."""
        revision, event = stored
        self._notice(event)
        if revision <= self._handled or isinstance(event, DepartmentAdded | DepartmentChanged | OperatorAdded):
            self._picture = None
        self._handled = max(self._handled, revision)
        picture = self._picture
        if picture is None:
            picture = self._picture = await self._database.read(Picture(self._directory, self._watch).read)
        elif not isinstance(event, ReplyPosted) or len(picture.line):
            await self._database.read(picture.read_again, *_touched(event))
        return [_give(given) for given in self._give_out(picture)]

    def _notice(self, event: Event) -> None:
        if isinstance(event, ConversationAssigned):
            self._watch.assigned_at[event.operator_id] = event.at
        elif isinstance(event, ReplyPosted):
            operator_id = event.actor.removeprefix("operator:")
            self._watch.replied_at[operator_id] = event.at
            self._watch.attention.pop(operator_id, None)

    def _give_out(self, picture: Picture) -> Sequence[Given]:
        if not len(picture.line):
            self._look_again_at = _NEVER
            return ()
        found = picture.line.give_out(picture.crew, self._clock.now())
        self._look_again_at = _NEVER if found.look_again_at is None else found.look_again_at
        return found.given

    # As time goes by

    def attend(self, operator_id: str, state: str, at: int) -> None:
        """What an operator is at, as the console said: idle may mean that a conversation can go there now."""
        before, _ = self._watch.attention.get(operator_id, (Attention.IDLE, 0))
        if before != state:
            self._watch.attention[operator_id] = (Attention(state), at)
            self._look_again_at = min(self._look_again_at, at)

    async def tick(self) -> None:
        """Once a second: what waiting alone has changed. Does nothing in a process that does not lead."""
        picture = self._picture
        if picture is None or self._clock.now() < self._look_again_at:
            return
        await self._database.read(picture.read_busy)
        for given in self._give_out(picture):
            await self._try(_give(given))

    async def look_after(self) -> None:
        """Every few seconds: the silent are reminded, then others get what they leave waiting."""
        if self._picture is None:
            return
        for conversation, owner in await self._database.read(_owned):
            if (why := self._why_release(conversation, owner)) is not None:
                await self._try(Release(conversation.id, owner.id, why))
            elif self._is_due(conversation, "alarm_ms"):
                self.alarm(owner.id, conversation.id)

    def _why_release(self, conversation: Conversation, owner: Operator) -> str | None:
        """A colleague takes over from who cannot answer any more, and from who has not begun to."""
        if owner.is_disabled:
            return "disabled"
        if owner.vanished_at is not None and conversation.waiting_since is not None:
            return "vanished"
        return "silent" if self._is_due(conversation, "release_ms") else None

    def _is_due(self, conversation: Conversation, setting: str) -> bool:
        """Whether the owner has kept a customer without a first word for so long."""
        arranged = conversation.arranged
        if conversation.waiting_since is None or arranged.first_reply_at is not None or self._picture is None:
            return False
        allowed = getattr(self._picture.crew.giving(conversation.department_id), setting)
        return bool(allowed) and self._clock.now() - (arranged.assigned_at or 0) >= allowed

    async def _try(self, command: Command) -> None:
        try:
            await self._writer.do(command)
        except Refusal:
            self._picture = None


def _give(given: Given) -> Give:
    return Give(new_id(), given.waiting.id, given.decision)


def _touched(event: Event) -> tuple[str | None, list[str]]:
    """(conversation, operators) whose rows an event may have changed."""
    if not isinstance(event, ConversationEvent):
        return None, [event.subject]
    owner = event.operator_id if isinstance(event, _OWNERS) else None
    return event.subject, [owner] if owner else []


def _still_waits(bulk: Bulk, conversation_id: str, episode: int) -> bool:
    found = conversations_by_ids(bulk, [conversation_id])
    return bool(found) and found[0].status == State.QUEUED and found[0].episode == episode


def _owned(bulk: Bulk) -> list[tuple[Conversation, Operator]]:
    staff = {operator.id: operator for operator in everybody(bulk)}
    return [(conversation, staff[conversation.operator_id or ""]) for conversation in active_ones(bulk)]
