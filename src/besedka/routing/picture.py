"""What routing sees at one moment: who waits, and who could answer. Read once, then kept up with events."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from besedka.conversations import Busy, Conversation, busy_with, conversations_by_ids, in_line
from besedka.inboxes import Directory
from besedka.kernel.db import Bulk
from besedka.routing.engine import Attention, Crew, Seat, Waiting
from besedka.routing.line import Line
from besedka.staff import Operator, all_departments, all_operators, operators_by_ids


class Watch:
    """What is only known by watching, and may be forgotten: what operators are at, and what they did last."""

    def __init__(self) -> None:
        self.attention: dict[str, tuple[Attention, int]] = {}
        self.replied_at: dict[str, int] = {}
        self.assigned_at: dict[str, int] = {}


class Picture:
    """The line and the crew."""

    def __init__(self, directory: Directory, watch: Watch) -> None:
        self._directory, self._watch = directory, watch
        self.line, self.crew = Line(), Crew((), {})

    def read(self, bulk: Bulk) -> "Picture":
        """All of it."""
        told = {department.id: department.told for department in all_departments(bulk)}
        self.crew = Crew(map(self._seat, all_operators(bulk)), told)
        self.line = Line(map(self._waiting, in_line(bulk)))
        self.read_busy(bulk)
        return self

    def read_again(self, bulk: Bulk, conversation_id: str | None, operators: Iterable[str]) -> None:
        """The rows that an event is about, as they are now."""
        for conversation in conversations_by_ids(bulk, [conversation_id]) if conversation_id else ():
            if conversation.status == "queued":
                self.line.add(self._waiting(conversation))
            else:
                self.line.remove(conversation.id)
        for operator in operators_by_ids(bulk, [*operators]):
            self.crew.put(self._seat(operator))
        if len(self.line) and self.crew.has_room:
            self.read_busy(bulk)

    def read_busy(self, bulk: Bulk) -> None:
        """What everybody has on the desk: it changes with every message, so it is read when it matters."""
        busy: dict[str, list[Busy]] = {}
        for one in busy_with(bulk):
            busy.setdefault(one.operator_id, []).append(one)
        for seat in list(self.crew.seats.values()):
            self.crew.put(self._with_busy(seat, busy.get(seat.id, ())))

    def _with_busy(self, seat: Seat, busy: Iterable[Busy]) -> Seat:
        weighted, unanswered, unbegun = 0.0, 0, 0
        for one in busy:
            weights: Mapping[str, float] = self.crew.giving(one.department_id).weights
            weighted += one.count * weights.get(self._directory.by_id(one.inbox_id).channel, 1.0)
            unanswered += one.unanswered
            unbegun += one.unbegun
        return self._watched(replace(seat, weighted=weighted, unanswered=unanswered, unbegun=unbegun))

    def _watched(self, seat: Seat) -> Seat:
        state, since = self._watch.attention.get(seat.id, (Attention.IDLE, 0))
        replied_at, assigned_at = self._watch.replied_at.get(seat.id, 0), self._watch.assigned_at.get(seat.id, 0)
        return replace(
            seat, attention=state, attention_since=since, last_reply_at=replied_at, last_assigned_at=assigned_at
        )

    def _seat(self, operator: Operator) -> Seat:
        known = self.crew.seats.get(operator.id)
        seat = Seat(
            id=operator.id, is_available=operator.is_available, keeps_own=operator.keeps_own, load=operator.load,
            limit=operator.chat_limit, departments=tuple(operator.department_ids),
            weighted=known.weighted if known else float(operator.load), unanswered=known.unanswered if known else 0,
            unbegun=known.unbegun if known else 0,
        )  # fmt: skip
        return self._watched(seat)

    def _waiting(self, conversation: Conversation) -> Waiting:
        arranged = conversation.arranged
        return Waiting(
            id=conversation.id, department_id=conversation.department_id, since=conversation.queued_at,
            lane_id=arranged.lane_id, priority=arranged.priority,
            channel=self._directory.by_id(conversation.inbox_id).channel,
            wanted_operator_id=arranged.wanted_operator_id, wanted_until=arranged.wanted_until,
            last_operator_id=arranged.last_operator_id, avoided_operator_id=arranged.avoided_operator_id,
        )  # fmt: skip
