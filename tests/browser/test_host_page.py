"""What the widget asks of the page that it is on: almost nothing, and nothing at all before it is opened."""

from __future__ import annotations

import gzip
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browser.oracle import both_have
from tests.browser.patience import until
from tests.browser.visitor import Visitor
from tests.browser.windows import Windows
from tests.browser.words import EN

KB = 1024
LOADER_LIMIT = 6 * KB
OPENED_LIMIT = 45 * KB
SCRIPTS_LIMIT = 4

READING_THROWS = """
Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
"""
WRITING_THROWS = """
Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
"""


class Traffic:
    """What the browser asked of a server."""

    def __init__(self, profile: BrowserContext, server: str) -> None:
        self.requests: list[str] = []
        self.scripts: list[str] = []
        self.lines: list[str] = []
        """Addresses of WebSockets."""
        self._server = server
        profile.on("request", lambda request: self._asked(request.url, request.resource_type))
        profile.on("page", lambda page: page.on("websocket", lambda line: self.lines.append(line.url)))

    def _asked(self, url: str, kind: str) -> None:
        if not url.startswith(self._server):
            return
        self.requests.append(url)
        if kind == "script":
            self.scripts.append(url)


def gzipped_size(url: str) -> int:
    """Bytes of the body on the wire for who takes gzip."""
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=20) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        body: bytes = answer.read()
    assert gzip.decompress(body)
    return len(body)


def stored_in(page: Page, profile: BrowserContext) -> list[object]:
    """Everything that pages have left in this browser."""
    names = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
    return [
        *page.evaluate(f"async () => [...{names}, ...(await indexedDB.databases()).map(({{name}}) => name)]"),
        *profile.cookies(),
    ]


def test_nothing_is_asked_and_nothing_stored_before_the_chat_is_opened(windows: Windows) -> None:
    profile = windows.profile()
    traffic = Traffic(profile, windows.demo.server)
    visitor = windows.visitor_in(profile)
    expect(visitor.launcher).to_be_visible()
    visitor.page.wait_for_load_state("networkidle")
    assert traffic.requests == [f"{windows.demo.server}/widget.js"]
    assert traffic.lines == []
    assert stored_in(visitor.page, profile) == []

    visitor.open_chat()
    until(visitor.page, lambda: traffic.lines != [])
    assert stored_in(visitor.page, profile) != [], "nothing was measured: an open chat remembers that it is open"


def test_the_widget_is_light(windows: Windows) -> None:
    profile = windows.profile()
    traffic = Traffic(profile, windows.demo.server)
    visitor = windows.visitor_in(profile).open_chat()
    visitor.write("V1")
    visitor.sees(visitor.words.waiting)
    visitor.end_chat()
    loader, *rest = traffic.scripts
    assert loader.endswith("/widget.js")
    assert rest, "the panel was not seen to load"
    assert len(traffic.scripts) <= SCRIPTS_LIMIT
    sizes = {url: gzipped_size(url) for url in traffic.scripts}
    assert sizes[loader] <= LOADER_LIMIT
    assert sum(sizes.values()) <= OPENED_LIMIT


def test_a_strict_policy_of_the_page_stops_nothing_and_the_widget_is_styled(windows: Windows) -> None:
    """That no window of any test breaks a policy is seen by `windows`; here we see that there was one to break."""
    profile = windows.profile()
    visitor = Visitor(profile.new_page(), EN, windows.demo.site)
    with visitor.page.expect_response(lambda answer: answer.url.startswith(f"{windows.demo.site}/demo?")) as page:
        visitor.come()
    policy = page.value.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    expect(visitor.launcher).to_have_css("position", "fixed")
    expect(visitor.launcher).to_have_css("width", "56px")
    visitor.open_chat()
    expect(visitor.page.get_by_role("dialog")).to_have_css("position", "fixed")
    expect(visitor.page.get_by_role("dialog")).to_have_css("width", "380px")
    visitor.write("V1")
    visitor.end_chat()


@pytest.mark.parametrize("storage", [READING_THROWS, WRITING_THROWS], ids=["reading", "writing"])
def test_a_page_where_storage_throws_can_talk_too(windows: Windows, storage: str) -> None:
    profile = windows.profile()
    profile.add_init_script(storage)
    visitor = windows.visitor_in(profile)
    with pytest.raises(Error, match=r"denied|full"):
        visitor.page.evaluate("localStorage.setItem('a', 'b')")
    visitor.open_chat()
    visitor.write("V1")
    operator = windows.operator()
    operator.open_by("V1")
    operator.write("A1")
    visitor.sees("A1")
    visitor.write("V2")
    operator.sees("V2")
    both_have(visitor, operator, of_visitor=2, of_operator=1)
    operator.close()
