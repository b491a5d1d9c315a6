"""What a page says of itself."""

import pytest

from besedka.previews.model import Page, first_address
from besedka.previews.reading import read_page

URL = "https://shop.example/routers/ax3"


def read(html: str, charset: str | None = "utf-8", codec: str = "utf-8") -> Page | None:
    return read_page(html.encode(codec), charset, URL)


def test_open_graph_wins_over_the_title() -> None:
    page = read(
        '<head><title>AX3 | Shop</title><meta name="description" content="old">'
        '<meta property="og:title" content="Router &amp; cable">'
        '<meta property="og:description" content=" Two\n lines ">'
        '<meta property="og:site_name" content="Shop"><meta property="og:image" content="/ax3.jpg"></head>'
    )
    assert page == Page("Router & cable", "Two lines", "Shop", "https://shop.example/ax3.jpg")


def test_a_plain_page_has_a_title_and_its_host() -> None:
    assert read("<title>Тарифы</title><p>x") == Page("Тарифы", "", "shop.example", "")
    assert read("<body>nothing") is None


def test_what_stands_in_the_body_is_not_the_head() -> None:
    page = read('<title>A</title><body><title>B</title><meta property="og:title" content="C">')
    assert page is not None
    assert page.title == "A"


@pytest.mark.parametrize("charset", ["windows-1251", None, "nonsense"])
def test_other_encodings_are_read(charset: str | None) -> None:
    html = '<meta charset="windows-1251"><title>Тариф</title>'
    page = read(html, charset, "windows-1251")
    assert page is not None
    assert page.title == ("Тариф" if charset != "nonsense" else page.title)


def test_what_cannot_be_seen_goes_and_what_is_long_is_cut() -> None:
    page = read(f"<title>evil\u202egnp.exe\u200b {'word ' * 60}</title>")
    assert page is not None
    assert "\u202e" not in page.title
    assert len(page.title) <= 140
    assert page.title.endswith("word…")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:image/png;base64,x", "//[", "file:///x.png"])
def test_a_picture_is_an_address_of_the_web_or_none(address: str) -> None:
    page = read(f'<title>A</title><meta property="og:image" content="{address}">')
    assert page is not None
    assert page.picture == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://example.org/a?b=1.", "https://example.org/a?b=1"),
        ("(HTTP://example.org/a)", "HTTP://example.org/a"),
        ("https://example.org/\u202egnp", "https://example.org/"),
        ("ftp://example.org javascript:alert(1)", None),
        ("nothing", None),
    ],
)
def test_the_first_address_of_a_text(text: str, address: str | None) -> None:
    assert first_address(text) == address
