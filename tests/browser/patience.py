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
