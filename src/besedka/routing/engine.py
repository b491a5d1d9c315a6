"""Who takes a conversation, and why: pure, so that a day can be replayed through it.

The rules, in their order (docs/rooms/routing.md says them in words):

1. A conversation that is wanted by an operator who is here goes to that operator, and waits when the slots are full.
2. Else it may go to the operators of its lane, after the overflow's time also to those of another lane or department:
   available, under the limit, and not among the last that another lane must keep (`at_least`).
3. The operator whom the customer knows comes first, for `return_to_last_ms`.
4. Late binding: only to somebody who is idle or has just finished a reply, so that the first words come at once; after
   `ageing_ms` to the least loaded. Or `least_loaded` from the start.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from besedka.staff import DepartmentSettings, Giving, Lane, Overflow

BEGINS_MS = 60_000
"""An operator who got a conversation is held to be about to answer it for this long."""
WRITING_MS = 120_000
READING_MS = 30_000
"""How long a sign of attention is believed when no other one comes."""
SHOWN = 10
"""How many others a decision names."""

LaneKey = tuple[str, str | None]
"""(department, lane)"""


class Attention(StrEnum):
    """What an operator is at, as the console says it."""

    IDLE = "idle"
    READING = "reading"
    WRITING = "writing"


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """What the engine knows about an operator. Times are 0 when it never happened.

    `keeps_own`: gets back what is wanted there, even when not available for anything else.
    `weighted`: the load with the weights of the channels. `unanswered`: own active conversations in which the customer
    waits for a word; `unbegun`: those of them to which this operator has not answered yet, the last of them given at
    `last_assigned_at`. `attention_since`: when the present attention began.
    """

    id: str
    is_available: bool
    load: int
    limit: int
    departments: tuple[str, ...] = ()
    keeps_own: bool = False
    weighted: float = 0.0
    unanswered: int = 0
    unbegun: int = 0
    attention: Attention = Attention.IDLE
    attention_since: int = 0
    last_reply_at: int = 0
    last_assigned_at: int = 0

    @property
    def has_room(self) -> bool:
        """Available and under the limit."""
        return self.is_available and self.load < self.limit

    @property
    def takes_own(self) -> bool:
        """Here for what is wanted there."""
        return self.is_available or self.keeps_own

    @property
    def busy_until(self) -> int:
        """Until when this operator is held to be in the middle of a reply. Posting the reply ends it at once."""
        until = 0
        if self.unbegun:
            until = self.last_assigned_at + BEGINS_MS
        if self.attention_since >= self.last_reply_at:
            if self.attention == Attention.WRITING:
                until = max(until, self.attention_since + WRITING_MS)
            elif self.attention == Attention.READING and self.unanswered:
                until = max(until, self.attention_since + READING_MS)
        return until

    def with_one_more(self, weight: float, now: int) -> "Seat":
        """As it is after getting a conversation."""
        return msgspec.structs.replace(
            self, load=self.load + 1, weighted=self.weighted + weight, unanswered=self.unanswered + 1,
            unbegun=self.unbegun + 1, last_assigned_at=now,
        )  # fmt: skip


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation in the line. `since`: its first wait of the episode, kept when it is given back.

    `wanted_operator_id`: whose it is, until `wanted_until` (None: as long as that operator is here).
    `avoided_operator_id`: who did not react to it, or sent it on: only when nobody else is here.
    """

    id: str
    department_id: str
    since: int
    lane_id: str | None = None
    priority: int = 0
    channel: str = "site"
    wanted_operator_id: str | None = None
    wanted_until: int | None = None
    last_operator_id: str | None = None
    avoided_operator_id: str | None = None


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why, for a machine: clients say it in the reader's language."""

    code: str
    values: dict[str, str | int] = {}


class Considered(msgspec.Struct, frozen=True):
    """Another operator of the lane. `code`: `suitable`, `writing`, `kept` (for another lane), `full`, `away`."""

    operator_id: str
    code: str
    load: int
    limit: int


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """Whom, and why; `operator_id` None: it waits on, and time alone may change that at `look_again_at`.

    Codes of the first reason, when given: `wanted`, `known`, `idle`, `finished_reply`, `aged`, `least_loaded`; when it
    waits: `kept_for_wanted`, `kept_for_known`, `all_writing`, `all_full`, `all_kept`, `nobody_here`. Further ones:
    `waited`, `chosen_from`, `overflow`.
    """

    operator_id: str | None = None
    reasons: tuple[Reason, ...] = ()
    considered: tuple[Considered, ...] = ()
    look_again_at: int | None = None

    @property
    def code(self) -> str:
        """The first reason's."""
        return self.reasons[0].code


class Crew:
    """The operators at one moment, and what their departments were told."""

    def __init__(self, seats: Iterable[Seat], rules: Mapping[str, DepartmentSettings]) -> None:
        self.seats = {seat.id: seat for seat in seats}
        self._rules = rules
        self._reserved = [
            (department_id, lane) for department_id, told in rules.items() for lane in told.lanes if lane.at_least
        ]
        self._members: dict[LaneKey, tuple[str, ...]] = {}
        self._spare: dict[LaneKey, int] = {}
        self._with_room = sum(seat.has_room for seat in self.seats.values())

    @property
    def has_room(self) -> bool:
        """Whether anybody could take anything."""
        return self._with_room > 0

    def put(self, seat: Seat) -> None:
        """As this operator is now."""
        before = self.seats.get(seat.id)
        self.seats[seat.id] = seat
        self._with_room += seat.has_room - (before is not None and before.has_room)
        if before is None or before.departments != seat.departments:
            self._members.clear()
            self._spare.clear()
        elif before.has_room != seat.has_room:
            self._spare.clear()

    def giving(self, department_id: str) -> Giving:
        """How a department gives its conversations out."""
        told = self._rules.get(department_id)
        return told.giving if told else _GIVING

    def lane(self, waiting: Waiting) -> Lane | None:
        """The lane of a conversation, if it still exists."""
        told = self._rules.get(waiting.department_id)
        return told.lane(waiting.lane_id) if told and waiting.lane_id else None

    def members(self, key: LaneKey) -> tuple[str, ...]:
        """Who answers in a lane; with None, or a lane that is no more, everybody of the department."""
        if (found := self._members.get(key)) is None:
            told = self._rules.get(key[0])
            lane = told.lane(key[1]) if told else None
            only = lane.operators if lane else ()
            found = tuple(s.id for s in self.seats.values() if key[0] in s.departments and (not only or s.id in only))
            self._members[key] = found
        return found

    def candidates(self, waiting: Waiting, now: int) -> list[Seat]:
        """Those who may take it, whatever they are at: of its lane, then of the overflow."""
        ids = self.members((waiting.department_id, waiting.lane_id))
        overflow = _overflow(self.lane(waiting))
        if overflow and now >= waiting.since + overflow.after_ms:
            keys: list[LaneKey] = []
            if overflow.lane_id:
                keys.append((waiting.department_id, overflow.lane_id))
            if overflow.department_id:
                keys.append((overflow.department_id, None))
            ids = tuple(dict.fromkeys([*ids, *(i for key in keys for i in self.members(key))]))
        return [self.seats[i] for i in ids]

    def is_kept(self, seat: Seat, waiting: Waiting) -> bool:
        """Whether another lane would be left with too few who have room."""
        if not self._reserved or seat.load + 1 < seat.limit:
            return False
        own = (waiting.department_id, waiting.lane_id)
        return any(
            (department_id, lane.id) != own
            and seat.id in self.members((department_id, lane.id))
            and self._in_lane((department_id, lane.id)) <= lane.at_least
            for department_id, lane in self._reserved
        )

    def _in_lane(self, key: LaneKey) -> int:
        if (found := self._spare.get(key)) is None:
            found = self._spare[key] = sum(self.seats[i].has_room for i in self.members(key))
        return found


_GIVING = Giving()


def choose(waiting: Waiting, crew: Crew, now: int) -> Decision:
    """Who gets this conversation now, or why it waits on."""
    wanted = crew.seats.get(waiting.wanted_operator_id or "")
    if wanted and wanted.takes_own and (waiting.wanted_until is None or now < waiting.wanted_until):
        if wanted.load < wanted.limit:
            return _given(wanted, "wanted", waiting, now)
        return _waits("kept_for_wanted", waiting.wanted_until, operator_id=wanted.id)
    candidates = _without_avoided(crew.candidates(waiting, now), waiting.avoided_operator_id)
    able = [seat for seat in candidates if seat.has_room and not crew.is_kept(seat, waiting)]
    decision = _known(waiting, crew, candidates, able, now) or _best(waiting, crew, candidates, able, now)
    if decision.operator_id is None:
        return _or_overflow(decision, crew.lane(waiting), waiting.since, now)
    others = _others(candidates, able, decision.operator_id, now)
    is_overflow = decision.operator_id not in crew.members((waiting.department_id, waiting.lane_id))
    reasons = (*decision.reasons, Reason("overflow")) if is_overflow else decision.reasons
    return msgspec.structs.replace(decision, reasons=reasons, considered=others)


def _without_avoided(candidates: list[Seat], avoided: str | None) -> list[Seat]:
    if avoided is None:
        return candidates
    others = [seat for seat in candidates if seat.id != avoided]
    return others if any(seat.is_available for seat in others) else candidates


def _known(waiting: Waiting, crew: Crew, candidates: Sequence[Seat], able: Sequence[Seat], now: int) -> Decision | None:
    """To whom the customer knows, who may finish something first."""
    giving, known_id = crew.giving(waiting.department_id), waiting.last_operator_id
    until = waiting.since + giving.return_to_last_ms
    known = next((seat for seat in candidates if seat.id == known_id and seat.is_available), None)
    if known is None or now >= until:
        return None
    if known not in able:
        return _waits("kept_for_known", until, operator_id=known.id)
    if giving.mode == "late" and known.busy_until > now:
        return _waits("kept_for_known", min(until, known.busy_until), operator_id=known.id)
    return _given(known, "known", waiting, now)


def _best(waiting: Waiting, crew: Crew, candidates: Sequence[Seat], able: Sequence[Seat], now: int) -> Decision:
    """Late binding, or the least loaded."""
    giving = crew.giving(waiting.department_id)
    if not able:
        return _waits(_obstacle(candidates), None)
    if giving.mode != "late":
        return _given(min(able, key=_by_load), "least_loaded", waiting, now, len(able))
    ready = [seat for seat in able if seat.busy_until <= now]
    if ready:
        best = min(ready, key=_by_turns)
        return _given(best, "finished_reply" if best.unanswered else "idle", waiting, now, len(ready))
    ages_at = waiting.since + giving.ageing_ms if giving.ageing_ms else None
    if ages_at is not None and now >= ages_at:
        return _given(min(able, key=_by_load), "aged", waiting, now, len(able))
    soonest = min(seat.busy_until for seat in able)
    return _waits("all_writing", soonest if ages_at is None else min(soonest, ages_at))


def _by_load(seat: Seat) -> tuple[float, int, int, str]:
    return seat.weighted, seat.unanswered, seat.last_assigned_at, seat.id


def _by_turns(seat: Seat) -> tuple[int, float, int, str]:
    return seat.unanswered, seat.weighted, seat.last_assigned_at, seat.id


def _obstacle(candidates: Sequence[Seat]) -> str:
    if not any(seat.is_available for seat in candidates):
        return "nobody_here"
    return "all_kept" if any(seat.has_room for seat in candidates) else "all_full"


def _overflow(lane: Lane | None) -> Overflow | None:
    return lane.overflow if lane else None


def _given(seat: Seat, code: str, waiting: Waiting, now: int, among: int = 0) -> Decision:
    reasons = [Reason(code, {"load": seat.load, "limit": seat.limit}), Reason("waited", {"ms": now - waiting.since})]
    if among:
        reasons.append(Reason("chosen_from", {"count": among}))
    return Decision(operator_id=seat.id, reasons=tuple(reasons))


def _waits(code: str, look_again_at: int | None, **values: str | int) -> Decision:
    return Decision(reasons=(Reason(code, values),), look_again_at=look_again_at)


def _or_overflow(decision: Decision, lane: Lane | None, since: int, now: int) -> Decision:
    """It may look again when others may take it."""
    overflow = _overflow(lane)
    if overflow is None or (opens_at := since + overflow.after_ms) <= now:
        return decision
    sooner = opens_at if decision.look_again_at is None else min(opens_at, decision.look_again_at)
    return msgspec.structs.replace(decision, look_again_at=sooner)


def _others(candidates: Sequence[Seat], able: Sequence[Seat], chosen: str, now: int) -> tuple[Considered, ...]:
    """The next best, those who could have taken it first."""
    can = {seat.id for seat in able}
    nearest = heapq.nsmallest(SHOWN + 1, candidates, key=lambda seat: (seat.id not in can, _by_turns(seat)))
    return tuple(
        Considered(seat.id, _standing(seat, seat.id in can, now), seat.load, seat.limit)
        for seat in nearest
        if seat.id != chosen
    )[:SHOWN]


def _standing(seat: Seat, is_able: bool, now: int) -> str:
    if is_able:
        return "suitable" if seat.busy_until <= now else "writing"
    if not seat.is_available:
        return "away"
    return "kept" if seat.has_room else "full"
