"""Whether there is a browser at all."""

from __future__ import annotations

from playwright.sync_api import Browser


def test_chromium_starts_and_draws_a_page(browser: Browser) -> None:
    """Where it does not, the fixture says what to install."""
    page = browser.new_page()
    page.set_content("<h1>Besedka</h1>")
    assert page.get_by_role("heading", name="Besedka").is_visible()
    page.close()
