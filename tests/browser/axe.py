"""axe-core in a page: what breaks WCAG 2.2 at the levels A and AA."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.windows import photograph

AXE = Path(__file__).resolve().parents[2] / "clients" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

SETTLE = """async () => {
  const moving = () => document.getAnimations().filter(({ playState, effect }) =>
    playState === 'running' && effect.getComputedTiming().endTime !== Infinity);
  while (moving().length > 0) await Promise.allSettled(moving().map(({ finished }) => finished));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
RUN = """(tags) => axe.run(document, {
  runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], iframes: false,
})"""


def bring_axe(profile: BrowserContext) -> None:
    """Put axe-core into every page of this profile, past any policy of the page."""
    if not AXE.is_file():
        pytest.fail(f"{AXE.name} is missing: run `npm ci` in clients/ (`make test` does).", pytrace=False)
    profile.add_init_script(path=AXE)


class Examiner:
    """Looks at one page in one state after another, in both themes; `findings` is what was wrong.

    With a `name` it leaves a picture of each.
    """

    def __init__(self, page: Page, name: str = "") -> None:
        self.findings: list[str] = []
        self._page, self._name = page, name
        self._themes = THEMES

    def look_at(self, part: Locator, state: str) -> None:
        """The page, once this part of it is there."""
        expect(part).to_be_visible()
        self.look(state)

    def look(self, state: str) -> None:
        """The page as it is now, called `state` in the findings."""
        backgrounds = set()
        for theme in self._themes:
            self._page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            self._page.evaluate(SETTLE)
            result = self._page.evaluate(RUN, TAGS)
            self.findings += [said(f"{state}, {theme}", violation) for violation in result["violations"]]
            if self._name:
                photograph(self._page, f"{self._name}-{theme}-{state.replace(' ', '-')}")
            backgrounds.add(self._page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert len(backgrounds) == len(THEMES), f"{state} has one theme only"
        self._themes = self._themes[::-1]  # the next state begins in the theme that is on


def said(where: str, violation: dict[str, Any]) -> str:
    """One violation in words: the rule, and each place with what is wrong with it."""
    places = "\n".join(f"    {node['target']} {node['html'][:200]}\n      {why(node)}" for node in violation["nodes"])
    return f"{where}: {violation['id']}: {violation['help']}\n{places}"


def why(node: dict[str, Any]) -> str:
    return str(node.get("failureSummary", "")).replace("\n", " ")[:400]
