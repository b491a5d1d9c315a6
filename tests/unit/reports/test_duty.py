"""Presence, limits and how busy operators were."""

from typing import Any

import pytest

from besedka.events import conversations as happened
from besedka.events import staff
from besedka.kernel.eventlog import Event
from besedka.reports.duty import duties, together
from besedka.reports.facts import Facts, facts_of
from tests.unit.reports.stories import Story, moment


def of(kind: type[Any], at: str, **fields: Any) -> Event:
    event: Event = kind(subject="anna", actor="operator:anna", at=moment(at), **fields)
    return event


def status(at: str, status: str, was: str) -> Event:
    return of(staff.OperatorStatusChanged, at, status=status, was=was)


ANNA = of(staff.OperatorAdded, "0:00", role="operator", limit=4)
ONLINE = status("1:00", "online", "offline")


def told(*events: Event) -> Facts:
    return facts_of(enumerate(sorted(events, key=lambda event: event.at), 1))


def stays(facts: Facts) -> list[tuple[str, int, int | None]]:
    return [(stay.status, stay.began, stay.ended) for stay in facts.stays]


def test_a_shift_is_a_row_of_statuses_half_open() -> None:
    facts = told(ANNA, ONLINE, status("3:00", "away", "online"), status("4:00", "online", "away"))
    assert stays(facts) == [
        ("offline", moment("0:00"), moment("1:00")),
        ("online", moment("1:00"), moment("3:00")),
        ("away", moment("3:00"), moment("4:00")),
        ("online", moment("4:00"), None),
    ]


def test_who_vanished_was_gone_from_the_last_sign_of_life() -> None:
    facts = told(
        ANNA,
        ONLINE,
        of(staff.OperatorVanished, "3:00", seen_at=moment("2:00")),
        of(staff.OperatorReturned, "5:00"),
    )
    assert stays(facts)[1:] == [
        ("online", moment("1:00"), moment("2:00")),
        ("vanished", moment("2:00"), moment("5:00")),
        ("online", moment("5:00"), None),
    ]


def test_who_vanished_and_is_signed_out_is_offline() -> None:
    facts = told(
        ANNA,
        ONLINE,
        of(staff.OperatorVanished, "3:00", seen_at=moment("2:00")),
        status("6:00", "offline", "online"),
        of(staff.OperatorReturned, "7:00"),
        status("7:10", "online", "offline"),
    )
    assert [(name, began) for name, began, _ in stays(facts)][2:] == [
        ("vanished", moment("2:00")),
        ("offline", moment("6:00")),
        ("online", moment("7:10")),
    ]


def test_a_disabled_operator_is_offline() -> None:
    assert stays(told(ANNA, ONLINE, of(staff.OperatorDisabled, "2:00")))[-1] == ("offline", moment("2:00"), None)


def shift(*stories: str, more: tuple[Event, ...] = ()) -> Facts:
    """Anna is online from 1:00; each story is a conversation of its own."""
    events: list[Event] = [ANNA, ONLINE, *more]
    for number, story in enumerate(stories):
        for event in Story(story).events:
            fields = {name: getattr(event, name) for name in event.__struct_fields__}
            events.append(type(event)(**{**fields, "subject": f"talk {number}"}))
    return told(*events)


def test_concurrency_is_weighted_by_time() -> None:
    facts = shift(
        "1:00 visitor writes\n1:00 anna gets it\n9:00 anna closes",
        "3:00 visitor writes\n3:00 anna gets it\n5:00 anna closes",
        "5:00 visitor writes\n5:00 anna gets it\n6:00 anna closes",
    )
    anna = duties(facts, moment("1:00"), moment("11:00"))["anna"]
    # 8 + 2 + 1 minutes open in ten minutes on duty; the second ends as the third begins.
    assert anna.concurrency == pytest.approx(1.1)
    assert anna.most == 2
    assert anna.utilisation == pytest.approx(11 / 40)


def test_parked_and_snoozed_conversations_take_no_slot() -> None:
    facts = shift(
        """
        1:00 visitor writes
        1:00 anna gets it
        2:00 anna parks
        5:00 anna resumes
        6:00 anna snoozes
        8:00 anna closes
        """
    )
    assert duties(facts, moment("1:00"), moment("11:00"))["anna"].open_ms == 2 * 60_000


def test_a_lowered_limit_moves_nobody_and_shows_as_more_than_full() -> None:
    stories = ["1:00 visitor writes\n1:00 anna gets it"] * 3
    facts = shift(*stories, more=(of(staff.ChatLimitChanged, "6:00", limit=2, was=4),))
    before = duties(facts, moment("1:00"), moment("6:00"))["anna"]
    after = duties(facts, moment("6:00"), moment("11:00"))["anna"]
    assert (before.utilisation, after.utilisation) == (0.75, 1.5)
    whole = duties(facts, moment("1:00"), moment("11:00"))["anna"]
    # Five minutes of four slots and five of two.
    assert (whole.slots_ms, whole.utilisation) == (30 * 60_000, 1.0)


def test_occupancy_counts_two_conversations_at_once_only_once() -> None:
    seen = {"identity_id": "v", "department_id": "d", "operator_id": "anna"}
    facts = told(
        ANNA,
        ONLINE,
        of(happened.AttentionSpent, "3:00", **seen, began_at=moment("1:00")),
        of(happened.AttentionSpent, "4:00", **seen, began_at=moment("2:00")),
        of(happened.AttentionSpent, "6:30", **seen, began_at=moment("6:00")),
        status("6:00", "away", "online"),
    )
    anna = duties(facts, moment("1:00"), moment("11:00"))["anna"]
    # Busy from 1:00 to 4:00 in five minutes on duty; what was seen on a break is no work time.
    assert (anna.busy_ms, anna.on_duty_ms, anna.occupancy) == (180_000, 300_000, 0.6)


def test_who_was_not_on_duty_is_not_in_the_table() -> None:
    assert duties(told(ANNA), moment("1:00"), moment("2:00")) == {}
    nobody = together([])
    assert (nobody.concurrency, nobody.utilisation, nobody.occupancy, nobody.most) == (None, None, None, 0)


def test_everybody_together_is_not_the_mean_of_means() -> None:
    boris = [
        staff.OperatorAdded(subject="boris", actor="x", at=moment("0:00"), role="operator", limit=2),
        staff.OperatorStatusChanged(subject="boris", actor="x", at=moment("9:00"), status="online", was="offline"),
    ]
    facts = shift("1:00 visitor writes\n1:00 anna gets it", more=tuple(boris))
    all_duties = duties(facts, moment("1:00"), moment("11:00"))
    # Ten open minutes in ten and two minutes on duty; 40 and 4 minutes of slots.
    assert together(all_duties.values()).concurrency == pytest.approx(10 / 12)
    assert together(all_duties.values()).utilisation == pytest.approx(10 / 44)
