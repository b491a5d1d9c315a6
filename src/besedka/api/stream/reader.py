"""One reader of the log: its cursor, and the frames made for it. Every carrier stands on this."""

from typing import Protocol

from besedka.api.stream.frames import Frame, Frames
from besedka.api.stream.protocol import Resync, Snapshot, encode


class Sink(Protocol):
    """Where messages go: a socket, an SSE answer, a poll's list."""

    def send(self, message: bytes) -> None:
        """One server message."""
        ...

    def pass_on(self, frame: Frame) -> None:
        """One frame, which others may get too."""
        ...

    def rights_changed(self, session_id: str | None) -> None:
        """Somebody's rights changed: end, or begin anew with what may be seen now."""
        ...

    @property
    def quiet_ms(self) -> int:
        """How long ago the last sign of life came."""
        ...

    def probe(self) -> None:
        """Ask for a sign of life, if the carrier can."""
        ...


class Reader:
    """A subscriber of the hub with a place in the log.

    Between `hello` and the snapshot it is *joining*: publications wait, and those that the snapshot already holds are
    dropped or repeated (harmless: events are upserts).
    """

    __slots__ = ("_cursor", "_early", "_frames", "_sink", "_tag", "own", "person", "position", "topics")

    def __init__(
        self, topics: tuple[str, ...], own: str | None, tag: bytes, frames: Frames, sink: Sink, person: str = ""
    ) -> None:
        self.topics, self.own, self.person = topics, own, person
        self.position = 0
        self._tag, self._frames, self._sink = tag, frames, sink
        self._cursor = b""
        self._early: list[tuple[bytes, int]] | None = []

    def place_of(self, cursor: str, head: int) -> int:
        """The revision a client's cursor stands for; raises Lost."""
        return self._frames.cursors.read(cursor, self._tag, head)

    def start_with_snapshot(self, state: object, revision: int, reason: str | None = None) -> None:
        """Send `resync` if there is a reason, the state, and what was published meanwhile."""
        if reason is not None:
            self._sink.send(encode(Resync(reason)))
        self.position, self._cursor = revision, self._frames.cursors.make(revision, self._tag)
        self._sink.send(encode(Snapshot(self._cursor.decode(), state)))
        self._release()

    def start_from(self, cursor: str, revision: int, missed: bytes, last: int) -> None:
        """Go on after a cursor: what was missed, and what was published meanwhile."""
        self._cursor, self.position = cursor.encode(), revision
        if missed:
            self._frame(missed, last)
        elif last > revision:
            self.position = last
        self._release()

    def deliver(self, pieces: bytes, last: int) -> None:
        """The hub's publication, as one frame."""
        if self._early is not None:
            self._early.append((pieces, last))
        elif last > self.position:
            frame = self._frames.make(self._cursor, self._tag, pieces, last)
            self.position, self._cursor = last, frame.cursor
            self._sink.pass_on(frame)

    def whisper(self, message: bytes) -> None:
        """Not a fact: sent as it is."""
        if self._early is None:
            self._sink.send(message)

    def rights_changed(self, session_id: str | None) -> None:
        """Passed on to whoever carries this reader."""
        self._sink.rights_changed(session_id)

    @property
    def quiet_ms(self) -> int:
        """How long ago whoever reads gave a sign of life."""
        return self._sink.quiet_ms

    def probe(self) -> None:
        """Ask for one."""
        self._sink.probe()

    def advance(self, last: int) -> None:
        """Nothing for this reader up to `last`: say so with an empty frame."""
        if self._early is None and last > self.position:
            self._frame(b"", last)

    def rejoin(self) -> None:
        """Hold publications back until the next snapshot."""
        self._early = []

    def _release(self) -> None:
        early, self._early = self._early or [], None
        for pieces, last in early:
            self.deliver(pieces, last)

    def _frame(self, pieces: bytes, last: int) -> None:
        self.position = last
        frame = self._frames.make(self._cursor, self._tag, pieces, last)
        self._cursor = frame.cursor
        self._sink.pass_on(frame)
