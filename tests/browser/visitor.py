"""Somebody with the customer's site open, who uses the chat by what is on the screen."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.words import Words

MARK = re.compile(r"\b([A-Z]\d+)\b")
"""How the tests number what is written: V1, V2 by the visitor, A1, A2 by the operator."""
NUMBERED = re.compile(r"(\d+)\. [A-ZА-Я]")
"""How the demo's own customer numbers what he writes."""


def marks_in(log: Locator) -> list[str]:
    """The numbers of what stands in a log, in order, each as often as it is there."""
    return MARK.findall(log.inner_text())


def numbers_in(log: Locator) -> list[int]:
    """The numbers of what the demo's own customer wrote, in order, each as often as it is there."""
    return [int(number) for number in NUMBERED.findall(log.inner_text())]


class Visitor:
    """One page of one visitor, in one language."""

    def __init__(self, page: Page, words: Words, site: str) -> None:
        self.page = page
        self.words = words.widget
        self._names = words
        self._site = site

    def come(self) -> Visitor:
        """Open the site; the chat stays closed."""
        self.page.goto(f"{self._site}/demo?locale={self._names.locale}")
        return self

    @property
    def launcher(self) -> Locator:
        return self.page.get_by_role("button", name=self.words.open_chat)

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name=self.words.message)

    @property
    def send_button(self) -> Locator:
        return self.page.get_by_role("button", name=self.words.send, exact=True)

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name=self.words.log)

    @property
    def end_button(self) -> Locator:
        return self.page.get_by_role("button", name=self.words.end_chat)

    @property
    def last_tick(self) -> Locator:
        """How far the last own message has got, by its accessible name."""
        return self.log.get_by_role("img").last

    @property
    def sheet(self) -> Locator:
        """The rating sheet."""
        return self.page.get_by_role("dialog", name=self.words.rate, exact=True)

    def scale(self, name: str) -> Locator:
        """One of its questions."""
        return self.sheet.get_by_role("radiogroup", name=name, exact=True)

    @property
    def form(self) -> Locator:
        """For a message in writing."""
        return self.page.get_by_role("form", name=self.words.leave_message, exact=True)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def open_chat(self) -> Visitor:
        self.launcher.click()
        expect(self.field).to_be_visible()
        return self

    def write(self, text: str) -> None:
        """Write and send; returns when the server has it."""
        self.hand_in(text)
        self.has_sent(text)

    def hand_in(self, text: str) -> None:
        """Write and send, without waiting for anything but the own screen."""
        self.field.fill(text)
        self.send_button.click()
        expect(self.log).to_contain_text(text)

    def has_sent(self, text: str) -> None:
        """Wait until the server has it, or more."""
        expect(self._line(text).get_by_role("img")).to_have_accessible_name(one_of(self.words.sent))

    def sees(self, text: str) -> None:
        expect(self.log).to_contain_text(text)

    def choose(self, text: str, action: str) -> None:
        """An action of the menu of an own message."""
        line = self._line(text)
        line.hover()
        line.get_by_role("button", name=self.words.actions).click()
        self.page.get_by_role("menuitem", name=action).click()

    def end_chat(self) -> None:
        self.end_button.click()
        self.sees(self.words.closed_by_visitor)
        expect(self.end_button).to_be_hidden()

    def said(self) -> list[str]:
        """What stands in the log, see `marks_in`."""
        return marks_in(self.log)

    def _line(self, text: str) -> Locator:
        return self.log.locator(".line", has_text=text).last


def one_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"^{re.escape(name)}$" for name in names))
