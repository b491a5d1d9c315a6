"""axe finds nothing in either side, in any state, in both themes and languages."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.browser.axe import THEMES, Examiner, bring_axe
from tests.browser.demo import PASSWORD
from tests.browser.operator import Operator
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows
from tests.browser.words import EN, RU, Words

BOTH = pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
REFUSED = "refuse this"


def refusing(line: WebSocketRoute) -> None:
    """A server that does not accept one text."""
    server = line.connect_to_server()

    def answer(message: str | bytes) -> None:
        command = json.loads(message)
        if command.get("text") != REFUSED:
            server.send(message)
            return
        problem = {"type": "about:blank", "title": "No", "status": 403, "code": "forbidden", "retry_ms": None}
        line.send(json.dumps({"type": "refused", "client_id": command["client_id"], "problem": problem}))

    line.on_message(answer)


@BOTH
def test_the_visitors_side_is_clean(windows: Windows, words: Words) -> None:
    profile = windows.profile(words)
    bring_axe(profile)
    page = profile.new_page()
    page.route_web_socket(re.compile("/api/visitor/v1/stream$"), refusing)
    visitor = Visitor(page, words, windows.demo.site).come()
    examiner = Examiner(page, f"widget-{words.locale}")
    examiner.look("closed")
    visitor.open_chat()
    examiner.look("open")
    visitor.write("V1")
    visitor.sees(words.widget.waiting)
    examiner.look("waiting")
    operator = windows.operator(words)
    operator.open_by("V1")
    operator.write("A1 https://example.com/tariffs")
    visitor.sees("A1")
    examiner.look("talking")
    operator.field.press_sequentially("...")
    expect(page.get_by_text(words.widget.typing.format(words.operator))).to_be_visible()
    examiner.look("typing")
    visitor.log.get_by_role("button", name=words.widget.actions).first.click()
    examiner.look("menu")
    page.get_by_role("menuitem", name=words.widget.edit).click()
    examiner.look("editing")
    page.keyboard.press("Escape")
    visitor.hand_in(REFUSED)
    expect(page.get_by_role("button", name=words.widget.retry)).to_be_visible()
    examiner.look("failed message")
    visitor.end_chat()
    examiner.look("ended")
    assert examiner.findings == []


@BOTH
def test_the_console_is_clean(windows: Windows, words: Words) -> None:
    profile = windows.profile(words)
    bring_axe(profile)
    operator = windows.console_in(profile, words)
    page = operator.page
    examiner = Examiner(page, f"console-{words.locale}")
    look_at_signing_in(operator, examiner)
    expect(page.get_by_text(operator.words.nothing_assigned)).to_be_visible()
    examiner.look("empty list")
    visitor = windows.visitor(words).open_chat()
    visitor.write("V1")
    name = operator.visitor_name("V1")
    examiner.look("list")
    operator.open(name)
    look_at_a_conversation(operator, visitor, examiner)
    look_at_menus_and_dialogs(operator, examiner)
    assert examiner.findings == []


def look_at_signing_in(operator: Operator, examiner: Examiner) -> None:
    page = operator.page
    expect(page.get_by_role("textbox", name=operator.words.email)).to_be_visible()
    examiner.look("sign in")
    page.get_by_role("textbox", name=operator.words.email).fill("operator1@demo.example")
    page.get_by_role("textbox", name=operator.words.password).fill(f"not {PASSWORD}")
    page.get_by_role("button", name=operator.words.sign_in).click()
    expect(page.get_by_role("alert")).to_be_visible()
    examiner.look("refused sign in")
    operator.sign_in()


def look_at_a_conversation(operator: Operator, visitor: Visitor, examiner: Examiner) -> None:
    operator.write("A1")
    operator.write_note("N1")
    visitor.write("V2")
    operator.sees("V2")
    examiner.look("conversation")
    operator.open_menu_of("A1")
    examiner.look("message menu")
    operator.page.get_by_role("menuitem", name=operator.words.edit).click()
    expect(operator.page.get_by_role("textbox", name=operator.words.edit_field)).to_be_focused()
    examiner.look("editing")
    operator.page.keyboard.press("Escape")
    operator.page.get_by_role("button", name=operator.words.write_note).click()
    examiner.look("writing a note")
    operator.page.get_by_role("button", name=operator.words.write_note).click()
    operator.close()
    examiner.look("closed, with the way back")
    operator.page.get_by_role("button", name=operator.words.closed_list).click()
    expect(operator.conversations.get_by_role("listitem").first).to_be_visible()
    examiner.look("closed conversations")


def look_at_menus_and_dialogs(operator: Operator, examiner: Examiner) -> None:
    page, words = operator.page, operator.words
    operator.status_menu.click()
    examiner.look_at(page.get_by_role("menu"), "status menu")
    page.get_by_role("menuitem", name=words.with_reason).click()
    examiner.look_at(page.get_by_role("dialog"), "status dialog")
    leave(page, page.get_by_role("dialog"))
    operator.account_menu.click()
    examiner.look_at(page.get_by_role("menu"), "account menu")
    leave(page, page.get_by_role("menu"))
    for entry, state in ((words.alerts, "alerts"), (words.keys, "keys"), (words.sessions, "sessions")):
        operator.account_menu.click()
        page.get_by_role("menuitem", name=entry).click()
        dialog = page.get_by_role("dialog", name=entry)
        if entry == words.sessions:
            expect(dialog.get_by_role("listitem").first).to_be_visible()
        examiner.look_at(dialog, state)
        leave(page, dialog)


def leave(page: Page, opened: Locator) -> None:
    page.keyboard.press("Escape")
    expect(opened).to_be_hidden()


@BOTH
@pytest.mark.parametrize(("path", "title"), [("/demo", "site"), ("/demo/both", "both")])
def test_the_demos_pages_are_clean(windows: Windows, words: Words, path: str, title: str) -> None:
    profile = windows.profile(words)
    bring_axe(profile)
    page = profile.new_page()
    page.goto(f"{windows.demo.server}{path}?locale={words.locale}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    examiner = Examiner(page, f"demo-{words.locale}")
    examiner.look(title)
    assert examiner.findings == []


def test_axe_finds_what_is_wrong_inside_the_widget_too(windows: Windows) -> None:
    profile = windows.profile()
    bring_axe(profile)
    page = Visitor(profile.new_page(), EN, windows.demo.site).come().open_chat().page
    page.evaluate(
        """() => {
          const faint = document.createElement('p');
          faint.textContent = 'Hardly to be seen';
          faint.style.color = 'rgb(128 128 128 / 0.1)';
          document.querySelector('besedka-widget').shadowRoot.querySelector('[role=log]').append(faint);
          document.querySelector('main').append(document.createElement('button'));
        }"""
    )
    examiner = Examiner(page)
    examiner.look("spoilt")
    found = [finding.split(": ")[:2] for finding in examiner.findings]
    assert found == [[f"spoilt, {theme}", rule] for theme in THEMES for rule in ("button-name", "color-contrast")]
