"""An oracle of the line in plain Python: what one look of the engine must keep to, however it decides."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from besedka.conversations import Conversation
from besedka.staff import DepartmentSettings, Operator

STARVED_MS = 5 * 60_000


class Look(msgspec.Struct, frozen=True):
    """Who waited, who worked and what they were told, just before. `given`: (conversation, operator), in order."""

    now: int
    line: Sequence[Conversation]
    staff: Sequence[Operator]
    told: Mapping[str, DepartmentSettings]
    given: Sequence[tuple[str, str]]

    def faults(self) -> Iterator[str]:
        """Step by step, with the loads as they were then."""
        waiting = {one.id: one for one in self.line}
        load = {operator.id: operator.load for operator in self.staff}
        for conversation_id, operator_id in self.given:
            one = waiting.pop(conversation_id)
            if one.arranged.wanted_operator_id != operator_id:
                yield from self._passed_over(one, operator_id, waiting, load)
            load[operator_id] += 1
        for other in waiting.values():
            if self._has_starved(other) and (idle := [o.id for o in self.staff if self._may_get(o, other, load)]):
                yield f"{other.id} starves, though {idle} have room"

    def _passed_over(
        self, one: Conversation, operator_id: str, waiting: Mapping[str, Conversation], load: Mapping[str, int]
    ) -> Iterator[str]:
        """Those who came before `one` and would have had this operator as well."""
        operator = next(each for each in self.staff if each.id == operator_id)
        for other in waiting.values():
            if _came(other) > _came(one) or not self._may_get(operator, other, load):
                continue
            if _group(other) == _group(one):
                yield f"{one.id} goes before {other.id}, who came earlier"
            elif self._has_starved(other):
                yield f"{one.id} goes before {other.id}, who starves"

    def _has_starved(self, one: Conversation) -> bool:
        return self.now - one.queued_at >= STARVED_MS

    def _may_get(self, operator: Operator, one: Conversation, load: Mapping[str, int]) -> bool:
        """A member of its lane with room, not kept for others; and it waits for nobody else."""
        arranged, key = one.arranged, (one.department_id, one.arranged.lane_id)
        if not self._has_room(operator, load) or not self._is_in(operator, *key) or self._waits_for_its_own(one):
            return False
        if arranged.avoided_operator_id == operator.id:
            return not any(o.is_available and o is not operator and self._is_in(o, *key) for o in self.staff)
        return not self._is_kept(operator, key, load)

    def _waits_for_its_own(self, one: Conversation) -> bool:
        """For the operator to whom it was sent or who had it, as long as somebody may wait for that."""
        arranged = one.arranged
        is_wanted = arranged.wanted_operator_id and (arranged.wanted_until is None or self.now < arranged.wanted_until)
        giving = self.told[one.department_id].giving
        return bool(is_wanted) or (
            arranged.last_operator_id is not None and self.now < one.queued_at + giving.return_to_last_ms
        )

    def _is_kept(self, operator: Operator, own: tuple[str, str | None], load: Mapping[str, int]) -> bool:
        """Another lane would be left with fewer who have room than it must have."""
        if load[operator.id] + 1 < operator.chat_limit:
            return False
        return any(
            sum(self._has_room(o, load) and self._is_in(o, department_id, lane.id) for o in self.staff) <= lane.at_least
            for department_id, told in self.told.items()
            for lane in told.lanes
            if lane.at_least and (department_id, lane.id) != own and self._is_in(operator, department_id, lane.id)
        )

    def _has_room(self, operator: Operator, load: Mapping[str, int]) -> bool:
        return operator.is_available and load[operator.id] < operator.chat_limit

    def _is_in(self, operator: Operator, department_id: str, lane_id: str | None) -> bool:
        lane = self.told[department_id].lane(lane_id)
        is_named = lane is None or not lane.operators or operator.id in lane.operators
        return department_id in operator.department_ids and is_named


def _group(one: Conversation) -> tuple[str, str | None, int]:
    return one.department_id, one.arranged.lane_id, one.arranged.priority


def _came(one: Conversation) -> tuple[int, str]:
    return one.queued_at, one.id
