"""Nobody is there, or the visitor says nothing for long."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import Examiner, bring_axe
from tests.browser.settings import Admin
from tests.browser.windows import PHONE, Windows
from tests.browser.words import EN, RU, Words


@pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
def test_outside_the_hours_a_message_is_left_in_writing(windows: Windows, words: Words) -> None:
    admin = Admin(windows)
    admin.hours({"zone": "UTC", "always": False, "week": {"mon": [["00:00", "00:01"]]}})
    admin.rules(consent={"en": "I agree", "ru": "Согласие дано"})
    profile = windows.profile(words, **PHONE)
    bring_axe(profile)
    visitor = windows.visitor_in(profile, words)
    visitor.launcher.tap()
    expect(visitor.form).to_contain_text(words.widget.closed_now)
    examiner = Examiner(visitor.page, f"in-writing-{words.locale}")
    examiner.look("form")
    visitor.form.get_by_role("textbox", name=words.widget.message, exact=True).fill("V1")
    visitor.button(words.widget.send).tap()
    expect(visitor.form).to_contain_text(words.widget.no_address)
    examiner.look("faults")
    visitor.form.get_by_role("textbox", name=words.widget.email, exact=True).fill("anna@example.com")
    visitor.form.get_by_role("checkbox").check()
    visitor.button(words.widget.send).tap()
    visitor.sees("V1")
    visitor.sees(words.widget.left)
    expect(visitor.form).to_be_hidden()
    examiner.look("left")
    assert examiner.findings == []
    admin.hours({"always": True})
    admin.leave()


def test_a_warning_before_a_silent_conversation_ends_is_answered_by_one_press(windows: Windows) -> None:
    admin = Admin(windows)
    admin.rules(close_after_silence_ms=60_000, silence_warning_ms=55_000)
    admin.leave()
    visitor = windows.visitor().open_chat()
    visitor.write("V2")
    visitor.button(EN.widget.still_here).click()
    visitor.sees(EN.widget.goes_on_after_warning)
    expect(visitor.button(EN.widget.still_here)).to_be_hidden()
    expect(visitor.end_button).to_be_visible()
