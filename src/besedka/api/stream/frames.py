"""Frames of the stream. Readers with the same rights who stand at the same place get the very same bytes: what is made
once stays in the processor's cache, which is a good part of what a delivery to hundreds of consoles costs.
"""

from functools import cached_property

from besedka.kernel.cursors import Cursors
from besedka.realtime.ws import frame


class Frame:
    """One frame for one reader or many: where it leads, the message, and the message as it goes over a WebSocket."""

    def __init__(self, cursor: bytes, message: bytes) -> None:
        self.cursor, self.message = cursor, message

    @cached_property
    def framed(self) -> bytes:
        """Made once, for all sockets."""
        return frame(self.message)


class Frames:
    """Makes cursors and frames for the readers of one process."""

    def __init__(self, cursors: Cursors) -> None:
        self.cursors = cursors
        self._pieces, self._last = b"", -1
        self._made: dict[tuple[bytes, bytes], Frame] = {}

    def make(self, before: bytes, tag: bytes, pieces: bytes, last: int) -> Frame:
        """What brings a reader with this tag from the cursor `before` to revision `last`."""
        if pieces is not self._pieces or last != self._last:
            self._pieces, self._last, self._made = pieces, last, {}
        made = self._made.get((before, tag))
        if made is None:
            cursor = self.cursors.make(last, tag)
            message = b'{"type":"frame","from":"%b","to":"%b","events":[%b]}' % (before, cursor, pieces)
            made = self._made[before, tag] = Frame(cursor, message)
        return made
