"""Cursors of lists: opaque, exact, and never believed."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besedka.api.http.paging import BadCursor, cursor, place


@given(
    at=st.integers(0, 10**14),
    id_=st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=80),
)
def test_a_cursor_comes_back_as_it_was(at: int, id_: str) -> None:
    assert place(cursor(at, id_)) == (at, id_)


def test_no_cursor_is_the_beginning() -> None:
    assert place(None) is None


def coded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "invented",
    ["", "x", "п", "a.b", "=", coded("1."), coded("-1.a"), coded("1" * 16 + ".a"), coded("1.a\x00"), coded("1.a b")],
)
def test_an_invented_cursor_is_refused(invented: str) -> None:
    with pytest.raises(BadCursor):
        place(invented)


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    try:
        found = place(text)
    except BadCursor:
        return
    assert found is not None
    assert found[0] < 10**15
