"""The page with both sides, as somebody sees it who pulls the plug."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.demo import Demo
from tests.browser.patience import until, until_it_is
from tests.browser.visitor import numbers_in
from tests.browser.windows import Windows, photograph
from tests.browser.words import EN, RU, Words

WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo as people start it: the customer who writes by himself must not write too much."""
    with Demo(tmp_path_factory.mktemp("demo"), has_limits=True).running() as running:
        yield running


def opened(windows: Windows, words: Words, viewport: dict[str, int]) -> Page:
    page = windows.profile(words, viewport=viewport).new_page()
    page.goto(f"{windows.demo.server}/demo/both?locale={words.locale}")
    return page


def sides(page: Page) -> tuple[FrameLocator, FrameLocator]:
    return page.frame_locator("#visitor"), page.frame_locator("#operator")


def count(page: Page, name: str) -> int:
    return int(page.locator(f"#{name}").inner_text())


def is_settled(page: Page) -> bool:
    """Everything that was written has been acknowledged, and shown to the operator."""
    return count(page, "waiting") == 0 and count(page, "written") == count(page, "shown")


def test_what_is_written_while_the_server_is_dead_arrives_once_and_in_order(windows: Windows) -> None:
    page = opened(windows, EN, WIDE)
    visitor, operator = sides(page)
    page.get_by_role("switch", name="Write for the customer").check()
    operator.get_by_role("list", name=EN.console.conversations).get_by_role("listitem").first.click()
    until(page, lambda: count(page, "written") >= 2)
    page.get_by_role("button", name="Pull the plug").click()
    expect(page.locator("#step-back")).to_have_attribute("data-at", "now", timeout=40_000)
    photograph(page, "pull-the-plug-en")
    until(page, lambda: count(page, "written") >= 5)
    page.get_by_role("switch", name="Write for the customer").uncheck()
    until(page, lambda: is_settled(page))
    said = list(range(1, count(page, "written") + 1))
    for log in (visitor.get_by_role("log", name=EN.widget.log), operator.get_by_role("log", name=EN.console.log)):
        until_it_is(page, said, lambda log=log: numbers_in(log))


def test_the_customer_who_writes_by_himself_leaves_the_operator_typing(windows: Windows) -> None:
    page = opened(windows, EN, WIDE)
    _visitor, operator = sides(page)
    page.get_by_role("switch", name="Write for the customer").check()
    operator.get_by_role("list", name=EN.console.conversations).get_by_role("listitem").first.click()
    reply = operator.get_by_role("textbox", name=EN.console.reply, exact=True)
    reply.click()
    before, typed = count(page, "written"), ""
    while count(page, "written") < before + 2:
        page.keyboard.press("a")
        typed += "a"
    expect(reply).to_have_value(typed)


def test_the_operator_is_signed_in_without_a_word(windows: Windows) -> None:
    _visitor, operator = sides(opened(windows, EN, WIDE))
    expect(operator.get_by_role("list", name=EN.console.conversations)).to_be_attached()


@pytest.mark.parametrize(
    ("words", "viewport"),
    [(RU, WIDE), (RU, PHONE), (EN, PHONE)],
    ids=["ru, wide", "ru, phone", "en, phone"],
)
def test_both_sides_fit_the_screen(windows: Windows, words: Words, viewport: dict[str, int]) -> None:
    page = opened(windows, words, viewport)
    visitor, operator = sides(page)
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    expect(operator.get_by_role("heading", name=words.console.conversations)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    photograph(page, f"both-{words.locale}-{viewport['width']}", full_page=True)
