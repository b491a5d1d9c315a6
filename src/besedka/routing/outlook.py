"""Where everybody in the line stands, and how long that may take. Pure."""

from collections import Counter
from collections.abc import Collection, Iterator

import msgspec

from besedka.routing.engine import Crew, LaneKey
from besedka.routing.estimate import Drain
from besedka.routing.line import Line


class Place(msgspec.Struct, frozen=True):
    """Of one conversation, counted within its lane from 1. `wait_ms` None: nobody is here, so it cannot be said.

    `choices`: what to offer instead, when the line is longer than the department wants.
    """

    conversation_id: str
    place: int
    wait_ms: int | None
    choices: tuple[str, ...] = ()


class Outlook:
    """Learns from look to look how fast each lane moves. It may be forgotten: then customary times stand in."""

    def __init__(self) -> None:
        self._drains: dict[LaneKey, Drain] = {}
        self._lanes: dict[str, LaneKey] = {}

    def gone(self, line: Line) -> list[str]:
        """Who waited at the last look and does not any more."""
        return [conversation_id for conversation_id in self._lanes if conversation_id not in line]

    def look(self, line: Line, crew: Crew, now: int, left: Collection[str]) -> list[Place]:
        """Everybody's place. `left`: those of the gone who were not given to anybody."""
        gone = self.gone(line)
        given = Counter(self._lanes[one] for one in gone if one not in left)
        leaving = Counter(self._lanes[one] for one in gone if one in left)
        self._lanes = {one.id: (one.department_id, one.lane_id) for one in line}
        waiting = Counter(self._lanes.values())
        for key in {*waiting, *given, *leaving}:
            drain = self._drains.setdefault(key, Drain())
            room, _ = _strength(crew, key)
            drain.watch(now, waiting=waiting[key], room=room, given=given[key], left=leaving[key])
        return list(self._places(line, crew, now))

    def _places(self, line: Line, crew: Crew, now: int) -> Iterator[Place]:
        strength = {key: _strength(crew, key) for key in set(self._lanes.values())}
        places: Counter[LaneKey] = Counter()
        length: Counter[str] = Counter()
        for one in line.in_order(now):
            key, giving = self._lanes[one.id], crew.giving(one.department_id)
            places[key] += 1
            length[one.department_id] += 1
            room, operators = strength[key]
            wait_ms = self._drains[key].wait_ms(places[key], room, operators) if operators else None
            is_too_long = 0 < giving.queue_cap < length[one.department_id]
            yield Place(one.id, places[key], wait_ms, giving.when_full if is_too_long else ())


def _strength(crew: Crew, key: LaneKey) -> tuple[int, int]:
    """(free slots, available operators) of a lane."""
    here = [seat for operator_id in crew.members(key) if (seat := crew.seats[operator_id]).is_available]
    return sum(max(0, seat.limit - seat.load) for seat in here), len(here)
