"""One timer for all connections: deadlines, and the heartbeat.

A `call_later` for each connection would cost memory and a heap operation for each ping. Here connections stand in
*lanes*, one for each tick of the ping interval, evenly filled: every tick pings one lane, and looks who has not
answered in the lane that was pinged `answer_within` ago.
"""

import asyncio
import math
from collections.abc import Callable, Iterator
from typing import Protocol

import structlog

from besedka.realtime.ws.contract import Limits

_log = structlog.get_logger(__name__)
_SPOKES = 256


class Timer:
    """An armed deadline."""

    __slots__ = ("action", "due")

    def __init__(self, due: int, action: Callable[[], None]) -> None:
        self.due = due
        self.action = action


class Member(Protocol):
    """Who has a heartbeat."""

    def ping_due(self) -> None:
        """It is time to ping."""

    def answer_due(self) -> None:
        """The time to answer the last ping is over."""


class Wheel:
    """Time in ticks, for one event loop. It stretches when the loop stalls: nobody is cut for *our* pause."""

    def __init__(self, limits: Limits) -> None:
        self.now = 0
        self._tick = limits.tick
        self._spokes: list[set[Timer]] = [set() for _ in range(_SPOKES)]
        self._lanes: list[set[Member]] = [set() for _ in range(max(2, round(limits.ping_every / limits.tick)))]
        self._answer_ticks = min(max(1, round(limits.answer_within / limits.tick)), len(self._lanes) - 1)
        self._next_lane = 0
        self._pending = 0
        self._turning = False

    def __iter__(self) -> Iterator[Member]:
        for lane in self._lanes:
            yield from tuple(lane)

    def ticks(self, seconds: float) -> int:
        """How many ticks are at least this long, wherever within a tick we are."""
        return math.ceil(seconds / self._tick) + 1

    def seconds_since(self, tick: int) -> float:
        """How long ago `now` was this tick. While nothing is enlisted the wheel stands still."""
        return (self.now - tick) * self._tick

    def arm(self, seconds: float, action: Callable[[], None]) -> Timer:
        """Call `action` after at least `seconds`, and at most two ticks more."""
        timer = Timer(self.now + self.ticks(seconds), action)
        self._spokes[timer.due % _SPOKES].add(timer)
        self._count(+1)
        return timer

    def disarm(self, timer: Timer | None) -> None:
        """Forget a deadline; one that fired, or none, is no error."""
        if timer is not None and timer in self._spokes[timer.due % _SPOKES]:
            self._spokes[timer.due % _SPOKES].remove(timer)
            self._count(-1)

    def enlist(self, member: Member) -> int:
        """Give a heartbeat; returns the lane, to be handed back to `retire`."""
        lane = self._next_lane
        self._next_lane = (lane + 1) % len(self._lanes)
        self._lanes[lane].add(member)
        self._count(+1)
        return lane

    def retire(self, member: Member, lane: int) -> None:
        """The member that was enlisted in this lane has gone."""
        self._lanes[lane].remove(member)
        self._count(-1)

    def _count(self, change: int) -> None:
        self._pending += change
        if self._pending and not self._turning:
            self._turning = True
            asyncio.get_running_loop().call_later(self._tick, self._turn)

    def _turn(self) -> None:
        self.now += 1
        spoke = self._spokes[self.now % _SPOKES]
        for timer in [timer for timer in spoke if timer.due <= self.now]:
            if timer in spoke:
                self.disarm(timer)
                self._call(timer.action)
        self._beat()
        self._turning = False
        self._count(0)

    def _beat(self) -> None:
        lanes = self._lanes
        for member in tuple(lanes[(self.now - self._answer_ticks) % len(lanes)]):
            self._call(member.answer_due)
        for member in tuple(lanes[self.now % len(lanes)]):
            self._call(member.ping_due)

    @staticmethod
    def _call(action: Callable[[], None]) -> None:
        try:
            action()
        except Exception:
            _log.exception("websocket_timer_failed")
