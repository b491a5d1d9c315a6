"""One clock for the whole program: integer UTC milliseconds.

A test may move it in real processes: `BESEDKA_TEST_CLOCK` names a file that holds an offset in milliseconds. A real
installation refuses to start with it (`settings.Settings.check`).
"""

import asyncio
import time
from pathlib import Path

_REREAD_S = 0.05


class Clock:
    """`now()` in milliseconds. Only timers and stamps use it; waiting for the network is the event loop's business."""

    def __init__(self, offset_file: Path | None = None) -> None:
        self._offset = 0
        self._file = offset_file
        self._read_at = 0.0

    def now(self) -> int:
        """Milliseconds since 1970-01-01 UTC."""
        if self._file is not None:
            self._reread()
        return time.time_ns() // 1_000_000 + self._offset

    async def sleep(self, ms: int) -> None:
        """Sleep by this clock: a test that moves the clock forward ends the wait."""
        until = self.now() + ms
        while (left := until - self.now()) > 0:  # noqa: ASYNC110 (a test's clock cannot wake anybody)
            await asyncio.sleep(min(left / 1000, _REREAD_S) if self._file else left / 1000)

    def _reread(self) -> None:
        if time.monotonic() - self._read_at < _REREAD_S:
            return
        self._read_at = time.monotonic()
        try:
            self._offset = int(self._file.read_text() or 0) if self._file else 0
        except (OSError, ValueError):
            self._offset = 0
