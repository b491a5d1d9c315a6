"""Those who wait, in their order, and giving them out. Pure.

The order: higher priority first, then who waits longer, then the smaller id. So that a stream of high priority starves
nobody, whoever waits longer than `STARVING_MS` goes before all others, the longest wait first.
"""

import heapq
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

import msgspec

from besedka.routing.engine import Crew, Decision, Waiting, choose

STARVING_MS = 240_000

Group = tuple[str, str | None, int]
"""(department, lane, priority): inside of it first come, first served."""
Place = tuple[int, str]
"""(since, id)"""


class Given(msgspec.Struct, frozen=True):
    """Who waited, and to whom it goes."""

    waiting: Waiting
    decision: Decision


class Round(msgspec.Struct, frozen=True):
    """What one look at the line came to. `look_again_at`: when time alone may give out more."""

    given: tuple[Given, ...]
    look_again_at: int | None


class Line:
    """The conversations that wait, kept in order."""

    def __init__(self, waiting: Iterable[Waiting] = ()) -> None:
        self._all: dict[str, Waiting] = {}
        self._groups: dict[Group, list[Place]] = {}
        self._wanted: dict[str, list[Place]] = {}
        for one in waiting:
            self._all[one.id] = one
            for places in self._lists(one):
                places.append((one.since, one.id))
        for places in (*self._groups.values(), *self._wanted.values()):
            places.sort()

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Waiting]:
        return iter(self._all.values())

    def __contains__(self, conversation_id: str) -> bool:
        return conversation_id in self._all

    def add(self, waiting: Waiting) -> None:
        """Join the line, or change one's place in it."""
        self.remove(waiting.id)
        self._all[waiting.id] = waiting
        for places in self._lists(waiting):
            insort(places, (waiting.since, waiting.id))

    def remove(self, conversation_id: str) -> None:
        """Leave the line. Nothing happens when it is not there."""
        if waiting := self._all.pop(conversation_id, None):
            place = (waiting.since, waiting.id)
            for places in self._lists(waiting):
                del places[bisect_left(places, place)]

    def _lists(self, waiting: Waiting) -> Iterator[list[Place]]:
        group = (waiting.department_id, waiting.lane_id, waiting.priority)
        yield self._groups.setdefault(group, [])
        if waiting.wanted_operator_id:
            yield self._wanted.setdefault(waiting.wanted_operator_id, [])

    def in_order(self, now: int) -> Iterator[Waiting]:
        """Everybody, in the order in which they are served."""
        heads = [(*rank(self._all[places[0][1]], now), 0, places) for places in self._groups.values() if places]
        heapq.heapify(heads)
        while heads:
            *_, index, places = heads[0]
            yield self._all[places[index][1]]
            if index + 1 < len(places):
                heapq.heapreplace(heads, (*rank(self._all[places[index + 1][1]], now), index + 1, places))
            else:
                heapq.heappop(heads)

    def give_out(self, crew: Crew, now: int) -> Round:
        """Give whatever can be given now; those given leave the line, and the crew has them."""
        given = self._to_wanted(crew, now)
        again: list[int] = []
        heads = [(*rank(self._all[places[0][1]], now), 0, group) for group, places in self._groups.items() if places]
        heapq.heapify(heads)
        while heads and crew.has_room:
            *_, index, group = heapq.heappop(heads)
            places = self._groups[group]
            waiting = self._all[places[index][1]]
            decision = choose(waiting, crew, now)
            if decision.operator_id is not None:
                given.append(self._give(waiting, decision, crew, now))
            else:
                if decision.look_again_at is not None:
                    again.append(decision.look_again_at)
                if not _is_its_own(waiting, decision):
                    continue
                index += 1
            if index < len(places):
                heapq.heappush(heads, (*rank(self._all[places[index][1]], now), index, group))
        return Round(tuple(given), min(again, default=None))

    def _to_wanted(self, crew: Crew, now: int) -> list[Given]:
        """Whose operator has room, before anybody else."""
        given: list[Given] = []
        for operator_id in [o for o, places in self._wanted.items() if places]:
            for _, conversation_id in list(self._wanted[operator_id]):
                if not (seat := crew.seats.get(operator_id)) or not seat.takes_own or seat.load >= seat.limit:
                    break
                waiting = self._all[conversation_id]
                if (decision := choose(waiting, crew, now)).code == "wanted":
                    given.append(self._give(waiting, decision, crew, now))
        return given

    def _give(self, waiting: Waiting, decision: Decision, crew: Crew, now: int) -> Given:
        seat = crew.seats[str(decision.operator_id)]
        weight = crew.giving(waiting.department_id).weights.get(waiting.channel, 1.0)
        crew.put(seat.with_one_more(weight, now))
        self.remove(waiting.id)
        return Given(waiting, decision)


def rank(waiting: Waiting, now: int) -> tuple[int, int, int, str]:
    """The smaller, the earlier served."""
    if now - waiting.since >= STARVING_MS:
        return 0, 0, waiting.since, waiting.id
    return 1, -waiting.priority, waiting.since, waiting.id


def _is_its_own(waiting: Waiting, decision: Decision) -> bool:
    """Whether it waits for a reason that does not hold for those behind it."""
    return waiting.avoided_operator_id is not None or decision.code in ("kept_for_wanted", "kept_for_known")
