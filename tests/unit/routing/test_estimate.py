"""What visitors are promised: about right when nothing is known yet, and when ten times as many come."""

import itertools
import statistics
from collections.abc import Sequence

import pytest

from besedka.routing.estimate import FIRST_REPLY_MS, HANDLING_MS, Drain
from besedka.routing.simulator import HOUR_MS, Besedka, Burst, Desk, Model, Talk, play

FIVE_MINUTES = 300_000


def test_the_head_of_the_line_waits_for_the_next_reply_to_be_finished() -> None:
    assert Drain().wait_ms(1, 3, 5) == FIRST_REPLY_MS / 5


def test_when_everybody_is_at_the_limit_a_conversation_must_end_first() -> None:
    assert Drain().wait_ms(1, 0, 5) == HANDLING_MS / 5


def test_who_stands_behind_waits_longer_but_others_before_them_leave() -> None:
    waits = [Drain().wait_ms(place, 0, 5) for place in range(1, 40)]
    steps = [after - before for before, after in itertools.pairwise(waits)]
    assert all(step > 0 for step in steps)
    assert steps == sorted(steps, reverse=True)


def test_nobody_here_means_no_estimate() -> None:
    assert Drain().wait_ms(3, 0, 0) == 0


def test_it_learns_how_fast_the_line_moves_and_forgets() -> None:
    drain, now = Drain(), 1_000_000
    for _ in range(100):
        drain.watch(now, waiting=5, room=0, given=1)
        now += 10_000
    assert drain.wait_ms(1, 0, 5) == pytest.approx(10_000, rel=0.35)
    drain.watch(now, waiting=0, room=3)
    drain.watch(now + 24 * HOUR_MS, waiting=1, room=0)
    assert drain.wait_ms(1, 0, 5) == pytest.approx(HANDLING_MS / 5, rel=0.05)


class Promising(Besedka):
    """The engine, with a promise for everybody who has to wait: in `promised` by talk."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.drain = Drain()
        self.waits: list[str] = []
        self.left = 0
        self.promised: dict[str, int] = {}

    def join(self, talk: Talk) -> None:
        super().join(talk)
        self.waits.append(talk.id)

    def leave(self, talk: Talk) -> None:
        super().leave(talk)
        self.waits.remove(talk.id)
        self.left += 1

    def give_out(self, desks: Sequence[Desk], now: int) -> tuple[list[tuple[str, int]], int | None]:
        given, again = super().give_out(desks, now)
        for talk_id, _ in given:
            self.waits.remove(talk_id)
        room = sum(desk.limit - desk.load for desk in desks) - len(given)
        self.drain.watch(now, waiting=len(self.waits), room=room, given=len(given), left=self.left)
        self.left = 0
        for place, talk_id in enumerate(self.waits, 1):
            self.promised.setdefault(talk_id, self.drain.wait_ms(place, room, len(desks)))
        return given, again


@pytest.mark.parametrize("per_hour", [30, 40])
def test_ten_times_the_load_for_five_minutes_is_promised_within_half(per_hour: int) -> None:
    """Single waits are a matter of chance; half of them are within 50 %, and so is their sum."""
    errors: list[float] = []
    promised = waited = 0
    for seed in range(1, 11):
        model = Model(per_hour=per_hour, hours=3, bursts=(Burst(HOUR_MS, HOUR_MS + FIVE_MINUTES, 10),))
        router = Promising(model)
        for talk in play(model, router, seed)[0]:
            if HOUR_MS <= talk.came_at < HOUR_MS + FIVE_MINUTES and talk.given_at and talk.id in router.promised:
                wait = talk.given_at - talk.came_at
                errors.append(abs(router.promised[talk.id] - wait) / wait)
                promised, waited = promised + router.promised[talk.id], waited + wait
    assert len(errors) > 100
    assert statistics.median(errors) <= 0.5
    assert 0.5 <= promised / waited <= 1.5
