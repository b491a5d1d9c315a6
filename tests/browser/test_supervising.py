"""What concerns several operators: a status set for somebody else, a shift that is handed over, work on very many."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.crowd import Crowd, Guest
from tests.browser.demo import Demo
from tests.browser.operator import Operator
from tests.browser.patience import until
from tests.browser.settings import Admin
from tests.browser.windows import Windows, photograph
from tests.faults import oracle, truth

MANY = 200


@pytest.fixture
def crowd(demo: Demo) -> Iterator[Crowd]:
    """Visitors without a screen."""
    with Crowd(demo.port).together() as together:
        yield together


def test_a_supervisor_sets_a_status_for_somebody_else_who_sees_by_whom(windows: Windows) -> None:
    anna, mikhail = windows.operator(), windows.operator(account="supervisor")
    mikhail.page.get_by_role("button", name=re.compile("^Team")).click()
    mikhail.button("Change how Anna is shown").click()
    dialog = mikhail.page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Away").check()
    dialog.get_by_role("textbox", name="Reason").fill("fetches a modem")
    dialog.get_by_role("button", name="Save").click()
    expect(mikhail.page.get_by_role("row", name=re.compile("^Anna.*Away.*fetches a modem"))).to_be_visible()
    photograph(mikhail.page, "team")
    anna.button("Status: Away").click()
    menu = anna.page.get_by_role("menu", name="Status")
    expect(menu).to_contain_text("Mikhail set your status: Away")
    expect(menu).to_contain_text("fetches a modem")
    menu.get_by_role("menuitemradio", name="Online").click()
    expect(mikhail.page.get_by_role("row", name=re.compile("^Anna.*Online"))).to_be_visible()


def test_one_shift_leaves_a_note_and_what_it_left_reaches_the_next_one(windows: Windows, crowd: Crowd) -> None:
    anna = windows.operator()
    guests = [somebody_is_answered(anna, crowd, name) for name in ("Hugo", "Petra", "Sonja")]
    parks, puts_off, promises = (guest.client.name for guest in guests)
    anna.open(parks).button(anna.words.park).click()
    anna.open(puts_off).button(anna.words.snooze).click()
    anna.page.get_by_role("dialog").get_by_role("button", name=anna.words.put_off).click()
    anna.open(promises).page.get_by_role("button", name="Promise an answer").click()
    anna.page.get_by_role("dialog").get_by_role("button", name="Promise").click()

    # Who wants to go is asked for a note. Nothing new comes to her any more; with the last open one she is gone.
    anna.status_menu.click()
    anna.page.get_by_role("menuitemradio", name="Finishing").click()
    dialog = anna.page.get_by_role("dialog", name="Hand over the shift")
    for part in ("1 open", "1 parked", "1 put off", "1 promise"):
        expect(dialog.get_by_role("heading", name=part)).to_be_visible()
    dialog.get_by_role("textbox", name="Note for the next shift").fill("Petra hears from us at nine")
    dialog.get_by_role("button", name="Leave the note").click()
    expect(anna.button("Status: Finishing")).to_be_visible()
    late = arrives(crowd, "Late")
    anna.open(promises).close()
    expect(anna.button("Status: Offline")).to_be_visible()

    igor = windows.operator(account="operator2")
    note = igor.page.get_by_role("region", name="Note of the shift before")
    expect(note).to_contain_text("Petra hears from us at nine")
    photograph(igor.page, "handover-next-shift")
    note.get_by_role("button", name="Put the note away").click()
    expect(note).to_have_count(0)
    igor.open("Late").write("Late is answered")
    # Whoever was parked with her writes, and does not wait for somebody who has gone home.
    guests[0].says("Hugo asks again")
    igor.open("Hugo").sees("Hugo is answered")
    for guest in (late, guests[0], guests[1]):
        guest.do("close", conversation_id=guest.chat["id"])


def test_a_supervisor_moves_two_hundred_conversations_at_once_and_takes_it_back(
    windows: Windows, crowd: Crowd, demo: Demo
) -> None:
    admin = Admin(windows)
    admin.person("supervisor", chat_limit=0)
    admin.leave()
    crowd.passers_by(MANY)
    before = lines(demo)
    mikhail = windows.operator(account="supervisor")
    mikhail.show("Queue")
    expect(mikhail.conversations.get_by_role("listitem")).to_have_count(MANY)
    mikhail.button("Select").click()
    bar = mikhail.page.get_by_role("region", name="Work on many conversations")
    bar.get_by_role("button", name=f"All {MANY}").click()
    expect(bar).to_contain_text(f"{MANY} selected")
    photograph(mikhail.page, "bulk-selected")
    bar.get_by_role("button", name="Do…").click()
    mikhail.page.get_by_role("menuitem", name="Pass on").click()
    mikhail.page.get_by_role("dialog").get_by_role("combobox").fill("Sales")
    mikhail.button("Transfer to Sales").click()
    expect(bar.get_by_role("progressbar")).to_be_visible()
    expect(bar.get_by_role("status")).to_have_text(f"{MANY} conversations are done")
    expect(mikhail.conversations).to_contain_text(re.compile(f"Sales.*{MANY}"))
    photograph(mikhail.page, "bulk-done")
    bar.get_by_role("button", name="Undo").click()
    expect(bar.get_by_role("status")).to_have_text(f"{MANY} conversations are as before")
    assert lines(demo) == before, "everybody stands where they stood"
    found = truth.read_sqlite(str(demo.database))
    moved = Counter(event.subject for event in found.events if event.type == "ConversationTransferred")
    assert [moved[conversation] for conversation in before] == [2] * MANY, "each has its own events"
    assert oracle.faults_of_store(found) == []


def arrives(crowd: Crowd, name: str) -> Guest:
    """Somebody new asks."""
    guest = crowd.guest(name)
    guest.do("introduce", name=name)
    guest.says(f"{name} asks")
    return guest


def somebody_is_answered(operator: Operator, crowd: Crowd, name: str) -> Guest:
    guest = arrives(crowd, name)
    operator.open(name).write(f"{name} is answered")
    until(operator.page, lambda: f"{name} is answered" in guest.words)
    return guest


def lines(demo: Demo) -> dict[str, tuple[str, int]]:
    """Who waits: in which department, since when."""
    found = truth.read_sqlite(str(demo.database))
    since = {
        event.subject: event.value("waiting_since") for event in found.events if event.type == "ConversationQueued"
    }
    return {one.id: (one.department_id, since[one.id]) for one in found.conversations if one.status == "queued"}
