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
from typing import Any

import msgspec

from besedka.routing.figures import Figures
from besedka.routing.routers import DEPARTMENT, Besedka, Desk, Naive, Router, Talk
from besedka.staff import DepartmentSettings

HOUR_MS = 3_600_000


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

    @property
    def rules(self) -> dict[str, DepartmentSettings]:
        """As the engine wants them."""
        return {DEPARTMENT: self.told}


class Change(msgspec.Struct, frozen=True):
    """An operator comes or goes, or gets another limit."""

    at: int
    operator: str
    is_available: bool | None = None
    limit: int | None = None


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
    chosen: Router = Besedka(model.rules) if router == "besedka" else Naive(random.Random(f"router {seed}"))
    talks, desks = play(model, chosen, seed)
    return figures(model, talks, desks)


def play(model: Model, router: Router, seed: int) -> tuple[list[Talk], list[Desk]]:
    """Everybody's way through the day."""
    desks = [Desk(str(number), model.limit) for number in range(model.operators)]
    talks = list(customers(model, seed))
    run(talks, desks, router)
    return talks, desks


def run(talks: Sequence[Talk], desks: Sequence[Desk], router: Router, changes: Sequence[Change] = ()) -> None:
    """Bring everybody's way to its end. Talks are in the order of their coming."""
    _Run(talks, desks, router, changes).to_the_end()


def figures(model: Model, talks: Sequence[Talk], desks: Sequence[Desk]) -> Figures:
    """The day in numbers."""
    return Figures(
        offered=len(talks),
        missed=sum(not talk.waits for talk in talks),
        first=sorted(talk.waits[0] for talk in talks if talk.waits),
        later=[wait for talk in talks for wait in talk.waits[1:]],
        busy_ms=sum(desk.busy_ms for desk in desks),
        present_ms=round(len(desks) * model.hours * HOUR_MS),
    )


class _Run:
    def __init__(self, talks: Sequence[Talk], desks: Sequence[Desk], router: Router, changes: Sequence[Change]) -> None:
        self._router = router
        self._talks = {talk.id: talk for talk in talks}
        self._desks = {desk.id: desk for desk in desks}
        self._every_desk = desks
        self._coming = iter(talks)
        self._events: list[tuple[int, int, Callable[[Any, int], None], Any]] = []
        self._number = count()
        self._look_at = 0
        for change in changes:
            self._at(change.at, self._changes, change)

    def to_the_end(self) -> None:
        """Until nothing more happens."""
        self._await_next()
        while self._events:
            now, _, happens, whom = heapq.heappop(self._events)
            happens(whom, now)

    def _at(self, when: int, happens: Callable[[Any, int], None], whom: Any) -> None:
        heapq.heappush(self._events, (when, next(self._number), happens, whom))

    def _await_next(self) -> None:
        if talk := next(self._coming, None):
            self._at(talk.came_at, self._comes, talk)

    def _changes(self, change: Change, now: int) -> None:
        desk = self._desks[change.operator]
        desk.is_available = desk.is_available if change.is_available is None else change.is_available
        desk.limit = desk.limit if change.limit is None else change.limit
        self._look(now)

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
        given, again = self._router.give_out(self._every_desk, now)
        for talk_id, operator in given:
            talk, desk = self._talks[talk_id], self._desks[operator]
            talk.operator, talk.given_at = operator, now
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
            desk.load -= talk.done - 1 in talk.parked
            self._at(now + talk.thinking[talk.done - 1], self._writes, talk)
        elif talk.lingers:
            self._at(now + talk.lingers, self._ends, talk)
        else:
            self._frees(talk, now)
        self._look(now)
        self._begin(desk, now)

    def _ends(self, talk: Talk, now: int) -> None:
        self._frees(talk, now)
        self._look(now)

    def _frees(self, talk: Talk, now: int) -> None:
        talk.ended_at = now
        self._desks[talk.operator or ""].load -= 1

    def _writes(self, talk: Talk, now: int) -> None:
        """The customer. A slot that was free meanwhile is taken back, above the limit if need be."""
        desk = self._desks[talk.operator or ""]
        desk.load += talk.done - 1 in talk.parked
        talk.turn_at = now
        desk.turns.append(talk)
        self._begin(desk, now)
