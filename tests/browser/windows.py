"""Windows of one test: who opens them, what they look like, and what went wrong in them unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page

from tests.browser.demo import Demo
from tests.browser.operator import Operator
from tests.browser.visitor import Visitor
from tests.browser.words import EN, Words

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
DESKTOP = {"width": 1280, "height": 860}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}


class Windows:
    """Each visitor and each operator gets a browser profile of their own."""

    def __init__(self, browser: Browser, demo: Demo) -> None:
        self.demo = demo
        self.faults: list[str] = []
        """Uncaught errors of scripts, and what a content security policy refused."""
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._consoles: list[BrowserContext] = []

    def profile(self, words: Words = EN, **options: Any) -> BrowserContext:
        """A fresh browser profile. `options` are Playwright's for a context."""
        given = {"viewport": DESKTOP, "locale": words.locale, "reduced_motion": "reduce", **options}
        context = self._browser.new_context(**given)
        context.on("page", self._watch)
        self._contexts.append(context)
        return context

    def visitor(self, words: Words = EN, **options: Any) -> Visitor:
        """Somebody new on the customer's site, the chat closed."""
        return self.visitor_in(self.profile(words, **options), words)

    def visitor_in(self, profile: BrowserContext, words: Words = EN) -> Visitor:
        """Another tab of the same visitor."""
        return Visitor(profile.new_page(), words, self.demo.site).come()

    def operator(self, words: Words = EN, account: str = "operator1", **options: Any) -> Operator:
        """Somebody who has just signed in at the console."""
        return self.console(words, **options).sign_in(account)

    def console(self, words: Words = EN, **options: Any) -> Operator:
        """The console before signing in."""
        return self.console_in(self.profile(words, **options), words)

    def console_in(self, profile: BrowserContext, words: Words = EN) -> Operator:
        """The console in a profile of one's own making."""
        self._consoles.append(profile)
        return Operator(profile.new_page(), words, self.demo.server).come()

    def photograph(self, name: str) -> None:
        """All windows as they are now."""
        pages = [page for context in self._contexts for page in context.pages]
        for number, page in enumerate(pages):
            photograph(page, f"{name}-{number}")

    def close(self) -> None:
        """Everybody leaves. Who is still signed in is signed out: an operator who is online would get the next talk."""
        for context in self._contexts:
            if context in self._consoles:
                self._sign_out(context)
            context.close()

    def _sign_out(self, context: BrowserContext) -> None:
        address = f"{self.demo.server}/api/operator/v1/session"
        session = context.request.get(address)
        if session.ok:
            headers = {"X-Besedka-CSRF": session.json()["csrf"], "Origin": self.demo.server}
            assert context.request.delete(address, headers=headers).ok

    def _watch(self, page: Page) -> None:
        page.on("pageerror", self._failed)
        page.on("console", self._said)

    def _failed(self, error: Error) -> None:
        self.faults.append(f"{error.name}: {error.message}\n{error.stack}")

    def _said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)


def photograph(page: Page, name: str, *, full_page: bool = False) -> None:
    """Put a picture of the page into build/screens/."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", animations="disabled", caret="initial", full_page=full_page)
