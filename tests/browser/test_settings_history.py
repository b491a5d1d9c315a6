"""What admins changed: told with before and after, taken back; and all settings as a file."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import Examiner, bring_axe
from tests.browser.settings import Admin
from tests.browser.windows import Windows


def test_a_change_stands_in_the_history_with_before_and_after_and_is_taken_back(windows: Windows) -> None:
    admin = Admin(windows)
    admin.rules(text_limit=3000)
    page, examiner = settings(windows, "History")
    line = page.get_by_role("listitem").filter(has_text="Longest message").first
    expect(line).to_contain_text(re.compile("Vera .*Inbox “Sunny Net” changed.*Longest message.*4,000.*3,000"))
    examiner.look("history")
    undo(line).click()
    expect(page.get_by_text("An earlier change was taken back").first).to_be_visible()
    undone = page.get_by_role("listitem").filter(has=page.get_by_text("Taken back", exact=True))
    expect(undone).to_contain_text("4,0003,000")
    admin.rules(text_limit=3000)
    admin.rules(text_limit=2000)
    page.reload()
    line = page.get_by_role("listitem").filter(has_text="4,0003,000").first
    undo(line).click()
    expect(line.get_by_role("alert")).to_contain_text("It was changed again since")
    examiner.look("history refused")
    page.get_by_role("combobox", name="Show").select_option(label="Sign-ins")
    expect(page.get_by_role("listitem").filter(has_text="Vera: signed in").first).to_be_visible()
    page.get_by_role("combobox", name="Person").select_option(label="Timur")
    expect(page.get_by_text("Nothing like this was found")).to_be_visible()
    admin.rules(text_limit=4000)
    admin.leave()
    assert examiner.findings == []


def test_settings_are_downloaded_changed_compared_and_applied(windows: Windows, tmp_path: Path) -> None:
    page, examiner = settings(windows, "Settings file")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    document = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    document["staff"]["operator4@demo.example"]["chat_limit"] = 900
    give(page, tmp_path, document)
    expect(page.get_by_role("alert")).to_contain_text('staff."operator4@demo.example"')
    document["staff"]["operator4@demo.example"]["chat_limit"] = 7
    give(page, tmp_path, document)
    plan = page.get_by_role("list", name="1 field would change")
    expect(plan).to_contain_text(re.compile("operator4@demo.example.*Conversations at once.*as by default.*7"))
    examiner.look("file compared")
    page.get_by_role("button", name="Apply 1 change").click()
    expect(page.get_by_text("1 change applied.")).to_be_visible()
    page.get_by_role("link", name="To the history").click()
    lines = page.get_by_role("listitem").filter(has_text="Timur: data changed")
    expect(lines).to_contain_text("Conversations at once")
    undo(lines).click()
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("An earlier change was taken back")
    assert examiner.findings == []


def settings(windows: Windows, section: str) -> tuple[Page, Examiner]:
    """A page of the settings, as an admin finds it."""
    profile = windows.profile()
    bring_axe(profile)
    page = windows.console_in(profile).sign_in("admin").page
    page.get_by_role("link", name="Settings").or_(page.get_by_role("button", name="Settings")).first.click()
    page.get_by_role("link", name=section).click()
    expect(page.get_by_role("heading", name=section)).to_be_visible()
    return page, Examiner(page, "settings")


def undo(line: Locator) -> Locator:
    return line.get_by_role("button", name=re.compile("^Undo: "))


def give(page: Page, folder: Path, document: object) -> None:
    """Choose the document as a file, and compare."""
    file = folder / "settings.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a file").click()
    chooser.value.set_files(file)
    page.get_by_role("button", name="Compare").click()
