"""Who takes a conversation: pure, so that a day can be replayed through it.

The simplest true form: the online operator of the department with the fewest active conversations under the limit;
among equals, the one whose id comes first.
"""

from collections.abc import Sequence

import msgspec


class Candidate(msgspec.Struct, frozen=True):
    """What the engine knows about an operator of the department."""

    id: str
    is_online: bool
    load: int
    limit: int

    @property
    def has_room(self) -> bool:
        """Online and under the limit."""
        return self.is_online and self.load < self.limit


class Decision(msgspec.Struct, frozen=True):
    """Whom, and why; `operator_id` None means that it waits on."""

    operator_id: str | None
    reason: str


def choose(candidates: Sequence[Candidate]) -> Decision:
    """The operator for the next conversation in line."""
    free = [c for c in candidates if c.has_room]
    if free:
        best = min(free, key=lambda c: (c.load, c.id))
        return Decision(best.id, f"least loaded of {len(free)} with room ({best.load} of {best.limit})")
    if any(c.is_online for c in candidates):
        return Decision(None, "everybody online is at the limit")
    return Decision(None, "nobody is online")
