"""Who takes a conversation, and why."""

import pytest

from besedka.routing.engine import BEGINS_MS, READING_MS, WRITING_MS, Attention, Considered, Seat, choose
from besedka.staff import Lane, Overflow
from tests.unit.routing.seats import NOW, crew, seat, waiting


def writing(id: str, load: int = 1, since: int = NOW - 5_000) -> Seat:
    return seat(id, load, unanswered=1, attention=Attention.WRITING, attention_since=since)


def test_the_one_without_unanswered_turns_comes_first() -> None:
    decision = choose(waiting("c"), crew(seat("anna", 1, unanswered=1), seat("boris", 2)), NOW)
    assert (decision.operator_id, decision.code) == ("boris", "idle")


def test_whoever_has_just_posted_a_reply_is_free_for_a_first_one() -> None:
    just_done = seat(
        "anna", 2, unanswered=1, attention=Attention.WRITING, attention_since=NOW - 30_000, last_reply_at=NOW
    )
    decision = choose(waiting("c"), crew(just_done, writing("boris")), NOW)
    assert (decision.operator_id, decision.code) == ("anna", "finished_reply")


def test_nobody_is_disturbed_in_the_middle_of_a_reply() -> None:
    decision = choose(waiting("c", 10_000), crew(writing("anna"), writing("boris")), NOW)
    assert (decision.operator_id, decision.code) == (None, "all_writing")
    assert decision.look_again_at == NOW + 70_000


def test_after_the_ageing_time_it_goes_to_the_least_loaded_whatever_they_are_at() -> None:
    decision = choose(waiting("c", 80_000), crew(writing("anna", 2), writing("boris", 1)), NOW)
    assert (decision.operator_id, decision.code) == ("boris", "aged")


def test_an_ageing_time_of_nought_means_never() -> None:
    assert choose(waiting("c", 10**7), crew(writing("anna"), ageing_ms=0), NOW).operator_id is None


def test_least_loaded_binds_at_once_and_compares_with_the_weights_of_channels() -> None:
    seats = seat("anna", 2, weighted=0.8, attention=Attention.WRITING, attention_since=NOW), seat("boris", 1)
    assert choose(waiting("c"), crew(*seats, mode="least_loaded"), NOW).operator_id == "anna"


@pytest.mark.parametrize(
    ("one", "until"),
    [
        (seat("a"), NOW),
        (seat("a", 1, unanswered=1), NOW),
        (seat("a", 1, unanswered=1, unbegun=1, last_assigned_at=NOW), NOW + BEGINS_MS),
        (seat("a", 1, unanswered=0, last_assigned_at=NOW), NOW),
        (seat("a", 2, unanswered=2, unbegun=1, last_assigned_at=NOW - 1, last_reply_at=NOW), NOW - 1 + BEGINS_MS),
        (seat("a", attention=Attention.WRITING, attention_since=NOW), NOW + WRITING_MS),
        (seat("a", attention=Attention.READING, attention_since=NOW), NOW),
        (seat("a", unanswered=1, attention=Attention.READING, attention_since=NOW), NOW + READING_MS),
        (seat("a", attention=Attention.WRITING, attention_since=NOW - 1, last_reply_at=NOW), NOW),
    ],
)
def test_an_operator_is_busy_until_a_reply_or_for_a_time(one: Seat, until: int) -> None:
    assert max(NOW, one.busy_until) == until


def test_the_wanted_operator_gets_it_before_all_rules() -> None:
    theirs = waiting("c", wanted_operator_id="anna", wanted_until=NOW + 1)
    assert choose(theirs, crew(writing("anna", 3), seat("boris")), NOW).code == "wanted"


def test_it_waits_for_the_wanted_operator_while_that_one_is_full_and_here() -> None:
    theirs = waiting("c", wanted_operator_id="anna", wanted_until=NOW + 1)
    decision = choose(theirs, crew(seat("anna", 4), seat("boris")), NOW)
    assert (decision.operator_id, decision.code, decision.look_again_at) == (None, "kept_for_wanted", NOW + 1)
    assert choose(theirs, crew(seat("anna", 4), seat("boris")), NOW + 1).operator_id == "boris"
    assert choose(theirs, crew(seat("anna", 4, is_available=False), seat("boris")), NOW).operator_id == "boris"


def test_who_finishes_gets_back_what_is_theirs_and_nothing_new() -> None:
    finishing = seat("anna", 3, is_available=False, keeps_own=True)
    assert choose(waiting("c", wanted_operator_id="anna"), crew(finishing), NOW).operator_id == "anna"
    assert choose(waiting("c"), crew(finishing), NOW).code == "nobody_here"


def test_it_waits_a_while_for_the_operator_whom_the_customer_knows() -> None:
    again = waiting("c", 10_000, last_operator_id="anna")
    busy = crew(writing("anna"), seat("boris"))
    decision = choose(again, busy, NOW)
    assert (decision.code, decision.look_again_at) == ("kept_for_known", NOW + 20_000)
    assert choose(again, busy, NOW + 20_000).operator_id == "boris"
    assert choose(again, crew(seat("anna", 3), seat("boris")), NOW).code == "known"
    assert choose(again, crew(seat("anna", is_available=False), seat("boris")), NOW).operator_id == "boris"


def test_whoever_did_not_react_gets_it_again_only_when_nobody_else_is_here() -> None:
    given_back = waiting("c", 200_000, avoided_operator_id="anna", last_operator_id="anna")
    assert choose(given_back, crew(seat("anna"), writing("boris", 3)), NOW).operator_id == "boris"
    assert choose(given_back, crew(seat("anna"), seat("boris", 4)), NOW).code == "all_full"
    assert choose(given_back, crew(seat("anna"), seat("boris", is_available=False)), NOW).operator_id == "anna"


def test_a_lane_goes_to_its_own_operators_alone() -> None:
    lanes = (Lane("sales", operators=("anna",)),)
    decision = choose(waiting("c", lane_id="sales"), crew(seat("anna", 3), seat("boris"), lanes=lanes), NOW)
    assert decision.operator_id == "anna"
    full = choose(waiting("c", lane_id="sales"), crew(seat("anna", 4), seat("boris"), lanes=lanes), NOW)
    assert (full.operator_id, full.code) == (None, "all_full")


def test_a_lane_that_is_no_more_means_everybody_of_the_department() -> None:
    assert choose(waiting("c", lane_id="gone"), crew(seat("anna")), NOW).operator_id == "anna"


def test_others_never_take_the_last_that_a_lane_must_keep() -> None:
    lanes = (Lane("sales", operators=("anna", "boris"), at_least=1),)
    last = crew(seat("anna", 3), seat("boris", 4), lanes=lanes)
    decision = choose(waiting("c"), last, NOW)
    assert (decision.operator_id, decision.code) == (None, "all_kept")
    assert choose(waiting("c", lane_id="sales"), last, NOW).operator_id == "anna"
    assert choose(waiting("c"), crew(seat("anna", 2), seat("boris", 4), lanes=lanes), NOW).operator_id == "anna"
    assert choose(waiting("c"), crew(seat("anna", 3), seat("boris", 3), lanes=lanes), NOW).operator_id == "anna"


def test_after_its_time_a_lane_flows_over() -> None:
    lanes = (Lane("sales", operators=("anna",), overflow=Overflow(60_000, department_id="tech")),)
    both = crew(seat("anna", 4), seat("boris", departments=("tech",)), lanes=lanes)
    decision = choose(waiting("c", 20_000, lane_id="sales"), both, NOW)
    assert (decision.operator_id, decision.look_again_at) == (None, NOW + 40_000)
    later = choose(waiting("c", 60_000, lane_id="sales"), both, NOW)
    assert later.operator_id == "boris"
    assert "overflow" in [reason.code for reason in later.reasons]


def test_a_decision_says_who_else_was_considered_and_why_not() -> None:
    seats = (
        seat("anna", 1),
        seat("boris", 2),
        writing("vera", 1),
        seat("gleb", 4),
        seat("dina", is_available=False),
        seat("zoya", departments=("tech",)),
    )
    decision = choose(waiting("c", 3_000), crew(*seats), NOW)
    assert decision.operator_id == "anna"
    assert decision.considered == (
        Considered("boris", "suitable", 2, 4),
        Considered("vera", "writing", 1, 4),
        Considered("dina", "away", 0, 4),
        Considered("gleb", "full", 4, 4),
    )
    assert [(r.code, r.values) for r in decision.reasons] == [
        ("idle", {"load": 1, "limit": 4}),
        ("waited", {"ms": 3_000}),
        ("chosen_from", {"count": 2}),
    ]


def test_nobody_here_and_everybody_full_are_told_apart() -> None:
    assert choose(waiting("c"), crew(), NOW).code == "nobody_here"
    assert choose(waiting("c"), crew(seat("anna", is_available=False)), NOW).code == "nobody_here"
    assert choose(waiting("c"), crew(seat("anna", 4)), NOW).code == "all_full"
