"""The same job where something on the way stands against WebSockets, and against streams too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.demo import Demo
from tests.browser.oracle import both_have
from tests.browser.patience import until_it_is
from tests.browser.proxy import Proxy, WebSockets
from tests.browser.story import Story
from tests.browser.windows import Windows
from tests.browser.words import EN

STEADY_AFTER_S = 6.0
"""A line that lived longer is known to work here, and is soon tried again."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo whose server is reached through a proxy only."""
    stage = Demo(tmp_path_factory.mktemp("demo"))
    stage.proxy = Proxy(stage.port)
    stage.proxy.start()
    with stage.running():
        yield stage
    stage.proxy.end()


@pytest.fixture
def proxy(demo: Demo) -> Proxy:
    """The proxy, as harmless as it begins."""
    assert demo.proxy
    demo.proxy.websockets, demo.proxy.holds_streams = WebSockets.PASS, False
    return demo.proxy


@pytest.mark.parametrize(
    ("websockets", "holds_streams", "carrier"),
    [
        pytest.param(WebSockets.FORBID, False, "sse", id="websockets refused"),
        pytest.param(WebSockets.SWALLOW, False, "sse", id="websockets accepted and swallowed"),
        pytest.param(WebSockets.FORBID, True, "poll", id="websockets refused and streams held back"),
    ],
)
def test_the_whole_job_works(
    windows: Windows, proxy: Proxy, websockets: WebSockets, holds_streams: bool, carrier: str
) -> None:
    proxy.websockets, proxy.holds_streams = websockets, holds_streams
    before = len(proxy.carried)
    Story(windows, EN).play()
    opened = proxy.carriers_since(before)
    assert "websocket" in opened, "the best carrier was not even tried"
    assert opened.count(carrier) >= 2, "both sides were to change to it"


def test_a_talk_goes_on_while_its_carrier_changes_to_a_worse_one_and_back(windows: Windows, proxy: Proxy) -> None:
    visitor = windows.visitor().open_chat()
    visitor.write("V1")
    operator = windows.operator()
    operator.open_by("V1")
    operator.write("A1")
    visitor.sees("A1")
    until_it_is(operator.page, ["websocket"] * 2, lambda: proxy.open_carriers(STEADY_AFTER_S))

    proxy.websockets = WebSockets.CUT
    proxy.drop()
    visitor.hand_in("V2")
    operator.write("A2")
    visitor.hand_in("V3")
    until_it_is(operator.page, ["sse"] * 2, proxy.open_carriers)
    operator.sees("V3")
    visitor.sees("A2")
    operator.write("A3")
    visitor.sees("A3")

    proxy.websockets = WebSockets.PASS
    visitor.hand_in("V4")
    until_it_is(operator.page, ["websocket"] * 2, proxy.open_carriers)
    operator.write("A4")
    visitor.sees("A4")
    visitor.write("V5")
    operator.sees("V5")

    both_have(visitor, operator, of_visitor=5, of_operator=4)
    operator.close()
