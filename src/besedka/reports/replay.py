"""Recorded days, played again with other limits or without somebody. Pure.

As recorded: who came when, what they had to say, who was there, and how long each reply took: from when its operator
was done with the reply before (or the customer had written) to its posting. Decided anew: who gets whom, by the engine,
with the settings and departments that it is told. Who left would have left after as long; who was answered is given
the rest of a patience like that of the others. Somebody who left is taken to have as much to say as an answered one
had.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from besedka.reports.facts import Facts
from besedka.reports.model import Episode, Turn
from besedka.routing.figures import Figures
from besedka.routing.routers import Besedka, Desk, Talk
from besedka.routing.simulator import Change, run
from besedka.staff import DepartmentSettings

_BEFORE_MS = 24 * 3_600_000
"""Who came earlier than this before the span plays no part in it."""
_FOR_EVER = 10 * 365 * _BEFORE_MS


class Staff(msgspec.Struct, frozen=True):
    """An operator, and where and how many he answers."""

    id: str
    limit: int
    departments: tuple[str, ...]


class Compared(msgspec.Struct, frozen=True):
    """What was measured, and what the engine makes of the same day."""

    measured: Figures
    replayed: Figures


def replay(
    facts: Facts, from_ms: int, until_ms: int, staff: Sequence[Staff], rules: Mapping[str, DepartmentSettings],
    limit: int | None = None,
) -> Compared:  # fmt: skip
    """The span, half-open, with this staff; `limit`: for everybody, instead of the recorded ones."""
    episodes = sorted(_asking(facts.episodes.values(), from_ms, until_ms), key=_start)
    talks = list(_talks(episodes, _Replies(episodes), rules, until_ms))
    desks = [Desk(one.id, limit or one.limit, departments=one.departments, is_available=False) for one in staff]
    run(talks, desks, Besedka(rules), sorted(_changes(facts, desks, limit), key=lambda change: change.at))
    inside = [talk for talk in talks if talk.came_at >= from_ms]
    return Compared(_measured([e for e in episodes if _start(e) >= from_ms]), _replayed(inside))


def _asking(episodes: Iterable[Episode], from_ms: int, until_ms: int) -> Iterator[Episode]:
    """Those that waited for a person, without what we began."""
    for episode in episodes:
        if episode.t0 is not None and not episode.is_outbound and from_ms - _BEFORE_MS <= episode.t0 < until_ms:
            yield episode


def _start(episode: Episode) -> int:
    return episode.t0 or 0


class _Replies:
    """How long each reply took its operator."""

    def __init__(self, episodes: Sequence[Episode]) -> None:
        self._posted: dict[str, list[int]] = {}
        for episode in episodes:
            for turn in _answered(episode):
                self._posted.setdefault(turn.operator_id or "", []).append(turn.replied or 0)
        self._before = {
            (operator_id, at): before
            for operator_id, posted in self._posted.items()
            for before, at in _steps(sorted(posted))
        }

    def length(self, episode: Episode, turn: Turn) -> int:
        """Since the reply before, the customer's words or the assignment, whichever was last."""
        posted = turn.replied or 0
        own = [s.began for s in episode.segments if s.operator_id == turn.operator_id and s.began <= posted]
        return max(1, posted - max([turn.began, *own, self._before[turn.operator_id or "", posted]]))


def _steps(ordered: Sequence[int]) -> Iterator[tuple[int, int]]:
    yield from pairwise([0, *ordered])


def _answered(episode: Episode) -> list[Turn]:
    return [turn for turn in episode.turns if turn.replied is not None and turn.began >= _start(episode)]


def _talks(
    episodes: Sequence[Episode], replies: _Replies, rules: Mapping[str, DepartmentSettings], until_ms: int
) -> Iterator[Talk]:
    answered = [episode for episode in episodes if _answered(episode)]
    chance, patience = random.Random("patience"), _patience(episodes)
    for number, episode in enumerate(episodes):
        like = episode if _answered(episode) else answered[number % len(answered)] if answered else None
        if like is None:
            continue
        turns = _answered(like)
        told = rules.get(episode.department_id)
        lane = told.lane(episode.lane_id) if told else None
        left = _left_at(episode)
        waited = (episode.first_reply_at or 0) - _start(episode)
        more = chance.expovariate(1) * patience if patience else _FOR_EVER
        yield Talk(
            id=f"{number:07}", came_at=_start(episode), department_id=episode.department_id, channel=episode.channel,
            lane_id=episode.lane_id, priority=lane.priority if lane else 0,
            patience=left - _start(episode) if left else waited + round(more),
            replies=[replies.length(like, turn) for turn in turns],
            thinking=[max(1, after.began - (turn.replied or 0)) for turn, after in pairwise(turns)],
            parked=frozenset(_parked(like, turns)),
            lingers=_lingers(like, turns[-1].replied or 0, until_ms),
        )  # fmt: skip


def _left_at(episode: Episode) -> int | None:
    """When somebody without an answer went, or was closed."""
    if episode.first_reply_at is not None:
        return None
    return episode.gone[0].at if episode.gone else episode.closed_at


def _patience(episodes: Sequence[Episode]) -> float:
    """The mean, if it is exponential: all waiting, by those who left. 0: nobody did."""
    left = [(at, _start(episode)) for episode in episodes if (at := _left_at(episode)) is not None]
    waited = sum((e.first_reply_at or 0) - _start(e) for e in episodes if e.first_reply_at is not None)
    return (waited + sum(at - since for at, since in left)) / len(left) if left else 0.0


def _parked(episode: Episode, turns: Sequence[Turn]) -> Iterator[int]:
    """After which replies it was parked or snoozed."""
    rests = [rest.began for segment in episode.segments for rest in segment.rests]
    for number, (turn, after) in enumerate(pairwise(turns)):
        if any((turn.replied or 0) <= began < after.began for began in rests):
            yield number


def _lingers(episode: Episode, replied: int, until_ms: int) -> int:
    """From the last reply to when the slot was free."""
    rests = [rest.began for segment in episode.segments for rest in segment.rests if rest.began >= replied]
    return max(0, min([*rests, episode.closed_at or until_ms]) - replied)


def _changes(facts: Facts, desks: Sequence[Desk], limit: int | None) -> Iterator[Change]:
    here = {desk.id for desk in desks}
    for stay in facts.stays:
        if stay.operator_id in here:
            yield Change(stay.began, stay.operator_id, is_available=stay.status == "online")
    for recorded in facts.limits if limit is None else ():
        if recorded.operator_id in here:
            yield Change(recorded.began, recorded.operator_id, limit=recorded.limit)


def _measured(episodes: Sequence[Episode]) -> Figures:
    answered = [episode for episode in episodes if episode.first_reply_at is not None]
    later = (turn for episode in answered for turn in _answered(episode)[1:])
    return Figures(
        offered=len(episodes),
        missed=len(episodes) - len(answered),
        first=sorted((episode.first_reply_at or 0) - _start(episode) for episode in answered),
        later=[(turn.replied or 0) - turn.began for turn in later],
    )


def _replayed(talks: Sequence[Talk]) -> Figures:
    return Figures(
        offered=len(talks),
        missed=sum(not talk.waits for talk in talks),
        first=sorted(talk.waits[0] for talk in talks if talk.waits),
        later=[wait for talk in talks for wait in talk.waits[1:]],
    )
