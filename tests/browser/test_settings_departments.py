"""An admin arranges a department on its page, and customers see what comes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.axe import Examiner, bring_axe
from tests.browser.settings import Admin
from tests.browser.windows import Windows
from tests.browser.words import EN


def test_hours_with_holidays_a_lane_that_overflows_and_a_topic_are_set_seen_and_taken_back(windows: Windows) -> None:
    profile = windows.profile()
    bring_axe(profile)
    page = windows.console_in(profile).sign_in("admin").page
    open_support(page)
    examiner = Examiner(page, "settings-department")

    page.get_by_role("radio", name="By days of the week").check()
    for days in (0, 1):  # the second one in case that midnight comes meanwhile
        page.get_by_label("Date", exact=True).fill((datetime.now(UTC) + timedelta(days)).date().isoformat())
        page.get_by_role("button", name="Add the date").click()
    expect(page.get_by_text("By these hours it is closed now and opens")).to_contain_text("09:00")
    page.get_by_role("textbox", name="Name of the topic", exact=True).fill("Internet")
    page.get_by_role("button", name="Add a topic").click()
    page.get_by_role("textbox", name="Name of the lane", exact=True).fill("Urgent questions")
    page.get_by_role("textbox", name="Name of the lane", exact=True).press("Enter")
    page.get_by_label("After a long wait").select_option(label="Sales")
    page.get_by_role("textbox", name="After", exact=True).fill("3")
    examiner.look("everything open")
    page.get_by_role("button", name="Save", exact=True).click()
    undo = page.get_by_role("button", name="Undo")
    undo.hover()  # so it stays

    visitor = windows.visitor(timezone_id="UTC")
    visitor.launcher.click()
    expect(visitor.form).to_contain_text(EN.widget.closed_now)
    expect(visitor.form).to_contain_text("09:00")
    row = page.request.get(f"{windows.demo.server}/api/admin/v1/audit").json()["rows"][0]
    assert "urgent-questions" in str(row["after"])
    assert "180000" in str(row["after"])

    undo.click()
    expect(page.get_by_text("By these hours it is always open")).to_be_visible()
    expect(page.get_by_text("No lanes")).to_be_visible()
    assert examiner.findings == []


def test_what_a_colleague_set_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(windows: Windows) -> None:
    page = windows.operator(account="admin").page
    open_support(page)
    page.get_by_role("textbox", name="English").first.fill("Help desk")
    admin = Admin(windows)
    admin.hours({"zone": "Europe/Moscow"})
    admin.leave()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody else changed this meanwhile")
    page.get_by_role("button", name="Load what stands now").click()
    expect(page.get_by_role("combobox", name="Time zone")).to_have_value("Europe/Moscow · Moscow · GMT+3")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Help desk")).to_be_visible()


def open_support(page: Page) -> None:
    """By the links that lead there."""
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("link", name="Departments").click()
    page.get_by_role("link", name="Support").click()
    expect(page.get_by_role("heading", name="Support")).to_be_visible()
