"""A visitor is asked how it was, when a conversation ends."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import Examiner, bring_axe
from tests.browser.settings import Admin
from tests.browser.visitor import Visitor
from tests.browser.windows import PHONE, Windows
from tests.browser.words import EN, RU, Words


def a_talk_that_the_operator_ends(windows: Windows, visitor: Visitor, words: Words) -> None:
    visitor.open_chat()
    visitor.write("V1")
    operator = windows.operator(words)
    operator.open_by("V1")
    operator.write("A1")
    visitor.sees("A1")
    operator.close()
    expect(visitor.sheet).to_be_visible()
    operator.sign_out()


@pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
def test_five_points_and_a_comment_are_given_and_changed(windows: Windows, words: Words) -> None:
    profile = windows.profile(words)
    bring_axe(profile)
    visitor = windows.visitor_in(profile, words)
    a_talk_that_the_operator_ends(windows, visitor, words)
    examiner = Examiner(visitor.page, f"rating-{words.locale}")
    examiner.look("asked")
    points = visitor.scale(words.widget.rate).get_by_role("radio")
    expect(points).to_have_count(5)
    points.nth(4).check()
    visitor.sheet.get_by_role("textbox", name=words.widget.comment, exact=True).fill("Quick")
    examiner.look("chosen")
    visitor.button(words.widget.send_rating).click()
    expect(visitor.page.get_by_role("status").filter(has_text=words.widget.thanks)).to_be_visible()
    examiner.look("thanks")
    visitor.button(words.widget.close).click()
    visitor.sees(words.widget.rated_five.format(5))
    visitor.sees("Quick")
    examiner.look("in the log")
    visitor.button(words.widget.change_rating).click()
    expect(points.nth(4)).to_be_checked()
    points.nth(1).check()
    visitor.button(words.widget.send_rating).click()
    visitor.button(words.widget.close).click()
    visitor.sees(words.widget.rated_five.format(2))
    assert examiner.findings == []


def test_the_sheet_is_done_with_keys_and_gives_the_focus_back(windows: Windows) -> None:
    visitor = windows.visitor()
    a_talk_that_the_operator_ends(windows, visitor, EN)
    keys, points = visitor.page.keyboard, visitor.scale(EN.widget.rate).get_by_role("radio")
    expect(visitor.sheet).to_be_focused()
    keys.press("Tab")
    expect(points.first).to_be_focused()
    for key in ("Space", "ArrowRight", "ArrowRight"):
        keys.press(key)
    expect(points.nth(2)).to_be_checked()
    for name in (EN.widget.send_rating, EN.widget.skip):
        keys.press("Tab") if name == EN.widget.skip else [keys.press("Tab") for _ in range(2)]
        expect(visitor.button(name)).to_be_focused()
    keys.press("Tab")
    expect(points.nth(2)).to_be_focused()
    keys.press("Escape")
    expect(visitor.sheet).to_be_hidden()
    expect(visitor.field).to_be_focused()


def test_somebody_who_left_is_asked_on_return_and_may_skip_it(windows: Windows) -> None:
    visitor = windows.visitor(**PHONE)
    visitor.open_chat()
    visitor.write("V1")
    operator = windows.operator()
    operator.open_by("V1")
    operator.write("A1")
    visitor.sees("A1")
    visitor.page.goto("about:blank")
    operator.close()
    visitor.come()
    expect(visitor.sheet).to_be_visible()
    expect(visitor.scale(EN.widget.rate).get_by_role("radio").first).to_be_in_viewport()
    expect(visitor.button(EN.widget.send_rating)).to_be_in_viewport(ratio=1)
    visitor.button(EN.widget.skip).tap()
    expect(visitor.sheet).to_be_hidden()
    visitor.write("V2")
    visitor.sees(EN.widget.goes_on)
    visitor.end_chat()
    operator.sign_out()


def test_ten_points_are_asked_where_the_inbox_wants_them(windows: Windows) -> None:
    admin = Admin(windows)
    admin.rules(rating={"scale": "ten", "comment": False})
    admin.leave()
    visitor = windows.visitor()
    a_talk_that_the_operator_ends(windows, visitor, EN)
    points = visitor.scale(EN.widget.recommend).get_by_role("radio")
    expect(points).to_have_count(11)
    points.nth(9).check()
    visitor.button(EN.widget.send_rating).click()
    visitor.button(EN.widget.close).click()
    visitor.sees(EN.widget.rated_ten.format(9))
