"""Which of their turns operators answer next. Pure.

First replies first, since an unanswered newcomer leaves and a customer in conversation does not; but who is in
conversation waits no longer than a cap for that.
"""

from collections.abc import Sequence

import msgspec

TURN_CAP_MS = 120_000


class Turn(msgspec.Struct, frozen=True):
    """A customer who waits for a word: since when, and whether it is the first one."""

    since: int
    is_first: bool


def next_turn(turns: Sequence[Turn], now: int) -> int:
    """The index of the turn to answer now."""

    def place(index: int) -> tuple[int, int]:
        turn = turns[index]
        if not turn.is_first and now - turn.since >= TURN_CAP_MS:
            return 0, turn.since
        return (1 if turn.is_first else 2), turn.since

    return min(range(len(turns)), key=place)
