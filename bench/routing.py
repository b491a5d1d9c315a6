"""Routing: what the engine reaches in the simulator beside a naive router, and how long one decision takes."""

import math
import random
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from statistics import median
from typing import NamedTuple

from bench.burst import Promise, promises, share
from bench.rows import Row
from bench.world import World
from besedka.routing.engine import Attention, Crew, Seat, Waiting
from besedka.routing.figures import Figures, percentile, together
from besedka.routing.line import Line, rank
from besedka.routing.simulator import Model, simulate
from besedka.staff import DepartmentSettings, Lane

_SEEDS = 20
_WAITING, _OPERATORS, _LOOKS = 10_000, 500, 400
_EVERY = 4
"""So many decisions to a sort."""
_BURSTS = ((3, 30), (3, 40), (15, 190))
_NOW = 1_000_000_000
_LANES = tuple(Lane(id=f"lane{n}", at_least=1) for n in range(5))


class Routing:
    """Rows `routing ...`."""

    def __init__(self, world: World) -> None:
        self._seeds = _SEEDS if world.pace >= 1 else 2
        self._found: dict[tuple[str, float], Figures] = {}
        self._promises: dict[tuple[int, float], list[Promise]] = {}
        self._decisions: list[Took] = []
        self._sorts: list[Took] = []

    def run(self) -> None:
        """The simulator once, since the same seeds give the same days; decisions in every run."""
        if not self._found:
            with ProcessPoolExecutor(2) as pool:
                for router, per_hour in (("naive", 40), ("besedka", 40), ("besedka", 30)):
                    days = pool.map(_day, [(router, per_hour, seed) for seed in range(1, self._seeds + 1)])
                    self._found[router, per_hour] = together(days)
            for operators, per_hour in _BURSTS:
                self._promises[operators, per_hour] = promises(operators, per_hour, range(1, self._seeds + 1))
        decisions, sorts = decide()
        self._decisions += decisions
        self._sorts += sorts

    def rows(self) -> list[Row]:
        """Bars of the reference customer: three seats, a limit of four."""
        return [*self._beside_naive(), *self._alone(), *self._promised(), *self._decision()]

    def _beside_naive(self) -> Iterable[Row]:
        naive, ours = self._found["naive", 40], self._found["besedka", 40]
        with_naive = f"naive router, the same {naive.offered:,} customers"
        yield Row(
            "routing 40/h, first response", ours.mean_first / 1000, "s", with_naive, naive.mean_first / 1000, bar=0.75,
            is_more_better=False, note=_note(ours),
        )  # fmt: skip
        yield Row(
            "routing 40/h, missed", ours.missed_share * 100, "%", with_naive, naive.missed_share * 100, bar=0.62,
            is_more_better=False, note=f"{self._seeds} seeds x 200 h, 3 operators, limit 4",
        )  # fmt: skip

    def _alone(self) -> Iterable[Row]:
        ours = self._found["besedka", 30]
        for name, value, unit, bar in (
            ("first response", ours.mean_first / 1000, "s", 31.0),
            ("first response, p90", ours.first_percentile(90) / 1000, "s", 57.0),
            ("missed", ours.missed_share * 100, "%", 1.5),
        ):
            yield Row(f"routing 30/h, {name}", value, unit, bar=bar, is_more_better=False, note=_note(ours))

    def _promised(self) -> Iterable[Row]:
        for (operators, per_hour), found in self._promises.items():
            first = [each for each in found if each.is_first]
            yield Row(
                f"routing {operators} seats, {per_hour:g}/h and ten times as many for 5 min, promises kept",
                share(each.is_kept for each in found) * 100, "%", bar=90.0,
                note=f"waited at most half longer than told, or 30 s; {len(found):,} promises; of the first ones "
                f"{share(each.is_kept for each in first):.0%}, and {share(each.is_near for each in first):.0%} no "
                "shorter than half, either",
            )  # fmt: skip

    def _decision(self) -> Iterable[Row]:
        for clock, name in enumerate(Took._fields):
            decision = _p99([took[clock] for took in self._decisions])
            sort = _p99([took[clock] for took in self._sorts])
            middle = median(took[clock] for took in self._decisions)
            yield Row(
                f"routing, one decision, p99, {name} time", decision, "ms", bar=5.0, is_more_better=False,
                note=f"{_WAITING:,} waiting, {_OPERATORS} operators, 5 lanes; p50 {middle:.2f} ms; a sort of the "
                f"{_WAITING:,} in the same run: p99 {sort:.1f} ms, {decision / sort:.2f} of it",
            )  # fmt: skip


class Took(NamedTuple):
    """How long something took, in ms. On a machine that others use, wall time has their turns in it."""

    wall: float
    cpu: float


def decide() -> tuple[list[Took], list[Took]]:
    """From an operator's new state to who gets what; and in between, sorts of the same size."""
    chance = random.Random(1)
    waiting = [_waiting(chance, number) for number in range(_WAITING)]
    crew = Crew((_seat(chance, number) for number in range(_OPERATORS)), {"help": DepartmentSettings(lanes=_LANES)})
    line = Line(waiting)
    line.give_out(crew, _NOW)
    decisions, sorts = [], []
    for number in range(_LOOKS):
        seat = _seat(chance, number % _OPERATORS)
        decisions.append(_took(partial(_decide, line, crew, seat, _NOW + number)))
        if number % _EVERY == 0:
            sorts.append(_took(lambda: sorted(waiting, key=lambda one: rank(one, _NOW))))
    return decisions, sorts


def _decide(line: Line, crew: Crew, seat: Seat, now: int) -> None:
    crew.put(seat)
    line.give_out(crew, now)


def _took(does: Callable[[], object]) -> Took:
    wall, cpu = time.perf_counter(), time.thread_time()
    does()
    return Took((time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000)


def _p99(every: Iterable[float]) -> float:
    return percentile(sorted(round(ms * 1000) for ms in every), 99) / 1000


def _day(wanted: tuple[str, float, int]) -> Figures:
    router, per_hour, seed = wanted
    return simulate(Model(per_hour=per_hour), router, seed)


def _waiting(chance: random.Random, number: int) -> Waiting:
    since = _NOW - chance.randrange(600_000)
    lane = chance.choice(_LANES).id
    return Waiting(id=f"c{number}", department_id="help", since=since, lane_id=lane, priority=chance.randrange(3))


def _seat(chance: random.Random, number: int) -> Seat:
    """Half of them have room; most of those are in the middle of a reply."""
    load = chance.randrange(2, 7)
    attention = chance.choice([Attention.IDLE, Attention.WRITING, Attention.WRITING])
    return Seat(
        id=f"o{number}", is_available=True, load=min(load, 4), limit=4, departments=("help",), weighted=load,
        unanswered=chance.randrange(load), attention=attention, attention_since=_NOW - chance.randrange(60_000),
    )  # fmt: skip


def _note(found: Figures) -> str:
    spread = 1.96 * math.sqrt(found.missed_share * (1 - found.missed_share) / found.offered) * 100
    return f"{found.in_time:.1%} in 60 s, at work {found.occupancy:.0%}, missed +/- {spread:.2f} %"
