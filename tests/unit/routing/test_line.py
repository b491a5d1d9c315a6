"""The line: its order, and what may never happen when it is given out."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from besedka.routing.engine import Attention, Crew, Waiting, choose
from besedka.routing.line import STARVING_MS, Line, rank
from besedka.staff import DepartmentSettings, Giving, Lane, Overflow
from tests.unit.routing.seats import NOW, crew, seat, waiting

OPERATORS = ("anna", "boris", "vera", "gleb")
LANES = (
    Lane("sales", operators=("anna", "boris"), at_least=1),
    Lane("vip", priority=5, overflow=Overflow(60_000, lane_id="sales")),
    Lane("night", operators=("gleb",)),
)


@st.composite
def crews(draw: st.DrawFn) -> Crew:
    def one(name: str) -> object:
        return st.builds(
            seat,
            st.just(name),
            st.integers(0, 5),
            is_available=st.booleans(),
            keeps_own=st.booleans(),
            limit=st.integers(0, 5),
            unanswered=st.integers(0, 2),
            unbegun=st.integers(0, 1),
            attention=st.sampled_from(Attention),
            attention_since=st.integers(NOW - 200_000, NOW),
            last_reply_at=st.integers(NOW - 200_000, NOW),
            last_assigned_at=st.integers(NOW - 200_000, NOW),
            departments=st.sampled_from([("help",), ("help", "tech"), ("tech",)]),
        )

    seats = draw(st.tuples(*(one(name) for name in OPERATORS)))
    told = DepartmentSettings(giving=Giving(mode=draw(st.sampled_from(["late", "least_loaded"]))), lanes=LANES)
    return Crew(seats, {"help": told})


@st.composite
def lines(draw: st.DrawFn) -> list[Waiting]:
    number = draw(st.integers(0, 12))
    return [
        draw(
            st.builds(
                waiting,
                st.just(f"c{n:02}"),
                st.integers(0, 600_000),
                department_id=st.sampled_from(["help", "tech"]),
                lane_id=st.sampled_from([None, "sales", "vip", "night", "gone"]),
                priority=st.integers(-1, 2),
                wanted_operator_id=st.sampled_from([None, None, *OPERATORS]),
                wanted_until=st.sampled_from([None, NOW - 1, NOW + 1000]),
                last_operator_id=st.sampled_from([None, *OPERATORS]),
                avoided_operator_id=st.sampled_from([None, None, *OPERATORS]),
            )
        )
        for n in range(number)
    ]


@given(crews(), lines())
def test_nobody_gets_one_who_is_away_or_at_the_limit(those: Crew, waits: list[Waiting]) -> None:
    before = dict(those.seats)
    loads = {name: one.load for name, one in before.items()}
    for one in Line(waits).give_out(those, NOW).given:
        chosen = before[str(one.decision.operator_id)]
        assert chosen.is_available or (one.decision.code == "wanted" and chosen.keeps_own)
        assert loads[chosen.id] < chosen.limit
        loads[chosen.id] += 1
    assert loads == {name: one.load for name, one in those.seats.items()}


@given(crews(), lines())
def test_everybody_waits_on_or_is_given_exactly_once(those: Crew, waits: list[Waiting]) -> None:
    line = Line(waits)
    given_ids = [one.waiting.id for one in line.give_out(those, NOW).given]
    assert sorted([*given_ids, *(one.id for one in line)]) == sorted(one.id for one in waits)


@given(crews(), lines())
def test_after_a_look_nothing_more_can_be_given(those: Crew, waits: list[Waiting]) -> None:
    line = Line(waits)
    line.give_out(those, NOW)
    assert all(choose(one, those, NOW).operator_id is None for one in line)


@given(crews(), lines())
def test_first_come_first_served_within_a_priority(those: Crew, waits: list[Waiting]) -> None:
    """Among those of a lane that have nothing of their own: who is wanted, known or avoided."""
    plain = [one for one in waits if not (one.wanted_operator_id or one.last_operator_id or one.avoided_operator_id)]
    line = Line(plain)
    served = [one.waiting for one in line.give_out(those, NOW).given]
    for one in served:
        mine = (one.department_id, one.lane_id, one.priority)
        assert not [
            other for other in line
            if (other.department_id, other.lane_id, other.priority) == mine and other.since < one.since
        ]  # fmt: skip


@given(crews(), lines())
def test_whoever_looks_again_in_time_finds_what_time_alone_gives(those: Crew, waits: list[Waiting]) -> None:
    line = Line(waits)
    again = line.give_out(those, NOW).look_again_at
    assert again is None or again > NOW
    until = NOW + 300_000 if again is None else again - 1
    assert all(choose(one, those, until).operator_id is None for one in line)


@given(lines())
def test_the_order_is_that_of_a_sort(waits: list[Waiting]) -> None:
    assert list(Line(waits).in_order(NOW)) == sorted(waits, key=lambda one: rank(one, NOW))


@given(lines(), st.data())
def test_joining_and_leaving_keep_the_order(waits: list[Waiting], data: st.DataObject) -> None:
    line = Line()
    for one in data.draw(st.permutations(waits)):
        line.add(one)
    gone = data.draw(st.sets(st.sampled_from([*waits, waiting("nobody")])))
    for one in gone:
        line.remove(one.id)
    assert list(line.in_order(NOW)) == sorted(set(waits) - gone, key=lambda one: rank(one, NOW))


def test_priority_goes_first_and_then_who_waits_longer() -> None:
    line = Line([waiting("a", 1_000), waiting("b", 2_000), waiting("c", 0, priority=1)])
    assert [one.id for one in line.in_order(NOW)] == ["c", "b", "a"]


def test_a_stream_of_high_priority_starves_nobody() -> None:
    """One operator, always one of high priority at hand: who waits long enough goes first nevertheless."""
    line, now = Line([waiting("low")]), NOW
    while "low" in line:
        line.add(Waiting(id=f"high{now}", department_id="help", since=now, priority=9))
        line.give_out(crew(seat("anna", 3)), now)
        now += 10_000
    assert now - NOW <= STARVING_MS + 20_000


def test_a_lane_without_room_holds_up_no_other() -> None:
    lanes = (Lane("sales", operators=("anna",)),)
    line = Line([waiting("s", 100_000, lane_id="sales", priority=5), waiting("c")])
    given_now = line.give_out(crew(seat("anna", 4), seat("boris"), lanes=lanes), NOW).given
    assert [(one.waiting.id, one.decision.operator_id) for one in given_now] == [("c", "boris")]


def test_whom_an_operator_owns_goes_before_the_head_of_the_line() -> None:
    line = Line([waiting("old", 200_000, priority=9), waiting("theirs", 1_000, wanted_operator_id="anna")])
    given_now = line.give_out(crew(seat("anna", 3)), NOW).given
    assert [one.waiting.id for one in given_now] == ["theirs"]


def test_one_look_gives_one_conversation_to_each_free_pair_of_hands() -> None:
    line = Line([waiting("a", 3), waiting("b", 2), waiting("c", 1)])
    round_ = line.give_out(crew(seat("anna"), seat("boris")), NOW)
    assert [(one.waiting.id, one.decision.operator_id) for one in round_.given] == [("a", "anna"), ("b", "boris")]
    assert round_.look_again_at == NOW + 60_000


def test_a_crowd_that_came_and_went_leaves_nothing_behind() -> None:
    line, sizes = Line(), []
    tracemalloc.start()
    for _ in range(4):
        for n in range(2_000):
            line.add(waiting(f"c{n}", n))
        for n in range(2_000):
            line.remove(f"c{n}")
        sizes.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    assert len(line) == 0
    assert sizes[-1] <= sizes[0] * 1.02 + 1_000
