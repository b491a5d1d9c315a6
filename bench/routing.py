"""Routing: what the engine reaches in the simulator beside a naive router, and how long one decision takes."""

import math
import random
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from statistics import median

from bench.rows import Row
from bench.world import World
from besedka.routing.engine import Attention, Crew, Seat, Waiting
from besedka.routing.figures import Figures, percentile, together
from besedka.routing.line import Line, rank
from besedka.routing.simulator import Model, simulate
from besedka.staff import DepartmentSettings, Lane

_SEEDS = 20
_WAITING, _OPERATORS, _LOOKS = 10_000, 500, 400
_NOW = 1_000_000_000
_LANES = tuple(Lane(id=f"lane{n}", at_least=1) for n in range(5))


class Routing:
    """Rows `routing ...`."""

    def __init__(self, world: World) -> None:
        self._seeds = _SEEDS if world.pace >= 1 else 2
        self._found: dict[tuple[str, float], Figures] = {}
        self._decisions_ms: list[float] = []
        self._sorts_ms: list[float] = []

    def run(self) -> None:
        """The simulator once, since the same seeds give the same days; decisions in every run."""
        if not self._found:
            with ProcessPoolExecutor(2) as pool:
                for router, per_hour in (("naive", 40), ("besedka", 40), ("besedka", 30)):
                    days = pool.map(_day, [(router, per_hour, seed) for seed in range(1, self._seeds + 1)])
                    self._found[router, per_hour] = together(days)
        decisions, sorts = decide()
        self._decisions_ms += decisions
        self._sorts_ms += sorts

    def rows(self) -> list[Row]:
        """Bars of the reference customer: three seats, a limit of four."""
        return [*self._beside_naive(), *self._alone(), self._decision()]

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

    def _decision(self) -> Row:
        ordered = sorted(round(ms * 1000) for ms in self._decisions_ms)
        return Row(
            "routing, one decision, p99", percentile(ordered, 99) / 1000, "ms", bar=5.0, is_more_better=False,
            note=f"{_WAITING:,} waiting, {_OPERATORS} operators, 5 lanes; p50 {percentile(ordered, 50) / 1000:.2f} ms; "
            f"a sort of the {_WAITING:,}: {median(self._sorts_ms):.1f} ms",
        )  # fmt: skip


def decide() -> tuple[list[float], list[float]]:
    """From an operator's new state to who gets what, and a sort: CPU time in ms, since neither waits for anything."""
    chance = random.Random(1)
    waiting = [_waiting(chance, number) for number in range(_WAITING)]
    crew = Crew((_seat(chance, number) for number in range(_OPERATORS)), {"help": DepartmentSettings(lanes=_LANES)})
    line = Line(waiting)
    line.give_out(crew, _NOW)
    decisions = []
    for number in range(_LOOKS):
        now = _NOW + number
        seat = _seat(chance, number % _OPERATORS)
        began = time.thread_time()
        crew.put(seat)
        line.give_out(crew, now)
        decisions.append((time.thread_time() - began) * 1000)
    return decisions, [_sort_ms(waiting) for _ in range(5)]


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


def _sort_ms(waiting: list[Waiting]) -> float:
    began = time.thread_time()
    sorted(waiting, key=lambda one: rank(one, _NOW))
    return (time.thread_time() - began) * 1000


def _note(found: Figures) -> str:
    spread = 1.96 * math.sqrt(found.missed_share * (1 - found.missed_share) / found.offered) * 100
    return f"{found.in_time:.1%} in 60 s, at work {found.occupancy:.0%}, missed +/- {spread:.2f} %"
