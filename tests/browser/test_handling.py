"""Parked, put off, passed on, and back again: what operators do with a conversation beside talking."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.operator import Operator
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows, photograph


def test_what_is_parked_rests_in_its_list_until_the_customer_writes(windows: Windows) -> None:
    visitor, operator, name = talking(windows, "P1")
    operator.button(operator.words.park).click()
    expect(operator.item(name)).to_have_count(0)
    operator.show(operator.words.parked_list)
    expect(operator.item(name)).to_be_visible()
    visitor.write("P2")
    expect(operator.item(name)).to_have_count(0)
    operator.show("Mine")
    expect(operator.item(name)).to_be_visible()
    operator.open(name).close()


def test_parking_is_undone_with_one_press(windows: Windows) -> None:
    _visitor, operator, name = talking(windows, "U1")
    operator.log.focus()
    operator.page.keyboard.press("p")
    expect(operator.item(name)).to_have_count(0)
    operator.button(operator.words.undo).click()
    expect(operator.item(name)).to_be_visible()
    expect(operator.button(operator.words.park)).to_be_visible()
    operator.close()


def test_what_is_put_off_says_until_when_and_why(windows: Windows) -> None:
    _visitor, operator, name = talking(windows, "S1")
    operator.button(operator.words.snooze).click()
    dialog = operator.page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Reason").fill("the engineer calls")
    photograph(operator.page, "console-snooze")
    dialog.get_by_role("button", name=operator.words.put_off).click()
    operator.show(operator.words.snoozed_list)
    operator.open(name)
    expect(operator.pane(name)).to_contain_text(re.compile("Put off until .*: the engineer calls"))
    operator.button(operator.words.resume).click()
    expect(operator.button(operator.words.snooze)).to_be_visible()
    operator.close()


def test_a_conversation_is_passed_on_with_a_note_and_goes_back(windows: Windows) -> None:
    _visitor, anna, name = talking(windows, "T1")
    colleague = online(windows.operator(account="operator2"))
    anna.button(anna.words.transfer).click()
    dialog = anna.page.get_by_role("dialog")
    expect(dialog.get_by_role("option", name=re.compile("^Igor"))).to_be_enabled()
    dialog.get_by_role("combobox").press("ArrowDown")
    dialog.get_by_role("textbox", name="Note for them").fill("asks for a faster plan")
    photograph(anna.page, "console-transfer")
    dialog.get_by_role("button", name=re.compile("^Transfer to ")).click()
    expect(anna.item(name)).to_have_count(0)
    colleague.open(name)
    colleague.sees("asks for a faster plan")
    colleague.button("Decline").click()
    dialog = colleague.page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Why").fill("not my plan")
    dialog.get_by_role("button", name="Decline").click()
    expect(colleague.item(name)).to_have_count(0)
    anna.open(name).sees("not my plan")
    anna.close()


def test_a_transfer_is_taken_back_while_nobody_has_answered(windows: Windows) -> None:
    _visitor, anna, name = talking(windows, "B1")
    online(windows.operator(account="operator2"))
    anna.button(anna.words.transfer).click()
    expect(anna.page.get_by_role("option", name=re.compile("^Igor"))).to_be_enabled()
    anna.page.get_by_role("dialog").get_by_role("combobox").press("ArrowDown")
    anna.page.keyboard.press("Enter")
    expect(anna.item(name)).to_have_count(0)
    anna.button(anna.words.undo).click()
    anna.open(name).close()


def test_a_promise_stands_before_both_sides_until_it_is_kept(windows: Windows) -> None:
    _visitor, operator, _name = talking(windows, "D1")
    operator.page.get_by_role("button", name="Promise an answer").click()
    operator.page.get_by_role("dialog").get_by_role("button", name="Promise").click()
    strip = operator.page.get_by_text("You promised an answer by")
    expect(strip).to_be_visible()
    photograph(operator.page, "console-promise")
    operator.button("Kept").click()
    expect(strip).to_have_count(0)
    operator.sees("kept")
    operator.close()


def talking(windows: Windows, text: str) -> tuple[Visitor, Operator, str]:
    """A visitor who has got an answer: both sides, and what the visitor is called."""
    visitor = windows.visitor()
    visitor.open_chat().write(text)
    operator = online(windows.operator())
    name = operator.open_by(text)
    operator.write(f"{text} answered")
    return visitor, operator, name


def online(operator: Operator) -> Operator:
    """At work, whatever signing in does by itself."""
    if "Online" not in str(operator.status_menu.get_attribute("aria-label")):
        operator.status_menu.click()
        operator.page.get_by_role("menuitemradio", name="Online").click()
        expect(operator.page.get_by_role("button", name="Status: Online")).to_be_visible()
    return operator
