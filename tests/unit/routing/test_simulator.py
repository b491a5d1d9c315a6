"""What the engine reaches in the simulator; the whole run of 20 seeds is part of the bench."""

from itertools import pairwise

from besedka.routing.figures import Figures, together
from besedka.routing.line import STARVING_MS
from besedka.routing.simulator import HOUR_MS, Besedka, Burst, Model, Talk, play, simulate
from besedka.staff import DepartmentSettings, Giving, Lane, Overflow

AGEING_MS = Giving().ageing_ms


def several(per_hour: float, router: str) -> Figures:
    return together(simulate(Model(per_hour=per_hour, hours=100), router, seed) for seed in (1, 2, 3, 4))


def test_at_forty_an_hour_the_engine_is_much_better_than_chance() -> None:
    naive, ours = several(40, "naive"), several(40, "besedka")
    assert 57_000 < naive.mean_first < 67_000, "not the model that the bars are for"
    assert ours.mean_first <= 0.75 * naive.mean_first
    assert ours.missed_share <= 0.62 * naive.missed_share
    assert ours.mean_later <= 1.1 * naive.mean_later, "newcomers are not served at the cost of the others"


def test_at_thirty_an_hour_first_words_come_within_half_a_minute() -> None:
    ours = several(30, "besedka")
    assert ours.mean_first <= 31_000
    assert ours.first_percentile(90) <= 57_000
    assert ours.missed_share <= 0.015


def has_room_for(lane_id: str | None, room: list[int]) -> bool:
    """Whether an operator of the lane may take one; of the last slot of `sales` others are not spoken here."""
    if lane_id == "sales":
        return room[0] > 0 or room[1] > 0
    return room[2] > 0 or room[0] + room[1] > 2 or (lane_id is None and max(room) > 0)


class Watched(Besedka):
    """The engine, watched: the longest wait of anybody while an operator had room, and loads above the limit."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.waits: dict[str, Talk] = {}
        self.room_since: int | None = 0
        self.longest_with_room: dict[str | None, int] = {}
        self.longest_line = 0

    def join(self, talk: Talk) -> None:
        super().join(talk)
        self.waits[talk.id] = talk
        self.longest_line = max(self.longest_line, len(self.waits))

    def leave(self, talk: Talk) -> None:
        super().leave(talk)
        del self.waits[talk.id]

    def give_out(self, desks, now):  # type: ignore[no-untyped-def]
        given, again = super().give_out(desks, now)
        loads = [desk.load for desk in desks]
        for talk_id, number in given:
            loads[number] += 1
            assert loads[number] <= desks[number].limit
            del self.waits[talk_id]
        room = [desk.limit - load for load, desk in zip(loads, desks, strict=True)]
        for talk in self.waits.values():
            if has_room_for(talk.lane_id, room):
                waited = now - talk.came_at
                self.longest_with_room[talk.lane_id] = max(self.longest_with_room.get(talk.lane_id, 0), waited)
        return given, again


def test_nobody_is_kept_for_a_better_operator_beyond_the_cap() -> None:
    model = Model(hours=100)
    router = Watched(model)
    play(model, router, 5)
    assert 0 < max(router.longest_with_room.values()) <= AGEING_MS


LANES = DepartmentSettings(
    lanes=(
        Lane(id="vip", priority=10),
        Lane(id="sales", operators=("0", "1"), at_least=1, overflow=Overflow(after_ms=120_000, lane_id="rest")),
        Lane(id="rest"),
    )
)


def test_no_lane_starves_beside_one_of_high_priority() -> None:
    """More than can be served, most of it of high priority, and a lane with operators of its own."""
    model = Model(per_hour=55, hours=100, lanes={"vip": 0.7, "sales": 0.15, "rest": 0.15}, told=LANES)
    router = Watched(model)
    talks, _ = play(model, router, 6)
    for lane in ("vip", "sales", "rest"):
        assert router.longest_with_room[lane] <= 300_000
        served = [talk for talk in talks if talk.lane_id == lane and talk.begun_at is not None]
        assert len(served) > 0.5 * sum(talk.lane_id == lane for talk in talks)
    longest = {
        lane: max(t.given_at - t.came_at for t in talks if t.lane_id == lane and t.given_at) for lane in ("vip", "rest")
    }
    assert longest["vip"] > STARVING_MS, "the test is about a line that is too long"


def first_come_first_served(talks: list[Talk]) -> bool:
    given = sorted((t for t in talks if t.given_at is not None), key=lambda t: (t.given_at, t.came_at))
    return all(a.came_at <= b.came_at for a, b in pairwise(given))


def test_ten_times_the_load_for_five_minutes_is_served_in_order_and_forgotten() -> None:
    model = Model(hours=4, bursts=(Burst(HOUR_MS, HOUR_MS + 300_000, 10),))
    router = Watched(model)
    talks, desks = play(model, router, 2)
    burst = [t for t in talks if HOUR_MS <= t.came_at < HOUR_MS + 300_000]
    assert len(burst) > 20
    assert first_come_first_served(talks)
    assert router.longest_line > 10
    assert not router.waits
    assert not any(desk.load or desk.turns for desk in desks)
