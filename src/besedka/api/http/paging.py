"""Pages of lists: what a client may ask for, and where the next one begins. Cursors are opaque to clients."""

import base64
import re
from typing import Annotated

import msgspec
from litestar.params import PathParameter, QueryParameter

from besedka.kernel.errors import Invalid

_CURSOR = re.compile(r"(\d{1,15})\.([\x21-\x7e]{1,80})")
END = r"$(?!\n)"
"""The very end, for patterns: Python's `$` also stands before a last line break."""
WORD = rf"^[\x21-\x7e]+{END}"
"""Pattern of ids: no blanks, no control characters; PostgreSQL takes no NUL."""
LINE = rf"^[^\x00-\x1f\x7f]*{END}"
"""Pattern of one line of text."""
KEY = rf"^[a-z0-9][a-z0-9-]*{END}"
"""Pattern of keys that people choose."""

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=80, pattern=WORD)]
"""An id in a body."""
PathId = Annotated[str, PathParameter(min_length=1, max_length=120, pattern=WORD)]
"""An id in a path."""
QueryId = Annotated[str | None, QueryParameter(min_length=1, max_length=120, pattern=WORD)]
"""An id in a query."""
Limit = Annotated[int, QueryParameter(ge=1, le=100, description="At most so many.")]
Before = Annotated[str | None, QueryParameter(max_length=200, description="`next` of the page before.")]
BeforeSeq = Annotated[int | None, QueryParameter(ge=0, le=2**31 - 1, description="Entries with a smaller `seq`.")]

Version = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
"""In a body: which version of a thing was looked at before it was changed."""


class BadCursor(Invalid):
    """This is not a place in the list."""


def cursor(at: int, id_: str) -> str:
    """Behind the row with this time and id."""
    return base64.urlsafe_b64encode(f"{at}.{id_}".encode()).decode().rstrip("=")


def place(cursor: str | None) -> tuple[int, str] | None:
    """(time, id) of the last row seen; raises BadCursor."""
    if cursor is None:
        return None
    try:
        found = _CURSOR.fullmatch(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True).decode())
    except ValueError:
        found = None
    if found is None:
        raise BadCursor("Expected `next` of an earlier answer.")
    return int(found[1]), found[2]
