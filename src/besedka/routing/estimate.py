"""How long somebody in the line will wait, from how fast it moves lately. Pure, and of constant size.

Two speeds are measured apart: while somebody has room (the next one is taken when a reply is finished), and while
everybody is at the limit (a conversation must end first). Who stands far behind also moves up because others before
them leave. Until enough was seen, customary times stand in.

What is promised is kept by nine of ten: they wait at most half longer. Few steps are a matter of chance, so a short way
is promised somewhat longer than its mean; from the seventh place on it is the mean.
"""

import math
from collections.abc import Sequence

import msgspec

HALF_LIFE_MS = 1_800_000
"""What is this old counts half."""
FIRST_REPLY_MS = 25_000
HANDLING_MS = 220_000
PATIENCE_MS = 480_000
"""What is customary: a first reply, an operator's time for a conversation, how long customers wait."""
MORE = 1.5
"""A promise that is exceeded by more than half is broken."""
_NINE_OF_TEN = 1.2816
_TRUST = 3.0
"""As many observations count as much as what is customary."""


class Pace(msgspec.Struct):
    """How often something happened in how much time; both fade."""

    times: float = 0.0
    spent_ms: float = 0.0

    def saw(self, times: int, spent_ms: float, fading: float) -> None:
        """So many times in the time just gone."""
        self.times = self.times * fading + times
        self.spent_ms = self.spent_ms * fading + spent_ms

    def interval(self, customary_ms: float) -> float:
        """From one to the next."""
        return (self.spent_ms + _TRUST * customary_ms) / (self.times + _TRUST)


class Drain(msgspec.Struct):
    """How one line (of a lane or a department) moves. Say each change with `watch`."""

    seen_at: int = 0
    waiting: int = 0
    room: int = 0
    with_room: Pace = msgspec.field(default_factory=Pace)
    at_limit: Pace = msgspec.field(default_factory=Pace)
    leaving: Pace = msgspec.field(default_factory=Pace)

    def watch(self, now: int, *, waiting: int, room: int, given: int = 0, left: int = 0) -> None:
        """What has happened just now, and how many wait and may be taken after it."""
        passed = max(0, now - self.seen_at) if self.seen_at else 0
        fading = math.exp2(-passed / HALF_LIFE_MS)
        spent = passed if self.waiting else 0
        is_room, given = self.room > 0, min(given, self.waiting)
        self.with_room.saw(given if is_room else 0, spent if is_room else 0, fading)
        self.at_limit.saw(0 if is_room else given, 0 if is_room else spent, fading)
        self.leaving.saw(left, passed * self.waiting, fading)
        self.seen_at, self.waiting, self.room = now, waiting, room

    def wait_ms(self, place: int, room: int, operators: int) -> int:
        """For who stands at `place` (1 is the head), with so much room at so many operators."""
        if operators < 1:
            return 0
        return _promise(self._steps(place, room, operators))

    def _steps(self, place: int, room: int, operators: int) -> list[float]:
        """How long each move up to the operator takes on average."""
        soon = min(place, room)
        ends = 1 / self.at_limit.interval(HANDLING_MS / operators)
        leaves = 1 / self.leaving.interval(PATIENCE_MS)
        moves = [1 / (ends + ahead * leaves) for ahead in range(soon, place)]
        return [self.with_room.interval(FIRST_REPLY_MS / operators)] * soon + moves


def _promise(steps: Sequence[float]) -> int:
    """The mean of so many steps by chance, or what nine of ten exceed by no more than half (Wilson and Hilferty)."""
    mean = sum(steps)
    ninth = sum(step * step for step in steps) / mean**2 / 9
    nine_of_ten = mean * (1 - ninth + _NINE_OF_TEN * math.sqrt(ninth)) ** 3
    return round(max(mean, nine_of_ten / MORE))
