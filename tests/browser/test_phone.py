"""Both sides on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.operator import Operator
from tests.browser.visitor import Visitor
from tests.browser.windows import PHONE, Windows, photograph
from tests.browser.words import EN, RU, Words

WIDTH = PHONE["viewport"]["width"]
HEIGHT = PHONE["viewport"]["height"]
WIDTH_OF_CONTENT = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth)"


class Album:
    """Pictures of one run, each of a page that must not scroll sideways."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._number = 0

    def photograph(self, page: Page, title: str) -> None:
        assert page.evaluate(WIDTH_OF_CONTENT) == WIDTH, f"{title} is wider than the screen"
        self._number += 1
        photograph(page, f"phone-{self._name}-{self._number}-{title}")


@pytest.mark.parametrize(("words", "theme"), [(EN, "light"), (RU, "dark")], ids=["en-light", "ru-dark"])
def test_the_whole_job_fits_a_phone(windows: Windows, words: Words, theme: str) -> None:
    album = Album(f"{words.locale}-{theme}")
    options = {**PHONE, "color_scheme": theme}
    visitor = a_visitor_writes(windows.visitor(words, **options), album)
    operator = windows.console(words, **options)
    an_operator_answers(operator, album)
    visitor.sees("A1")
    album.photograph(visitor.page, "talking")
    an_operator_looks_at_the_contact_and_closes(operator, album)
    visitor.sees(words.widget.closed_by_operator)
    album.photograph(visitor.page, "closed-by-operator")
    visitor.page.get_by_role("button", name=words.widget.minimise).tap()
    expect(visitor.launcher).to_be_visible()


def a_visitor_writes(visitor: Visitor, album: Album) -> Visitor:
    expect(visitor.launcher).to_be_visible()
    album.photograph(visitor.page, "site")
    visitor.launcher.tap()
    panel = visitor.page.get_by_role("dialog")
    expect(panel).to_be_visible()
    assert panel.bounding_box() == {"x": 0, "y": 0, "width": WIDTH, "height": HEIGHT}
    album.photograph(visitor.page, "opened")
    visitor.write("V1 " + "https://example.com/" + "a-long-address-without-a-break" * 3)
    visitor.sees(visitor.words.waiting)
    album.photograph(visitor.page, "waiting")
    return visitor


def an_operator_answers(operator: Operator, album: Album) -> None:
    expect(operator.page.get_by_role("button", name=operator.words.sign_in)).to_be_visible()
    album.photograph(operator.page, "sign-in")
    operator.sign_in()
    expect(operator.conversations.get_by_role("listitem").first).to_be_visible()
    album.photograph(operator.page, "list")
    operator.open(operator.visitor_name("V1"))
    expect(operator.conversations).to_be_hidden()
    operator.sees("V1")
    album.photograph(operator.page, "conversation")
    operator.write("A1")
    operator.write_note("N1")
    album.photograph(operator.page, "answered")


def an_operator_looks_at_the_contact_and_closes(operator: Operator, album: Album) -> None:
    page, words = operator.page, operator.words
    page.get_by_role("button", name=words.show_contact).tap()
    expect(page.get_by_role("textbox", name=words.contact_name)).to_be_visible()
    album.photograph(page, "contact")
    card = page.get_by_role("complementary")
    card.get_by_role("button", name=words.hide_contact).tap()
    expect(card).to_be_hidden()
    operator.close()
    album.photograph(page, "closed")
    page.get_by_role("button", name=words.back).tap()
    expect(operator.conversations).to_be_attached()
    album.photograph(page, "empty-list")
    operator.status_menu.tap()
    expect(page.get_by_role("menu")).to_be_visible()
    album.photograph(page, "status")
