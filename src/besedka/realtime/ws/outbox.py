"""What waits to be written: gathered within a tick of the loop, bounded for a reader that does not read.

FLOWING   -- ran over: drop all -->        SHEDDING
SHEDDING  -- end of the tick: tell -->     WARNED      (what is sent now is the fresh start)
WARNED    -- the reader caught up -->      FLOWING
WARNED    -- ran over again: drop all -->  STUCK       (nothing is queued any more)
STUCK     -- the reader caught up: tell --> FLOWING
any       -- seal -->                      SEALED or ENDING: a last frame and then nothing
"""

import asyncio
from typing import Protocol

import structlog

_log = structlog.get_logger(__name__)
_FLOWING, _WARNED, _SHEDDING, _STUCK, _SEALED, _ENDING, _SHUT = range(7)
# As much as a transport takes before it asks to pause; more at once would only move the queue out of our reach.
_GULP = 64 * 1024


class Flusher:
    """Writes out, once a tick, every outbox that was touched in it."""

    __slots__ = ("_touched",)

    def __init__(self) -> None:
        self._touched: list[Outbox] = []

    def touch(self, outbox: "Outbox") -> None:
        """Flush this outbox at the end of this tick."""
        if not self._touched:
            asyncio.get_running_loop().call_soon(self._flush)
        self._touched.append(outbox)

    def _flush(self) -> None:
        touched, self._touched = self._touched, []
        for outbox in touched:
            try:
                outbox.flush()
            except Exception:
                # Only a transport that broke its contract comes here; the others must still be written.
                _log.exception("websocket_write_failed")


class Owner(Protocol):
    """Whose outbox it is."""

    def ran_over(self) -> None:
        """All that waited was dropped."""

    def caught_up(self) -> None:
        """After it ran over: the reader has read everything."""


class Outbox:
    """Frames for one transport. `put` costs an append; the bytes go out in one write at the end of the tick."""

    __slots__ = ("_flusher", "_frames", "_limit", "_mode", "_owner", "_paused", "_transport", "queued")

    def __init__(self, transport: asyncio.Transport, flusher: Flusher, limit: int, owner: Owner) -> None:
        self._transport = transport
        self._flusher = flusher
        self._limit = limit
        self._owner: Owner | None = owner
        self._mode = _FLOWING
        self._paused = False
        self._frames: list[bytes] | None = None
        self.queued = 0

    def put(self, frame: bytes) -> None:
        """Queue one frame. Over the limit is who has the limit waiting *already*: one big frame always gets in."""
        if self._mode > _WARNED:
            return
        if self._frames is None:
            self._frames = [frame]
            self.queued = len(frame)
            self._flusher.touch(self)
        elif self.queued <= self._limit:
            self._frames.append(frame)
            self.queued += len(frame)
        elif self._paused:
            self._run_over()
        else:
            self.flush()
            self.put(frame)

    def seal(self, last: bytes, *, end: bool) -> None:
        """Queue the last frame there will be; `end`: and then tell the other side that nothing more comes."""
        if self._mode >= _SEALED:
            return
        self._mode = _ENDING if end else _SEALED
        self._frames = [*(self._frames or ()), last]
        self.queued += len(last)
        self._flusher.touch(self)

    def clear(self) -> None:
        """Drop what waits here; what the transport has taken cannot be called back."""
        self._frames = None
        self.queued = 0

    def shut(self) -> None:
        """The transport is gone."""
        self._mode = _SHUT
        self._owner = None
        self.clear()

    def flush(self) -> None:
        """Hand what waits to the transport, as far as it takes it."""
        if self._mode == _SHEDDING:
            self._mode = _WARNED
            self._tell_ran_over()
        elif self._frames is not None and not self._paused:
            self._write(self._frames)
            if self._mode == _ENDING and self._frames is None:
                self._end()

    def pause(self) -> None:
        """The transport has more than it can get rid of."""
        self._paused = True

    def resume(self) -> None:
        """The transport can take more."""
        self._paused = False
        self.flush()
        if self._paused or self._frames is not None or self._mode not in (_WARNED, _STUCK):
            return
        was_stuck = self._mode == _STUCK
        self._mode = _FLOWING
        if self._owner is not None:
            self._owner.caught_up()
        if was_stuck:
            self._tell_ran_over()

    def _write(self, frames: list[bytes]) -> None:
        if self.queued <= _GULP or len(frames) == 1:
            self.clear()
            self._transport.write(frames[0] if len(frames) == 1 else b"".join(frames))
        else:
            self._write_while_taken(frames)

    def _write_while_taken(self, frames: list[bytes]) -> None:
        at = 0
        while at < len(frames) and not self._paused:
            start, size = at, 0
            while at < len(frames) and size < _GULP:
                size += len(frames[at])
                at += 1
            self._transport.write(b"".join(frames[start:at]))
        self._frames = frames[at:] or None
        self.queued = sum(map(len, self._frames or ()))

    def _run_over(self) -> None:
        self.clear()
        if self._mode == _WARNED:
            self._mode = _STUCK
        else:
            self._mode = _SHEDDING
            self._flusher.touch(self)

    def _tell_ran_over(self) -> None:
        if self._owner is not None:
            self._owner.ran_over()

    def _end(self) -> None:
        if self._transport.can_write_eof():
            self._transport.write_eof()
        else:
            self._transport.close()
