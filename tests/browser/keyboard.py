"""Working without a pointer: where the focus is, how it gets somewhere, and whether it can be seen there."""

from __future__ import annotations

from playwright.sync_api import JSHandle, Locator, Page

LONGEST_WAY = 60

FOCUSED = """() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found;
}"""
HAS_FOCUS = "(element) => element.getRootNode().activeElement === element"
NAME = """(element) => element === document.body ? 'the page'
  : (element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText).slice(0, 60)"""
TO_THE_START = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}"""
LOOK = """(element) => {
  const looks = [];
  for (let at = element, steps = 0; at && steps < 4; at = at.parentElement, steps += 1) {
    const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(at);
    looks.push([outline, boxShadow, borderColor, backgroundColor].join(' '));
  }
  return looks.join(' | ');
}"""


def has_focus(place: Locator) -> bool:
    return place.count() == 1 and bool(place.evaluate(HAS_FOCUS))


def tab_to(page: Page, place: Locator, key: str = "Tab") -> None:
    """Press Tab (or Shift+Tab) until the focus is there."""
    for _ in range(LONGEST_WAY):
        if has_focus(place):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{LONGEST_WAY} times {key} do not lead to {place}")


def stops_of(page: Page) -> list[str]:
    """Goes round with Tab until the page is left; returns the names of the stops.

    Raises when a stop looks the same with the focus and without.
    """
    page.evaluate(TO_THE_START)
    stops: list[tuple[str, JSHandle, object]] = []
    page.keyboard.press("Tab")
    while (name := name_of(page, focused := page.evaluate_handle(FOCUSED))) != "the page":
        stops.append((name, focused, page.evaluate(LOOK, focused)))
        assert len(stops) < LONGEST_WAY, f"no way out by Tab: {[name for name, _, _ in stops]}"
        page.keyboard.press("Tab")
    # Looked at only now: a frame around two stops keeps its look while the focus goes from one to the other.
    unseen = [name for name, element, with_focus in stops if page.evaluate(LOOK, element) == with_focus]
    assert not unseen, f"these do not show that they have the focus: {unseen}"
    return [name for name, _, _ in stops]


def name_of(page: Page, element: JSHandle) -> str:
    return str(page.evaluate(NAME, element))
