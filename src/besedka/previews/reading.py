"""Reads what a page says of itself: Open Graph (ogp.me), else the title and description of HTML. Pure."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from besedka.previews.model import TEXT_MAX, TITLE_MAX, Page

_TITLE = ("og:title", "twitter:title")
_TEXT = ("og:description", "twitter:description", "description")
_SITE = ("og:site_name",)
_PICTURE = ("og:image:secure_url", "og:image", "twitter:image")
_READ = {*_TITLE, *_TEXT, *_SITE, *_PICTURE}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{1,40})")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SNIFFED = 4096


def read_page(content: bytes, charset: str | None, url: str) -> Page | None:
    """The page's card, or None when it has no title. Broken pages are read as far as they go."""
    head = _Head()
    head.feed(_decoded(content, charset))
    title = _clean(head.first(_TITLE) or head.title, TITLE_MAX)
    if not title:
        return None
    site = _clean(head.first(_SITE), TITLE_MAX) or (urlsplit(url).hostname or "")
    return Page(title, _clean(head.first(_TEXT), TEXT_MAX), site, _picture(head.first(_PICTURE), url))


class _Head(HTMLParser):
    """Collects until the body begins; of one name the first counts."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, str] = {}
        self.title = ""
        self._is_title = self._is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_title = tag == "title" and not self.title and not self._is_over
        if tag == "body":
            self._is_over = True
        if tag != "meta" or self._is_over:
            return
        told = {name: value or "" for name, value in attrs}
        name = (told.get("property") or told.get("name") or "").lower()
        if name in _READ and told.get("content", "").strip():
            self.said.setdefault(name, told["content"])

    def first(self, names: tuple[str, ...]) -> str:
        """What is said under the first of the names that is there."""
        return next((self.said[name] for name in names if name in self.said), "")

    def handle_endtag(self, tag: str) -> None:
        self._is_title = False

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.title += data


def _decoded(content: bytes, charset: str | None) -> str:
    said = _CHARSET.search(content[:_SNIFFED])
    name = charset or (said[1].decode("ascii") if said else "utf-8")
    try:
        return content.decode(name, "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def _clean(text: str, longest: int) -> str:
    """One line without anything that is not seen, cut at a word where that is near."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[-20:] else cut) + "…"


def _picture(address: str, url: str) -> str:
    try:
        found = urljoin(url, address.strip()) if address.strip() else ""
    except ValueError:
        return ""
    return found if found.startswith(("https://", "http://")) else ""
