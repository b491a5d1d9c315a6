"""One Chromium for all browser tests, one demo for each file of them, fresh windows for each test."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, expect, sync_playwright

from tests.browser.demo import Demo
from tests.browser.windows import Windows

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_MS = 20_000
"""How long something on a screen may take on a busy machine."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. The fixture ends with this folder: a running Playwright and an event loop of pytest do not mix."""
    program = os.environ.get("BESEDKA_CHROMIUM", "/usr/bin/chromium")
    root_flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=program, args=[*FLAGS, *root_flags])
        except Error as error:
            pytest.fail(
                f"Chromium did not start from {program}. On Debian: apt install chromium. "
                f"Elsewhere install it and name the program in BESEDKA_CHROMIUM.\n{error.message[:2000]}",
                pytrace=False,
            )
        yield started
        started.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of this file's own."""
    with Demo(tmp_path_factory.mktemp("demo")).running() as running:
        yield running


@pytest.fixture
def windows(browser: Browser, demo: Demo, request: pytest.FixtureRequest) -> Iterator[Windows]:
    """Opens windows of visitors and operators; closes them after the test, and no script may have failed in them."""
    opened = Windows(browser, demo)
    yield opened
    if has_failed(request.node):
        opened.photograph(f"failed-{request.node.name}")
    opened.close()
    assert opened.faults == []


def has_failed(test: pytest.Item) -> bool:
    report = test.stash.get(REPORT, None)
    return report is not None and report.failed


REPORT = pytest.StashKey[pytest.TestReport]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keeps how a test went, for the pictures of what failed."""
    report = yield
    if call.when == "call":
        item.stash[REPORT] = report
    return report
