"""Follows the log: somebody waits, or somebody has room; gathers facts, asks the engine, answers with commands."""

from collections.abc import Sequence

from besedka.conversations import AskToWait, Assign, Conversation, State, conversations_by_ids, queued_in
from besedka.events.conversations import ConversationClosed, ConversationQueued
from besedka.kernel.db import Bulk, Database
from besedka.kernel.eventlog import Stored
from besedka.kernel.records import Command
from besedka.routing.engine import Crew, Seat, Waiting
from besedka.routing.line import Line
from besedka.staff import Operator, Status, all_departments, all_operators, operators_by_ids

_AT_ONCE = 20
_MUCH_LATER = 1 << 60
"""Nobody is waited for, as long as attention is not gathered here."""


class Router:
    """The reactions of routing. Reads freely; what it answers is guarded when written."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def somebody_waits(self, stored: Stored) -> Sequence[Command]:
        """ConversationQueued: an operator, or a word to the customer."""
        event = stored[1]
        assert isinstance(event, ConversationQueued)
        commands = await self._database.read(_match, [event.department_id])
        if any(isinstance(c, Assign) and c.conversation_id == event.subject for c in commands):
            return commands
        still = await self._database.read(_still_waits, event.subject, event.episode)
        return [*commands, AskToWait(event.subject)] if still else commands

    async def slot_is_free(self, stored: Stored) -> Sequence[Command]:
        """ConversationClosed: whoever waits in that department."""
        event = stored[1]
        assert isinstance(event, ConversationClosed)
        return await self._database.read(_match, [event.department_id])

    async def operator_changed(self, stored: Stored) -> Sequence[Command]:
        """Status, limit or departments of an operator: whoever waits for that operator."""
        return await self._database.read(_match_operator, stored[1].subject)


def _match_operator(bulk: Bulk, operator_id: str) -> Sequence[Command]:
    found = operators_by_ids(bulk, [operator_id])
    if not found or found[0].status != Status.ONLINE:
        return []
    return _match(bulk, found[0].department_ids)


def _match(bulk: Bulk, departments: Sequence[str]) -> list[Command]:
    """Give the waiting, first come first served, to whom the engine chooses, as far as there is room."""
    seats = [_seat(operator) for operator in all_operators(bulk)]
    crew = Crew(seats, {department.id: department.told for department in all_departments(bulk)})
    if not crew.has_room:
        return []
    line = Line(_waiting(conversation) for conversation in queued_in(bulk, departments, _AT_ONCE))
    return [Assign(one.waiting.id, one.decision.operator_id or "") for one in line.give_out(crew, _MUCH_LATER).given]


def _seat(operator: Operator) -> Seat:
    return Seat(
        id=operator.id,
        is_available=operator.status == Status.ONLINE and not operator.is_disabled,
        load=operator.load,
        limit=operator.chat_limit,
        departments=tuple(operator.department_ids),
        weighted=operator.load,
    )


def _waiting(conversation: Conversation) -> Waiting:
    arranged = conversation.arranged
    return Waiting(
        id=conversation.id,
        department_id=conversation.department_id,
        since=conversation.queued_at,
        lane_id=arranged.lane_id,
        priority=arranged.priority,
    )


def _still_waits(bulk: Bulk, conversation_id: str, episode: int) -> bool:
    found = conversations_by_ids(bulk, [conversation_id])
    return bool(found) and found[0].status == State.QUEUED and found[0].episode == episode
