"""Waiting for what Playwright cannot see."""

from __future__ import annotations

import time
from collections.abc import Callable

from playwright.sync_api import Page

LOOK_EVERY_MS = 50


def until(page: Page, is_so: Callable[[], bool], seconds: float = 40) -> None:
    """Look again and again, while the page goes on. Raises when it is not so in that time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain"
        page.wait_for_timeout(LOOK_EVERY_MS)


def until_it_is(page: Page, wanted: object, look: Callable[[], object], seconds: float = 60) -> None:
    """Look again and again, until what is seen is what is wanted. Raises, saying what was seen last."""
    deadline = time.monotonic() + seconds
    while (seen := look()) != wanted:
        assert time.monotonic() < deadline, f"waited {seconds} s for {wanted}, there is {seen}"
        page.wait_for_timeout(LOOK_EVERY_MS)
