"""Ten times the load for five minutes, through the real engine and the real outlook: what was promised, what came."""

from collections.abc import Iterable, Sequence

import msgspec

from besedka.routing.estimate import MORE
from besedka.routing.outlook import Outlook
from besedka.routing.routers import Besedka, Desk, Talk
from besedka.routing.simulator import HOUR_MS, Burst, Model, play
from besedka.routing.waits import AGAIN_MS, EVERY_MS

FIVE_MINUTES = 300_000
FLOOR_MS = 30_000
"""An error that small is none: a promise is said again after so long."""


class Promise(msgspec.Struct, frozen=True):
    """What somebody was told, and how long that person waited from then on. `is_first`: not a renewed one."""

    wait_ms: int
    waited_ms: int
    is_first: bool

    @property
    def is_kept(self) -> bool:
        """The wait was at most half longer."""
        return self.waited_ms <= max(MORE * self.wait_ms, self.wait_ms + FLOOR_MS)

    @property
    def is_near(self) -> bool:
        """It was no shorter than half, either."""
        return self.is_kept and self.waited_ms >= min(self.wait_ms / 2, self.wait_ms - FLOOR_MS)


class Promising(Besedka):
    """The engine, and what it tells those who wait: at once, and again every 30 seconds."""

    def __init__(self, model: Model) -> None:
        super().__init__(model.rules)
        self.told: dict[str, list[tuple[int, int]]] = {}
        self._outlook = Outlook()
        self._left: list[str] = []
        self._looked_at = 0

    def leave(self, talk: Talk) -> None:
        """Somebody waits no longer."""
        super().leave(talk)
        self._left.append(talk.id)

    def give_out(self, desks: Sequence[Desk], now: int) -> tuple[list[tuple[str, str]], int | None]:
        """What the engine decides; then everybody else is told, as `Waits` does it."""
        found = super().give_out(desks, now)
        if now - self._looked_at >= EVERY_MS:
            self._looked_at = now
            for place in self._outlook.look(self._line, self._crew, now, self._left):
                told = self.told.setdefault(place.conversation_id, [])
                if place.wait_ms is not None and (not told or now - told[-1][0] >= AGAIN_MS):
                    told.append((now, place.wait_ms))
            self._left.clear()
        return found


def promises(operators: int, per_hour: float, seeds: Iterable[int]) -> list[Promise]:
    """Those to everybody who came in the burst and stayed."""
    found: list[Promise] = []
    for seed in seeds:
        bursts = (Burst(HOUR_MS, HOUR_MS + FIVE_MINUTES, 10),)
        model = Model(operators=operators, per_hour=per_hour, hours=2, bursts=bursts)
        router = Promising(model)
        for talk in play(model, router, seed)[0]:
            if talk.given_at and HOUR_MS <= talk.came_at < HOUR_MS + FIVE_MINUTES:
                told = enumerate(router.told.get(talk.id, ()))
                found += [Promise(wait, talk.given_at - at, number == 0) for number, (at, wait) in told]
    return found


def share(found: Iterable[bool]) -> float:
    """Of those that are true."""
    every = list(found)
    return sum(every) / len(every)
