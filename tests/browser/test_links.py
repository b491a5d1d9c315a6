"""Links: cards made by the server, and names that deceive."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.demo import Demo
from tests.browser.windows import Windows

PAGE = b"""<title>x</title><meta property="og:title" content="Router AX3: whole flat in one box">
<meta property="og:description" content="Up to 3 Gbit/s, four antennas, set up by itself in two minutes.">
<meta property="og:site_name" content="Sunny shop"><meta property="og:image" content="/ax3.png">"""


class Shop(BaseHTTPRequestHandler):
    """Somebody else's site, and who asked for its pages."""

    asked: list[str] = []  # noqa: RUF012 - one for all requests

    def do_GET(self) -> None:
        self.asked.append(self.headers["User-Agent"])
        picture = io.BytesIO()
        Image.new("RGB", (1200, 630), "#D9A441").save(picture, "PNG")
        kind, body = ("image/png", picture.getvalue()) if self.path == "/ax3.png" else ("text/html", PAGE)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Not into the test's output."""


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/ax3"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One that may ask this machine for pages."""
    settings = {"BESEDKA_PREVIEW_NETWORKS": "127.0.0.1"}
    with Demo(tmp_path_factory.mktemp("demo"), settings=settings).running() as running:
        yield running


def test_a_link_has_a_card_that_no_browser_asked_for_and_a_name_that_deceives_is_shown_as_it_is(
    windows: Windows, shop: str
) -> None:
    anna = windows.operator()
    visitor = windows.visitor().open_chat()
    visitor.write(f"V1 Is this one good? {shop}")
    anna.open_by("V1")
    for log in (visitor.log, anna.log):
        card = log.get_by_role("link", name="Router AX3: whole flat in one box")
        expect(card).to_have_attribute("href", shop)
        expect(card).to_have_attribute("rel", "noopener noreferrer nofollow")
        expect(card.locator("img")).to_have_js_property("naturalWidth", 320)
    assert set(Shop.asked) == {"Besedka (link preview)"}
    visitor.field.fill("V2 https://аррӏе.com/x and https://bank.example@evil.example and javascript:alert(1)")
    visitor.field.press("Enter")
    for log in (visitor.log, anna.log):
        expect(log).to_contain_text("V2 https://xn--80ak6aa92e.com/x and https://evil.example/ and javascript:alert(1)")
        expect(log.get_by_role("link")).to_have_count(4)
