"""A talk goes on over a reload, in a second tab, and over the death of the server; and ends with its session."""

from __future__ import annotations

import time

from playwright.sync_api import expect

from tests.browser.operator import Operator
from tests.browser.oracle import both_have
from tests.browser.patience import until
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows

STREAMS_END_WITHIN_S = 5.0


def begin(windows: Windows) -> tuple[Visitor, Operator]:
    """Two people in the middle of a talk: V1, A1."""
    visitor = windows.visitor().open_chat()
    visitor.write("V1")
    operator = windows.operator()
    operator.open_by("V1")
    operator.write("A1")
    visitor.sees("A1")
    return visitor, operator


def test_both_sides_find_their_talk_again_after_a_reload(windows: Windows) -> None:
    visitor, operator = begin(windows)
    visitor.field.fill("V2, not sent yet")
    visitor.page.reload()
    expect(visitor.field).to_have_value("V2, not sent yet")
    visitor.sees("A1")
    operator.field.fill("A2, not sent yet")
    operator.page.reload()
    expect(operator.field).to_have_value("A2, not sent yet")
    visitor.send_button.click()
    operator.sees("V2")
    operator.send_button.click()
    visitor.sees("A2")
    both_have(visitor, operator, of_visitor=2, of_operator=2)
    operator.close()


def test_what_is_written_right_before_a_reload_arrives_once(windows: Windows) -> None:
    visitor, operator = begin(windows)
    visitor.field.fill("V2")
    visitor.send_button.click()
    visitor.page.reload()
    visitor.has_sent("V2")
    operator.sees("V2")
    operator.field.fill("A2")
    operator.send_button.click()
    operator.page.reload()
    operator.sees("A2")
    visitor.sees("A2")
    both_have(visitor, operator, of_visitor=2, of_operator=2)
    operator.close()


def test_a_second_tab_shows_the_same_talk(windows: Windows) -> None:
    visitor, operator = begin(windows)
    second = windows.visitor_in(visitor.page.context)
    second.sees("A1")
    second.write("V2")
    visitor.sees("V2")
    visitor.write("V3")
    second.sees("V3")
    operator.write("A2")
    visitor.sees("A2")
    second.sees("A2")
    both_have(visitor, operator, of_visitor=3, of_operator=2)
    assert second.said() == visitor.said()
    second.end_chat()
    visitor.sees(visitor.words.closed_by_visitor)


def test_both_sides_go_on_when_the_server_is_killed_in_mid_sentence(windows: Windows) -> None:
    visitor, operator = begin(windows)
    visitor.field.press_sequentially("V2, and half a sen")
    operator.field.press_sequentially("A2, and ha")
    restarts = windows.demo.restarts()
    windows.demo.pull_plug()
    visitor.field.press_sequentially("tence")
    operator.field.press_sequentially("lf a sentence")
    visitor.send_button.click()
    operator.send_button.click()
    visitor.hand_in("V3")
    operator.write("A3")
    until(visitor.page, lambda: windows.demo.is_up() and windows.demo.restarts() == restarts + 1)
    for text in ("V2, and half a sentence", "V3"):
        operator.sees(text)
        visitor.has_sent(text)
    for text in ("A2, and half a sentence", "A3"):
        visitor.sees(text)
    visitor.write("V4")
    operator.sees("V4")
    both_have(visitor, operator, of_visitor=4, of_operator=3)
    operator.close()


def test_a_revoked_session_loses_its_stream_at_once(windows: Windows) -> None:
    lost = windows.operator(account="operator2")
    ended = []
    other = windows.operator(account="operator2")
    lost.page.on("websocket", lambda line: ended.append("opened again"))
    other.account_menu.click()
    other.page.get_by_role("menuitem", name=other.words.sessions).click()
    other.page.get_by_role("button", name=other.words.end_session).first.click()
    began = time.monotonic()
    expect(lost.page.get_by_text(lost.words.signed_out)).to_be_visible(timeout=STREAMS_END_WITHIN_S * 1000)
    assert time.monotonic() - began <= STREAMS_END_WITHIN_S
    assert ended == []
    expect(other.conversations).to_be_attached()
