"""What is shown of a page behind a link. Pure."""

import re

import msgspec

from besedka.kernel.errors import NotFound

TITLE_MAX = 140
TEXT_MAX = 240
_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"'`«»\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", re.IGNORECASE)
_TRAILING = ".,!?;:…»”’)]"


class NoSuchPicture(NotFound):
    """There is no picture of this name."""


class Page(msgspec.Struct, frozen=True):
    """What a page says of itself. `picture` is an address."""

    title: str
    text: str
    site: str
    picture: str


class Picture(msgspec.Struct):
    """A picture of a page, made our own, named by its content."""

    hash: str
    content: bytes
    added_at: int


def first_address(text: str) -> str | None:
    """The first http(s) address in a text, without the sentence's punctuation after it."""
    found = _ADDRESS.search(text)
    return found[0].rstrip(_TRAILING) if found else None
