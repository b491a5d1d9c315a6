"""A holiday, and a line that is too long: what visitors are offered, and what becomes of it. The clock is driven."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.crowd import Crowd
from tests.browser.demo import Demo
from tests.browser.oracle import facts
from tests.browser.patience import until
from tests.browser.settings import Admin
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows, photograph
from tests.browser.words import EN
from tests.faults.server import free_port
from tests.smtp import Sink

MINUTE_MS = 60_000
CHOICES = ("Wait here", "Leave a message", "Tell me by e-mail")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One whose clock is driven, and that may send mail."""
    stage = Demo(tmp_path_factory.mktemp("demo"), has_clock=True, smtp_port=free_port())
    with stage.running() as running:
        yield running


def test_a_full_line_offers_to_wait_to_write_or_to_be_told_by_mail(windows: Windows, demo: Demo) -> None:
    admin = Admin(windows)
    admin.department(giving={"queue_cap": 1})
    admin.leave()
    with Crowd(demo.port).together() as crowd, mail_server(crowd, demo.smtp_port) as sink:
        crowd.guest("first").says("First in the line")
        waits, writes, is_told = visitors = [asks(windows, text) for text in ("V1", "V2", "V3")]
        for visitor in visitors:
            expect(visitor.page.get_by_text("All operators are busy now.")).to_be_visible()
        photograph(waits.page, "line-choices")
        waits.button("Wait here").click()
        for name in CHOICES:
            expect(waits.button(name)).to_have_count(0)
        expect(waits.page.get_by_text("You are second")).to_be_visible()
        leaves_a_message(writes, "V4", "writes@example.com")
        is_told.button("Tell me by e-mail").click()
        form = is_told.page.get_by_role("form", name="Tell me by e-mail")
        form.get_by_role("textbox", name=EN.widget.email).fill("is-told@example.com")
        form.get_by_role("button", name="Tell me", exact=True).click()
        is_told.sees("We will tell you of the answer by e-mail")
        is_told.page.goto("about:blank")

        igor = crowd.colleague("operator2")
        answered: set[str] = set()
        while len(answered) < 4:
            until(waits.page, lambda: bool({chat["id"] for chat in igor.client.mine()} - answered))
            chat = ({chat["id"] for chat in igor.client.mine()} - answered).pop()
            answered.add(chat)
            igor.do("reply", conversation_id=chat, text=f"Answer {len(answered)}")
        for visitor in (waits, writes):
            visitor.sees("Answer ")
        demo.pass_time(2 * MINUTE_MS + 1000)
        until(waits.page, lambda: bool(sink.kept))
        assert [(mail.to, "Answer " in mail.text) for mail in sink.kept] == [("is-told@example.com", True)]
        for chat in answered:
            igor.do("close", conversation_id=chat)


def test_what_is_left_on_a_holiday_is_a_conversation_of_the_next_working_day(windows: Windows, demo: Demo) -> None:
    today = datetime.now(UTC).date()
    opening = datetime.combine(today + timedelta(2), time(9), UTC)
    days = {str(today): [], str(today + timedelta(1)): [], str(opening.date()): [["09:00", "12:00"]]}
    admin = Admin(windows)
    admin.department(hours={"zone": "UTC", "always": True, "days": days}, giving={})
    admin.leave()
    visitor = windows.visitor(timezone_id="UTC")
    visitor.launcher.click()
    expect(visitor.form).to_contain_text(f"We are closed now. We open on {opening.day} {opening:%B} at 09:00")
    photograph(visitor.page, "holiday")
    fills_in(visitor, "V5", "anna@example.com")
    visitor.sees(EN.widget.left)

    demo.pass_time(round((opening - datetime.now(UTC)).total_seconds() * 1000) + MINUTE_MS)
    anna = windows.operator()
    anna.open_by("V5")
    anna.sees("Left in writing, outside the hours")
    anna.write("A5")
    visitor.come().sees("A5")
    expect(visitor.field).to_be_visible()
    [row] = [row for row in facts(demo, "--rows") if row["is_after_hours"]]
    assert row["outcome"] == "answered"
    assert row["frt"]["ms"] > 24 * 60 * MINUTE_MS > 10 * MINUTE_MS > row["frt"]["open_ms"]


def asks(windows: Windows, text: str) -> Visitor:
    """Somebody new, who has to wait."""
    visitor = windows.visitor().open_chat()
    visitor.write(text)
    return visitor


def leaves_a_message(visitor: Visitor, text: str, email: str) -> None:
    """Instead of waiting."""
    visitor.button("Leave a message").click()
    fills_in(visitor, text, email)
    visitor.sees(EN.widget.left)


def fills_in(visitor: Visitor, text: str, email: str) -> None:
    """The form, and sends it."""
    visitor.form.get_by_role("textbox", name=EN.widget.message, exact=True).fill(text)
    visitor.form.get_by_role("textbox", name=EN.widget.email, exact=True).fill(email)
    visitor.form.get_by_role("button", name=EN.widget.send, exact=True).click()


@contextmanager
def mail_server(crowd: Crowd, port: int) -> Iterator[Sink]:
    """Keeps what the demo sends."""
    sink = Sink(port=port)
    server = crowd.wait(asyncio.start_server(sink.serve, "127.0.0.1", port))
    try:
        yield sink
    finally:
        crowd.wait(closed(server))


async def closed(server: asyncio.Server) -> None:
    """In its own loop."""
    server.close()
