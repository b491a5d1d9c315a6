"""Files in a conversation, on both sides of it and on a bad line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import Examiner, bring_axe
from tests.browser.demo import Demo
from tests.browser.files import File, choose, drop, paste, picture
from tests.browser.operator import Operator
from tests.browser.proxy import Proxy
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows

BILL = File("bill.txt", "text/plain", b"Tariff Home 300, July: 650\n")
PROGRAM = File("setup.exe", "application/x-msdownload", b"MZ" + bytes(500))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo whose server is reached through a proxy only."""
    stage = Demo(tmp_path_factory.mktemp("demo"))
    stage.proxy = Proxy(stage.port)
    stage.proxy.start()
    with stage.running():
        yield stage
    stage.proxy.end()


def visitor_with_axe(windows: Windows) -> tuple[Visitor, Examiner]:
    profile = windows.profile()
    bring_axe(profile)
    visitor = windows.visitor_in(profile).open_chat()
    return visitor, Examiner(visitor.page, "widget-files")


def operator_with_axe(windows: Windows) -> tuple[Operator, Examiner]:
    profile = windows.profile()
    bring_axe(profile)
    operator = windows.console_in(profile).sign_in()
    return operator, Examiner(operator.page, "console-files")


def is_drawn(image: Locator) -> None:
    """The picture itself has come, and not only its name."""
    expect(image).to_be_visible()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("each => each.naturalWidth") > 0


def test_both_sides_send_pictures_and_files_to_each_other(windows: Windows) -> None:
    visitor, visitors_eye = visitor_with_axe(windows)
    paste(visitor.field, picture("router.png", "#7A2E2E"))
    drop(visitor.log, BILL)
    expect(visitor.page.get_by_role("list", name="Files to send").get_by_text("Ready")).to_have_count(2)
    visitors_eye.look("files to send")
    visitor.hand_in("V1 this lamp is red")
    is_drawn(visitor.log.get_by_role("img", name="router.png"))

    operator, operators_eye = operator_with_axe(windows)
    operator.open_by("V1")
    is_drawn(operator.log.get_by_role("img", name="router.png"))
    link = operator.log.get_by_role("link", name="bill.txt")
    with operator.page.expect_download() as download:
        link.click()
    assert download.value.path().read_bytes() == BILL.content

    choose(operator.page.get_by_role("button", name="Attach a file"), picture("socket.png", "#2E7A4A"))
    expect(operator.page.get_by_text("ready", exact=False)).to_be_visible()
    operators_eye.look("files")
    operator.send_button.click()
    is_drawn(visitor.log.get_by_role("img", name="socket.png"))
    expect(operator.conversations).to_contain_text("1 file")

    visitor.log.get_by_role("button", name="socket.png").click()
    viewer = visitor.page.get_by_role("dialog", name="socket.png")
    is_drawn(viewer.get_by_role("img", name="socket.png"))
    visitors_eye.look("viewer")
    visitor.page.keyboard.press("ArrowLeft")
    viewer = visitor.page.get_by_role("dialog", name="router.png")
    expect(viewer).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(visitor.field).to_be_visible()
    assert visitors_eye.findings + operators_eye.findings == []
    operator.close()


def test_a_file_goes_on_where_the_line_was_cut(windows: Windows, demo: Demo) -> None:
    assert demo.proxy
    visitor = windows.visitor().open_chat()
    before, demo.proxy.pieces_left = len(demo.proxy.carried), 2
    choose(visitor.button("Attach a file"), File("log.txt", "text/plain", b"a line of a log file\n" * 30_000))
    visitor.hand_in("V1 with the log")
    visitor.write("V2 these words do not wait")
    expect(visitor.log.get_by_role("progressbar", name="log.txt")).to_be_visible()
    demo.proxy.pieces_left = None
    expect(visitor.log.get_by_role("link", name="log.txt")).to_be_visible()
    visitor.has_sent("V1 with the log")
    assert visitor.said() == ["V2", "V1"]
    pieces = [request.query for request in demo.proxy.carried[before:] if request.method == "PUT"]
    assert pieces.count("offset=0") == 1, "what had arrived was not sent again"


def test_a_type_that_is_not_taken_says_so_and_can_be_removed(windows: Windows) -> None:
    visitor = windows.visitor().open_chat()
    drop(visitor.log, PROGRAM)
    chosen = visitor.page.get_by_role("list", name="Files to send")
    expect(chosen.get_by_role("alert")).to_have_text("Files of this type are not taken here.")
    visitor.button("Remove setup.exe").click()
    expect(chosen).to_be_hidden()
