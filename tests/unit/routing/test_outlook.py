"""Where everybody stands, lane by lane, and what is offered when the line is too long."""

from besedka.routing.estimate import FIRST_REPLY_MS, HANDLING_MS
from besedka.routing.line import Line
from besedka.routing.outlook import Outlook, Place
from besedka.staff import Lane
from tests.unit.routing.seats import NOW, crew, seat, waiting

LANES = (Lane(id="sales", operators=("anna",)), Lane(id="rest", operators=("boris",)))


def test_places_are_counted_within_a_lane_and_waits_come_from_its_operators() -> None:
    line = Line([waiting("a", 3, lane_id="sales"), waiting("b", 2, lane_id="rest"), waiting("c", 1, lane_id="sales")])
    both = crew(seat("anna", 4), seat("boris", 3), lanes=LANES)
    found = {one.conversation_id: one for one in Outlook().look(line, both, NOW, ())}
    assert [found[one].place for one in "abc"] == [1, 1, 2]
    assert HANDLING_MS < (found["a"].wait_ms or 0) < (found["c"].wait_ms or 0) < 3 * HANDLING_MS
    assert FIRST_REPLY_MS < (found["b"].wait_ms or 0) < 2 * FIRST_REPLY_MS


def test_nothing_is_promised_when_nobody_is_here() -> None:
    found = Outlook().look(Line([waiting("a")]), crew(seat("anna", is_available=False)), NOW, ())
    assert found == [Place("a", 1, None)]


def test_behind_the_cap_something_else_is_offered() -> None:
    line = Line([waiting("a", 3), waiting("b", 2)])
    found = Outlook().look(line, crew(seat("anna", 4), queue_cap=1, when_full=("wait", "mail")), NOW, ())
    assert [one.choices for one in found] == [(), ("wait", "mail")]


def test_it_learns_from_who_was_given_and_from_who_left() -> None:
    slow, fast = Outlook(), Outlook()
    for outlook, left in ((slow, False), (fast, True)):
        for step in range(60):
            line = Line([waiting(f"c{step + n}", 60 - n) for n in range(5)])
            gone = outlook.gone(line)
            outlook.look(line, crew(seat("anna", 4)), NOW + step * 30_000, gone if left else ())
    line = Line([waiting(f"c{n}", 60 - n) for n in range(5)])
    given, leaving = (one.look(line, crew(seat("anna", 4)), NOW + 60 * 30_000, ()) for one in (slow, fast))
    assert (given[0].wait_ms or 0) < 0.4 * HANDLING_MS, "somebody was given every 30 seconds"
    assert (leaving[0].wait_ms or 0) > HANDLING_MS, "nobody was given for half an hour"
    assert (leaving[4].wait_ms or 0) < 4 * (leaving[0].wait_ms or 0), "those before leave"
