"""The page with both sides, as somebody sees it who pulls the plug."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.demo import Demo

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
NUMBERED = re.compile(r"(\d+)\. [A-ZА-Я]")


def opened(browser: Browser, demo: Demo, locale: str, width: int, height: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, locale=locale)
    page.goto(f"{demo.server}/demo/both?locale={locale}")
    return page


def sides(page: Page) -> tuple[FrameLocator, FrameLocator]:
    return page.frame_locator("#visitor"), page.frame_locator("#operator")


def count(page: Page, name: str) -> int:
    return int(page.locator(f"#{name}").inner_text())


def wait_until(page: Page, is_so: Callable[[], bool], seconds: float = 40) -> None:
    """Looks again and again. (The page's policy forbids to have the browser itself evaluate a condition.)"""
    until = time.monotonic() + seconds
    while not is_so():
        shown = {name: count(page, name) for name in ("written", "waiting", "acknowledged", "shown")}
        assert time.monotonic() < until, f"still {shown}"
        page.wait_for_timeout(100)


def wait_until_written(page: Page, number: int) -> None:
    wait_until(page, lambda: count(page, "written") >= number)


def wait_until_settled(page: Page) -> None:
    """Everything that was written has been acknowledged, and shown to the operator."""
    wait_until(page, lambda: count(page, "waiting") == 0 and count(page, "written") == count(page, "shown"))


def numbers_in(log_text: str) -> list[int]:
    return [int(number) for number in NUMBERED.findall(log_text)]


def test_what_is_written_while_the_server_is_dead_arrives_once_and_in_order(browser: Browser, demo: Demo) -> None:
    page = opened(browser, demo, "en", 1440, 900)
    visitor, operator = sides(page)
    page.get_by_role("switch", name="Write for the customer").check()
    operator.get_by_role("list", name="Conversations").get_by_role("listitem").first.click(timeout=30_000)
    wait_until_written(page, 2)
    page.get_by_role("button", name="Pull the plug").click()
    expect(page.locator("#step-back")).to_have_attribute("data-at", "now", timeout=15_000)
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / "pull-the-plug-en.png")
    wait_until_written(page, 5)
    page.get_by_role("switch", name="Write for the customer").uncheck()
    wait_until_settled(page)
    said = list(range(1, count(page, "written") + 1))
    assert numbers_in(visitor.get_by_role("log", name="Conversation").inner_text()) == said
    assert numbers_in(operator.get_by_role("log", name="Conversation").inner_text()) == said
    page.close()


def test_the_operator_is_signed_in_without_a_word(browser: Browser, demo: Demo) -> None:
    page = opened(browser, demo, "en", 1440, 900)
    _visitor, operator = sides(page)
    expect(operator.get_by_role("list", name="Conversations")).to_be_visible(timeout=15_000)
    page.close()


@pytest.mark.parametrize(("locale", "width", "height"), [("ru", 1440, 900), ("ru", 390, 844), ("en", 390, 844)])
def test_both_sides_fit_the_screen(browser: Browser, demo: Demo, locale: str, width: int, height: int) -> None:
    page = opened(browser, demo, locale, width, height)
    visitor, operator = sides(page)
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    expect(operator.locator("body")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"both-{locale}-{width}.png", full_page=True)
    page.close()


def test_the_strict_policy_stops_nothing_that_the_widget_needs(browser: Browser, demo: Demo) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on(
        "console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto(f"{demo.site}/demo?locale=en")
    page.get_by_role("button", name="Open chat").click()
    page.get_by_role("textbox", name="Message").fill("Is anybody there?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log", name="Conversation")).to_contain_text("Is anybody there?")
    assert refused == []
    page.close()
