"""The whole job in two windows, as two people see it. The same story in both languages."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.story import Story
from tests.browser.windows import Windows
from tests.browser.words import EN, RU, Words

Role = Literal["button", "list", "log", "region", "textbox"]
WIDGET_NAMES: list[tuple[Role, str]] = [
    ("textbox", "Message"),
    ("button", "Send"),
    ("log", "Conversation"),
    ("button", "End chat"),
]
SIGN_IN_NAMES: list[tuple[Role, str]] = [("textbox", "E-mail"), ("textbox", "Password"), ("button", "Sign in")]
CONSOLE_NAMES: list[tuple[Role, str]] = [
    ("list", "Conversations"),
    ("log", "Conversation"),
    ("textbox", "Reply"),
    ("button", "Send"),
    ("button", "Close conversation"),
]


@pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
def test_somebody_asks_on_a_site_and_an_operator_answers(windows: Windows, words: Words) -> None:
    story = Story(windows, words, with_pictures=True)
    story.play()
    assert story.frames, "the visitor's WebSocket was not watched, so nothing is known about the note"


def test_each_name_that_others_rely_on_is_on_the_page_once(windows: Windows) -> None:
    """In both ways that tests look for a name: as a whole, and as a part of another."""
    visitor = windows.visitor()
    each_is_there_once(visitor.page, [("button", "Open chat")])
    visitor.open_chat().write("V1")
    each_is_there_once(visitor.page, WIDGET_NAMES)
    operator = windows.console()
    each_is_there_once(operator.page, SIGN_IN_NAMES)
    operator.sign_in()
    name = operator.open_by("V1")
    operator.field.fill("A1")
    each_is_there_once(operator.page, [*CONSOLE_NAMES, ("region", f"Conversation with {name}")])
    operator.page.get_by_role("button", name="Status").click()
    expect(operator.page.get_by_role("menu", name="Status")).to_be_visible()


def each_is_there_once(page: Page, names: list[tuple[Role, str]]) -> None:
    for role, name in names:
        expect(page.get_by_role(role, name=name), name).to_have_count(1)
        expect(page.get_by_role(role, name=name, exact=True), name).to_have_count(1)
