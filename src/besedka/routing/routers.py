"""People of an invented or recorded day, and two routers for it: the engine, and a naive one. Pure."""

import random
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from besedka.routing.engine import Attention, Crew, Seat, Waiting
from besedka.routing.line import Line
from besedka.routing.turns import Turn, next_turn
from besedka.staff import DepartmentSettings

DEPARTMENT = "simulated"


class Talk(msgspec.Struct, kw_only=True):
    """A customer's way through the day. `replies` and `thinking`: how long each takes; drawn beforehand, so that
    every router gets the very same customers. `parked`: after which replies the slot is free until the customer
    writes again; `lingers`: how long it is held after the last one. `waits`: from each turn to the end of its answer.
    """

    id: str
    came_at: int
    patience: int
    replies: list[int]
    thinking: list[int]
    department_id: str = DEPARTMENT
    lane_id: str | None = None
    priority: int = 0
    channel: str = "site"
    parked: frozenset[int] = frozenset()
    lingers: int = 0
    operator: str | None = None
    given_at: int | None = None
    begun_at: int | None = None
    left_at: int | None = None
    ended_at: int | None = None
    turn_at: int = 0
    done: int = 0
    waits: list[int] = []


class Desk(msgspec.Struct):
    """An operator at work. `turns`: what waits for an answer; `at_work`: what is being answered."""

    id: str
    limit: int
    departments: tuple[str, ...] = (DEPARTMENT,)
    is_available: bool = True
    load: int = 0
    turns: list[Talk] = []
    at_work: Talk | None = None
    began_at: int = 0
    last_reply_at: int = 0
    last_given_at: int = 0
    busy_ms: int = 0

    @property
    def has_room(self) -> bool:
        """Available and under the limit."""
        return self.is_available and self.load < self.limit


class Router(Protocol):
    """Who gets whom, and which turn an operator answers next."""

    def join(self, talk: Talk) -> None:
        """Somebody waits."""

    def leave(self, talk: Talk) -> None:
        """Somebody waits no longer."""

    def give_out(self, desks: Sequence[Desk], now: int) -> tuple[list[tuple[str, str]], int | None]:
        """(talk, operator) of all that are given now, and when to look again."""

    def next_turn(self, desk: Desk, now: int) -> int:
        """The index of the turn to answer."""


class Naive:
    """First come, first served, to anybody under the limit, by chance."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._line: dict[str, None] = {}

    def join(self, talk: Talk) -> None:
        """Somebody waits."""
        self._line[talk.id] = None

    def leave(self, talk: Talk) -> None:
        """Somebody waits no longer."""
        self._line.pop(talk.id, None)

    def give_out(self, desks: Sequence[Desk], now: int) -> tuple[list[tuple[str, str]], int | None]:
        """Everybody, as far as there is room."""
        given: list[tuple[str, str]] = []
        room = {desk.id: desk.limit - desk.load for desk in desks if desk.has_room}
        for talk_id in list(self._line):
            if not room:
                break
            operator = self._chance.choice(list(room))
            room[operator] -= 1
            if not room[operator]:
                del room[operator]
            del self._line[talk_id]
            given.append((talk_id, operator))
        return given, None

    def next_turn(self, desk: Desk, now: int) -> int:
        """In the order in which customers wrote."""
        return 0


class Besedka:
    """The engine, as it is in the product."""

    def __init__(self, rules: Mapping[str, DepartmentSettings]) -> None:
        self._line = Line()
        self._crew = Crew((), rules)

    def join(self, talk: Talk) -> None:
        """Somebody waits."""
        self._line.add(
            Waiting(
                id=talk.id,
                department_id=talk.department_id,
                since=talk.came_at,
                lane_id=talk.lane_id,
                priority=talk.priority,
                channel=talk.channel,
            )
        )

    def leave(self, talk: Talk) -> None:
        """Somebody waits no longer."""
        self._line.remove(talk.id)

    def give_out(self, desks: Sequence[Desk], now: int) -> tuple[list[tuple[str, str]], int | None]:
        """What the engine decides."""
        if not len(self._line):
            return [], None
        for desk in desks:
            self._crew.put(_seat(desk))
        found = self._line.give_out(self._crew, now)
        return [(one.waiting.id, one.decision.operator_id or "") for one in found.given], found.look_again_at

    def next_turn(self, desk: Desk, now: int) -> int:
        """First replies first."""
        return next_turn([Turn(talk.turn_at, talk.done == 0) for talk in desk.turns], now)


def _seat(desk: Desk) -> Seat:
    unanswered = len(desk.turns) + (desk.at_work is not None)
    return Seat(
        id=desk.id,
        is_available=desk.is_available,
        load=desk.load,
        limit=desk.limit,
        departments=desk.departments,
        weighted=desk.load,
        unanswered=unanswered,
        unbegun=sum(not talk.done for talk in desk.turns),
        attention=Attention.WRITING if desk.at_work else Attention.IDLE,
        attention_since=desk.began_at,
        last_reply_at=desk.last_reply_at,
        last_assigned_at=desk.last_given_at,
    )
