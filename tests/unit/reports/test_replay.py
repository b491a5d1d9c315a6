"""A recorded day played again: about the same day, and another one with other people or limits."""

import pytest

from besedka.events import conversations as happened
from besedka.events.staff import ChatLimitChanged, OperatorAdded, OperatorStatusChanged
from besedka.kernel.eventlog import Event
from besedka.reports.facts import Facts, facts_of
from besedka.reports.replay import Compared, Staff, replay
from besedka.routing.routers import DEPARTMENT, Besedka, Talk
from besedka.routing.simulator import HOUR_MS, Model, play
from besedka.staff import DepartmentSettings, Giving

MORNING = 1_700_000_000_000
HOURS = 40
PEOPLE = ("0", "1", "2")


def told(talk: Talk) -> list[Event]:
    """What the log holds of a conversation."""
    found: list[Event] = []

    def tell(kind: type[Event], at: int, actor: str = "system:", **fields: object) -> None:
        where = {"identity_id": f"i{talk.id}", "department_id": DEPARTMENT}
        found.append(kind(subject=talk.id, actor=actor, at=MORNING + at, **where, **fields))  # type: ignore[arg-type]

    tell(happened.ConversationOpened, talk.came_at, inbox_id="site", contact_id=f"c{talk.id}")
    tell(happened.ConversationQueued, talk.came_at, episode=1, waiting_since=MORNING + talk.came_at)
    tell(happened.MessageReceived, talk.came_at, seq=1)
    if talk.given_at is not None:
        tell(happened.ConversationAssigned, talk.given_at, operator_id=str(talk.operator), segment=1, how="routed")
    at = talk.came_at
    for number, wait in enumerate(talk.waits):
        at += wait
        tell(happened.ReplyPosted, at, f"operator:{talk.operator}", seq=2 + 2 * number)
        if number < len(talk.waits) - 1:
            at += talk.thinking[number]
            tell(happened.MessageReceived, at, seq=3 + 2 * number)
    if talk.left_at is not None:
        tell(happened.VisitorLeft, talk.left_at, episode=1, left_at=MORNING + talk.left_at)
        at = talk.left_at
    tell(happened.ConversationClosed, at, by="operator", operator_id=talk.operator)
    return found


def recorded(model: Model) -> Facts:
    """A day of the simulator, as its log."""
    talks, _ = play(model, Besedka(model.rules), 1)
    staff: list[Event] = []
    for person in PEOPLE:
        staff.append(OperatorAdded(subject=person, actor="t:", at=MORNING - 2, role="operator", limit=model.limit))
        staff.append(OperatorStatusChanged(subject=person, actor="t:", at=MORNING - 1, status="online", was="offline"))
    events = [*staff, *sorted((event for talk in talks for event in told(talk)), key=lambda event: event.at)]
    return facts_of(enumerate(events, 1))


@pytest.fixture(scope="module")
def day() -> Facts:
    return recorded(Model(per_hour=36, hours=HOURS))


def again(facts: Facts, people: tuple[str, ...] = PEOPLE, limit: int | None = None, **giving: str) -> Compared:
    rules = {DEPARTMENT: DepartmentSettings(giving=Giving(**giving))}
    staff = [Staff(person, 4, (DEPARTMENT,)) for person in people]
    return replay(facts, MORNING, MORNING + HOURS * HOUR_MS, staff, rules, limit)


def test_with_no_change_it_is_about_the_same_day(day: Facts) -> None:
    found = again(day)
    assert found.replayed.offered == found.measured.offered > 1_000
    assert found.replayed.mean_first == pytest.approx(found.measured.mean_first, rel=0.1)
    assert found.replayed.first_percentile(90) == pytest.approx(found.measured.first_percentile(90), rel=0.1)
    assert found.replayed.missed_share == pytest.approx(found.measured.missed_share, abs=0.01)
    assert found.replayed.mean_later == pytest.approx(found.measured.mean_later, rel=0.1)


def test_without_somebody_customers_wait_longer_and_more_of_them_leave(day: Facts) -> None:
    found = again(day, people=PEOPLE[:2])
    assert found.replayed.mean_first > 1.3 * found.measured.mean_first
    assert found.replayed.missed_share > 2 * found.measured.missed_share


def test_a_limit_of_one_makes_everybody_wait(day: Facts) -> None:
    assert again(day, limit=1).replayed.mean_first > 2 * again(day, limit=4).replayed.mean_first


def test_late_binding_is_better_than_the_least_loaded_on_the_same_day(day: Facts) -> None:
    assert again(day).replayed.mean_first < again(day, mode="least_loaded").replayed.mean_first


def test_nobody_is_given_anything_before_they_come_or_after_they_go() -> None:
    talk = Talk(
        id="c", came_at=0, patience=HOUR_MS, replies=[1], thinking=[], given_at=5_000, operator="0", waits=[9_000]
    )
    status = OperatorStatusChanged(subject="0", actor="t:", at=MORNING + 4_000, status="online", was="offline")
    facts = facts_of(enumerate([*told(talk), status], 1))
    assert again(facts).replayed.first == [8_000]
    assert again(facts, people=("1",)).replayed.missed == 1


def test_recorded_limits_count_unless_another_one_is_asked_for(day: Facts) -> None:
    closed = [ChatLimitChanged(subject=person, actor="t:", at=MORNING, limit=1, was=4) for person in PEOPLE]
    facts = recorded(Model(per_hour=36, hours=5))
    for number, event in enumerate(closed):
        facts.see(facts.revision + 1 + number, event)
    assert again(facts).replayed.mean_first > 2 * again(facts, limit=4).replayed.mean_first


def test_an_empty_span_has_no_figures() -> None:
    found = again(Facts())
    assert (found.measured.offered, found.replayed.offered, found.replayed.mean_first) == (0, 0, 0.0)
