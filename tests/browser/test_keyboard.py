"""Both sides without a pointer."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.demo import PASSWORD
from tests.browser.keyboard import stops_of, tab_to
from tests.browser.operator import Operator
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows


def test_the_whole_job_can_be_done_with_keys_alone(windows: Windows) -> None:
    visitor, operator = windows.visitor(), windows.console()
    a_visitor_asks(visitor)
    an_operator_signs_in_and_opens(operator)
    an_operator_answers(operator)
    visitor.sees("A1")
    a_visitor_minimises_comes_back_and_mends(visitor)
    operator.sees("V2")
    an_operator_closes_and_takes_it_back(operator)
    a_visitor_ends(visitor)
    operator.sees(operator.words.closed_by_customer)


def a_visitor_asks(visitor: Visitor) -> None:
    keys = visitor.page.keyboard
    tab_to(visitor.page, visitor.launcher)
    keys.press("Enter")
    expect(visitor.field).to_be_focused()
    keys.type("V1")
    keys.press("Enter")
    visitor.has_sent("V1")
    expect(visitor.field).to_be_focused()


def an_operator_signs_in_and_opens(operator: Operator) -> None:
    keys = operator.page.keyboard
    tab_to(operator.page, operator.page.get_by_role("textbox", name=operator.words.email))
    keys.type("operator1@demo.example")
    tab_to(operator.page, operator.page.get_by_role("textbox", name=operator.words.password))
    keys.type(PASSWORD)
    keys.press("Enter")
    item = operator.conversations.get_by_role("listitem").get_by_role("link")
    expect(item).to_be_visible()
    keys.press("j")
    expect(item).to_be_focused()
    keys.press("Enter")
    expect(operator.field).to_be_focused()


def an_operator_answers(operator: Operator) -> None:
    keys = operator.page.keyboard
    keys.type("A1")
    keys.press("Enter")
    operator.sees("A1")
    expect(operator.field).to_have_value("")
    expect(operator.field).to_be_focused()


def a_visitor_minimises_comes_back_and_mends(visitor: Visitor) -> None:
    page, keys = visitor.page, visitor.page.keyboard
    keys.press("Escape")
    expect(visitor.field).to_be_hidden()
    expect(visitor.launcher).to_be_focused()
    keys.press("Space")
    expect(visitor.field).to_be_focused()
    tab_to(page, visitor.log.get_by_role("button", name=visitor.words.actions), "Shift+Tab")
    keys.press("Enter")
    expect(page.get_by_role("menuitem", name=visitor.words.edit)).to_be_focused()
    keys.press("ArrowDown")
    expect(page.get_by_role("menuitem", name=visitor.words.delete)).to_be_focused()
    keys.press("ArrowUp")
    keys.press("Enter")
    expect(visitor.field).to_be_focused()
    keys.press("Control+A")
    keys.type("V2")
    keys.press("Enter")
    visitor.has_sent("V2")


def an_operator_closes_and_takes_it_back(operator: Operator) -> None:
    page, keys = operator.page, operator.page.keyboard
    keys.press("Escape")
    expect(operator.conversations.get_by_role("link")).to_be_focused()
    keys.press("e")
    undo = page.get_by_role("button", name=operator.words.undo)
    expect(undo).to_be_visible()
    keys.press("u")
    expect(undo).to_be_hidden()
    expect(operator.field).to_be_visible()


def a_visitor_ends(visitor: Visitor) -> None:
    expect(visitor.end_button).to_be_visible()
    tab_to(visitor.page, visitor.end_button, "Shift+Tab")
    visitor.page.keyboard.press("Enter")
    visitor.sees(visitor.words.closed_by_visitor)
    expect(visitor.sheet).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(visitor.field).to_be_focused()
    tab_to(visitor.page, visitor.page.get_by_role("button", name=visitor.words.minimise), "Shift+Tab")
    visitor.page.keyboard.press("Enter")
    expect(visitor.launcher).to_be_focused()


def test_every_stop_of_the_tab_key_shows_that_it_has_the_focus(windows: Windows) -> None:
    visitor = windows.visitor()
    assert visitor.words.open_chat in stops_of(visitor.page)
    visitor.open_chat()
    visitor.write("V1")
    assert {visitor.words.message, visitor.words.end_chat} <= set(stops_of(visitor.page))
    operator = windows.operator()
    operator.open_by("V1")
    operator.write("A1")
    stops = stops_of(operator.page)
    assert {operator.words.reply, operator.words.close, operator.words.log} <= set(stops)
    operator.close()


def test_escape_closes_a_menu_or_a_dialog_and_leaves_the_conversation_open(windows: Windows) -> None:
    visitor, operator = windows.visitor().open_chat(), windows.operator()
    visitor.write("V1")
    pane = operator.pane(operator.open_by("V1"))
    page, keys = operator.page, operator.page.keyboard
    for button in (operator.account_menu, operator.status_menu):
        button.press("Enter")
        expect(page.get_by_role("menu")).to_be_visible()
        keys.press("Escape")
        expect(page.get_by_role("menu")).to_be_hidden()
        expect(button).to_be_focused()
        expect(pane).to_be_visible()
    keys.press("?")
    expect(page.get_by_role("dialog", name=operator.words.keys)).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(pane).to_be_visible()
    visitor.end_chat()
