"""An invented day, driven through the real engine or through a naive router. Pure; the same seed gives the same day.

The model: customers come at random. An operator has a limit of conversations and does one thing at a time: a first
reply, then further ones. The customer thinks, writes again, and again, or has no more to say: the last reply frees the
slot. Who gets tired before the operator *begins* the first reply leaves, and is missed.
"""

import heapq
import math
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, Protocol

import msgspec

from besedka.routing.engine import Attention, Crew, Seat, Waiting
from besedka.routing.figures import Figures
from besedka.routing.line import Line
from besedka.routing.turns import Turn, next_turn
from besedka.staff import DepartmentSettings

HOUR_MS = 3_600_000
_DEPARTMENT = "simulated"


class Burst(msgspec.Struct, frozen=True):
    """Between two times so many times more come."""

    since: int
    until: int
    times: float


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """What the day is like. Times in milliseconds.

    `spread` is the coefficient of variation of the time for a reply (lognormal; None: exponential). `more`: the mean
    number of further turns. `lanes`: the share of each lane. `told`: the settings of the department.
    """

    operators: int = 3
    per_hour: float = 40
    limit: int = 4
    hours: float = 200
    first_ms: float = 25_000
    later_ms: float = 35_000
    spread: float | None = 0.7
    think_ms: float = 55_000
    more: float = 5.5
    patience_ms: float = 480_000
    bursts: tuple[Burst, ...] = ()
    lanes: dict[str, float] = {}
    told: DepartmentSettings = DepartmentSettings()


class Talk(msgspec.Struct, kw_only=True):
    """A customer's way through the day. `replies` and `thinking`: how long each takes; drawn beforehand, so that
    every router gets the very same customers. `waits`: from each turn to the end of its answer.
    """

    id: str
    came_at: int
    patience: int
    replies: list[int]
    thinking: list[int]
    lane_id: str | None = None
    priority: int = 0
    operator: int | None = None
    given_at: int | None = None
    begun_at: int | None = None
    left_at: int | None = None
    ended_at: int | None = None
    turn_at: int = 0
    done: int = 0
    waits: list[int] = []


class Desk(msgspec.Struct):
    """An operator at work. `turns`: what waits for an answer; `at_work`: what is being answered."""

    limit: int
    load: int = 0
    turns: list[Talk] = []
    at_work: Talk | None = None
    began_at: int = 0
    last_reply_at: int = 0
    last_given_at: int = 0
    busy_ms: int = 0

    @property
    def has_room(self) -> bool:
        """Under the limit."""
        return self.load < self.limit


class Router(Protocol):
    """Who gets whom, and which turn an operator answers next."""

    def join(self, talk: Talk) -> None:
        """Somebody waits."""

    def leave(self, talk: Talk) -> None:
        """Somebody waits no longer."""

    def give_out(self, desks: Sequence[Desk], now: int) -> tuple[list[tuple[str, int]], int | None]:
        """(talk, desk) of all that are given now, and when to look again."""

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

    def give_out(self, desks: Sequence[Desk], now: int) -> tuple[list[tuple[str, int]], int | None]:
        """Everybody, as far as there is room."""
        given: list[tuple[str, int]] = []
        room = {number: desk.limit - desk.load for number, desk in enumerate(desks) if desk.has_room}
        for talk_id in list(self._line):
            if not room:
                break
            number = self._chance.choice(list(room))
            room[number] -= 1
            if not room[number]:
                del room[number]
            del self._line[talk_id]
            given.append((talk_id, number))
        return given, None

    def next_turn(self, desk: Desk, now: int) -> int:
        """In the order in which customers wrote."""
        return 0


class Besedka:
    """The engine, as it is in the product."""

    def __init__(self, model: Model) -> None:
        self._told = {_DEPARTMENT: model.told}
        self._line = Line()
        self._crew = Crew((), self._told)

    def join(self, talk: Talk) -> None:
        """Somebody waits."""
        self._line.add(
            Waiting(
                id=talk.id, department_id=_DEPARTMENT, since=talk.came_at, lane_id=talk.lane_id, priority=talk.priority
            )
        )

    def leave(self, talk: Talk) -> None:
        """Somebody waits no longer."""
        self._line.remove(talk.id)

    def give_out(self, desks: Sequence[Desk], now: int) -> tuple[list[tuple[str, int]], int | None]:
        """What the engine decides."""
        if not len(self._line):
            return [], None
        for number, desk in enumerate(desks):
            self._crew.put(_seat(number, desk))
        round_ = self._line.give_out(self._crew, now)
        return [(one.waiting.id, int(str(one.decision.operator_id))) for one in round_.given], round_.look_again_at

    def next_turn(self, desk: Desk, now: int) -> int:
        """First replies first."""
        return next_turn([Turn(talk.turn_at, talk.done == 0) for talk in desk.turns], now)


def _seat(number: int, desk: Desk) -> Seat:
    unanswered = len(desk.turns) + (desk.at_work is not None)
    return Seat(
        id=str(number),
        is_available=True,
        load=desk.load,
        limit=desk.limit,
        departments=(_DEPARTMENT,),
        weighted=desk.load,
        unanswered=unanswered,
        unbegun=sum(not talk.done for talk in desk.turns),
        attention=Attention.WRITING if desk.at_work else Attention.IDLE,
        attention_since=desk.began_at,
        last_reply_at=desk.last_reply_at,
        last_assigned_at=desk.last_given_at,
    )


ROUTERS = ("naive", "besedka")


def customers(model: Model, seed: int) -> Iterator[Talk]:
    """Who comes, when, with how much to say and how much patience."""
    chance = random.Random(f"customers {seed}")
    most = max([1.0, *(burst.times for burst in model.bursts)])
    pause, end, now = HOUR_MS / model.per_hour / most, model.hours * HOUR_MS, 0.0
    again = model.more / (1 + model.more)
    lanes, shares = list(model.lanes), list(model.lanes.values())
    for number in count():
        now += chance.expovariate(1) * pause
        if now >= end:
            return
        if most > 1 and chance.random() * most > _times(model.bursts, now):
            continue
        replies, thinking = [_reply(chance, model.first_ms, model.spread)], []
        while chance.random() < again:
            thinking.append(_length(chance.expovariate(1) * model.think_ms))
            replies.append(_reply(chance, model.later_ms, model.spread))
        patience = _length(min(chance.expovariate(1) * model.patience_ms, end))
        lane = model.told.lane(chance.choices(lanes, shares)[0]) if lanes else None
        yield Talk(
            id=f"{number:06}", came_at=int(now), patience=patience, replies=replies, thinking=thinking,
            lane_id=lane.id if lane else None, priority=lane.priority if lane else 0,
        )  # fmt: skip


def _times(bursts: Sequence[Burst], now: float) -> float:
    return next((burst.times for burst in bursts if burst.since <= now < burst.until), 1.0)


def _reply(chance: random.Random, mean: float, spread: float | None) -> int:
    if spread is None:
        return _length(chance.expovariate(1) * mean)
    sigma2 = math.log(1 + spread * spread)
    return _length(mean * math.exp(chance.gauss(-sigma2 / 2, math.sqrt(sigma2))))


def _length(ms: float) -> int:
    return max(1, round(ms))


def simulate(model: Model, router: str = "besedka", seed: int = 1) -> Figures:
    """What came of one day of `model.hours`. Conversations that are open at its end are brought to theirs."""
    chosen: Router = Besedka(model) if router == "besedka" else Naive(random.Random(f"router {seed}"))
    talks, desks = play(model, chosen, seed)
    return figures(model, talks, desks)


def play(model: Model, router: Router, seed: int) -> tuple[list[Talk], list[Desk]]:
    """Everybody's way through the day."""
    return _Run(model, router, seed).to_the_end()


def figures(model: Model, talks: Sequence[Talk], desks: Sequence[Desk]) -> Figures:
    """The day in numbers."""
    return Figures(
        offered=len(talks),
        missed=sum(talk.left_at is not None for talk in talks),
        first=sorted(talk.waits[0] for talk in talks if talk.waits),
        later=[wait for talk in talks for wait in talk.waits[1:]],
        busy_ms=sum(desk.busy_ms for desk in desks),
        present_ms=round(len(desks) * model.hours * HOUR_MS),
    )


class _Run:
    def __init__(self, model: Model, router: Router, seed: int) -> None:
        self._router = router
        self._talks = {talk.id: talk for talk in customers(model, seed)}
        self._desks = [Desk(limit=model.limit) for _ in range(model.operators)]
        self._coming = iter(self._talks.values())
        self._events: list[tuple[int, int, Callable[[Any, int], None], Any]] = []
        self._number = count()
        self._look_at = 0

    def to_the_end(self) -> tuple[list[Talk], list[Desk]]:
        """Until nothing more happens."""
        self._await_next()
        while self._events:
            now, _, happens, whom = heapq.heappop(self._events)
            happens(whom, now)
        return list(self._talks.values()), self._desks

    def _at(self, when: int, happens: Callable[[Any, int], None], whom: Any) -> None:
        heapq.heappush(self._events, (when, next(self._number), happens, whom))

    def _await_next(self) -> None:
        if talk := next(self._coming, None):
            self._at(talk.came_at, self._comes, talk)

    def _comes(self, talk: Talk, now: int) -> None:
        talk.turn_at = now
        self._router.join(talk)
        self._at(now + talk.patience, self._is_tired, talk)
        self._await_next()
        self._look(now)

    def _is_tired(self, talk: Talk, now: int) -> None:
        if talk.begun_at is not None:
            return
        talk.left_at = now
        if talk.operator is None:
            self._router.leave(talk)
        else:
            desk = self._desks[talk.operator]
            desk.turns.remove(talk)
            desk.load -= 1
            self._look(now)

    def _look(self, now: int) -> None:
        given, again = self._router.give_out(self._desks, now)
        for talk_id, number in given:
            talk, desk = self._talks[talk_id], self._desks[number]
            talk.operator, talk.given_at = number, now
            desk.load += 1
            desk.last_given_at = now
            desk.turns.append(talk)
            self._begin(desk, now)
        if again is not None and not now < self._look_at <= again:
            self._look_at = again
            self._at(again, self._look_again, None)

    def _look_again(self, nobody: None, now: int) -> None:
        if now == self._look_at:
            self._look(now)

    def _begin(self, desk: Desk, now: int) -> None:
        """The next turn, unless something is at work already."""
        if desk.at_work is not None or not desk.turns:
            return
        talk = desk.turns.pop(self._router.next_turn(desk, now) if len(desk.turns) > 1 else 0)
        desk.at_work, desk.began_at = talk, now
        if talk.begun_at is None:
            talk.begun_at = now
        self._at(now + talk.replies[talk.done], self._posts, desk)

    def _posts(self, desk: Desk, now: int) -> None:
        talk, desk.at_work = desk.at_work, None
        assert talk is not None
        desk.busy_ms += now - desk.began_at
        desk.last_reply_at = now
        talk.waits.append(now - talk.turn_at)
        talk.done += 1
        if talk.done < len(talk.replies):
            self._at(now + talk.thinking[talk.done - 1], self._writes, talk)
        else:
            talk.ended_at = now
            desk.load -= 1
        self._look(now)
        self._begin(desk, now)

    def _writes(self, talk: Talk, now: int) -> None:
        desk = self._desks[talk.operator or 0]
        talk.turn_at = now
        desk.turns.append(talk)
        self._begin(desk, now)
