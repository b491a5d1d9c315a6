"""Somebody at the console, who uses it by what is on the screen."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.demo import PASSWORD
from tests.browser.visitor import marks_in
from tests.browser.words import Words


class Operator:
    """One window of the console, in one language."""

    def __init__(self, page: Page, words: Words, server: str) -> None:
        self.page = page
        self.words = words.console
        self._names = words
        self._server = server

    def come(self) -> Operator:
        """Open the console."""
        self.page.goto(f"{self._server}/console?locale={self._names.locale}")
        return self

    def sign_in(self, account: str = "operator1", *, hears: bool = True) -> Operator:
        """Fill in the form that is shown; returns when the list is there. Who `hears` has answered the shift check."""
        self.page.get_by_role("textbox", name=self.words.email).fill(f"{account}@demo.example")
        self.page.get_by_role("textbox", name=self.words.password).fill(PASSWORD)
        self.page.get_by_role("button", name=self.words.sign_in).click()
        expect(self.conversations).to_be_attached()
        if hears:
            self.shift_check.get_by_role("button", name=self.words.heard, exact=True).click()
            expect(self.shift_check).to_have_count(0)
        return self

    @property
    def shift_check(self) -> Locator:
        return self.page.get_by_role("dialog", name=self.words.shift_check)

    @property
    def conversations(self) -> Locator:
        return self.page.get_by_role("list", name=self.words.conversations)

    def item(self, name: str) -> Locator:
        """The item of the list whose name starts so."""
        return self.page.get_by_role("listitem", name=re.compile(rf"^{re.escape(name)}(,|$)"))

    def pane(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=self.words.conversation_with.format(name), exact=True)

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name=self.words.log)

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name=self.words.reply, exact=True)

    @property
    def send_button(self) -> Locator:
        return self.page.get_by_role("button", name=self.words.send, exact=True)

    @property
    def close_button(self) -> Locator:
        return self.page.get_by_role("button", name=self.words.close)

    @property
    def status_menu(self) -> Locator:
        return self.page.get_by_role("button", name=self.words.status)

    @property
    def account_menu(self) -> Locator:
        return self.page.get_by_role("button", name=self.words.account)

    def button(self, name: str) -> Locator:
        """The one with this name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def show(self, name: str) -> None:
        """Another list."""
        self.page.get_by_role("button", name=re.compile(rf"^{name}( \d+)?$")).click()

    def visitor_name(self, text: str) -> str:
        """How the person is called whose last words these are, as the list says it."""
        item = self.conversations.get_by_role("listitem").filter(has_text=text)
        expect(item).to_be_visible()
        return str(item.get_attribute("aria-label")).split(",")[0]

    def open(self, name: str) -> Operator:
        """Open the conversation with somebody."""
        self.item(name).get_by_role("link").click()
        expect(self.pane(name)).to_be_visible()
        return self

    def open_by(self, text: str) -> str:
        """Open the conversation whose last words these are; returns the person's name."""
        name = self.visitor_name(text)
        self.open(name)
        return name

    def rename(self, name: str) -> None:
        """Give the person of the open conversation a name, in the contact card beside it."""
        field = self.page.get_by_role("textbox", name=self.words.contact_name, exact=True)
        field.fill(name)
        field.press("Enter")
        expect(self.pane(name)).to_be_visible()

    def write(self, text: str) -> None:
        """Write and send; returns when it stands in the log."""
        self.field.fill(text)
        self.send_button.click()
        expect(self.log).to_contain_text(text)

    def write_note(self, text: str) -> None:
        """Write a note, and go back to the reply."""
        toggle = self.page.get_by_role("button", name=self.words.write_note)
        toggle.click()
        self.page.get_by_role("textbox", name=self.words.note, exact=True).fill(text)
        self.page.get_by_role("button", name=self.words.add_note).click()
        expect(self.log).to_contain_text(text)
        if toggle.get_attribute("aria-pressed") == "true":
            toggle.click()

    def sees(self, text: str) -> None:
        expect(self.log).to_contain_text(text)

    def choose(self, text: str, action: str) -> None:
        """An action of the menu of an own message."""
        self.open_menu_of(text)
        self.page.get_by_role("menuitem", name=action).click()

    def mend(self, text: str, better: str) -> None:
        """Change an own message. A moment after the menu is gone, the field gets the focus, the cursor at its end."""
        self.choose(text, self.words.edit)
        field = self.page.get_by_role("textbox", name=self.words.edit_field)
        expect(field).to_be_focused()
        field.fill(better)
        self.page.get_by_role("button", name=self.words.save).click()

    def open_menu_of(self, text: str) -> None:
        """The menu of an own message."""
        bubble = self.log.get_by_text(text, exact=True)
        bubble.hover()
        line = bubble.locator("xpath=ancestor::*[@data-side][1]")
        line.get_by_role("button", name=re.compile(f"^{self.words.actions}")).click()

    def close(self) -> None:
        """Close the open conversation."""
        self.close_button.click()
        expect(self.page.get_by_role("button", name=self.words.undo).last).to_be_visible()

    def sign_out(self) -> None:
        """Who signs out everywhere is offline, and gets nothing new."""
        self.account_menu.click()
        self.page.get_by_role("menuitem", name=self.words.sign_out).click()
        expect(self.page.get_by_role("button", name=self.words.sign_in)).to_be_visible()

    def said(self) -> list[str]:
        """What stands in the log, see `marks_in`."""
        return marks_in(self.log)
