"""Keeps one server process running: starts it, notices when it is ready, starts it again when it dies."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass

READY_EVERY_S = 0.05
FIRST_BACKOFF_S = 0.2
LONGEST_BACKOFF_S = 5.0
GIVE_UP_AFTER = 6
GRACE_S = 10.0
SERVED_AFTER_MS = 1000
"""A life that ends by itself sooner than this after it was ready counts as one that failed to start."""


def now_ms() -> int:
    """UTC milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass
class State:
    """What is known of the process. Times are UTC milliseconds."""

    state: str = "starting"
    """`starting`, `up`, `down` (dead, not started again yet) or `stopped` (given up, or asked to end)."""
    pid: int | None = None
    restarts: int = 0
    up_since: int | None = None
    killed_pid: int | None = None
    """The process that died last, whoever ended it."""
    killed_at: int | None = None
    back_at: int | None = None
    """When the server was ready again after `killed_at`."""

    def as_json(self) -> dict[str, object]:
        return {**asdict(self), "now": now_ms()}


class Child:
    """The server process. `command` starts it; `is_ready` asks whether it serves."""

    def __init__(
        self, command: Sequence[str], is_ready: Callable[[], Awaitable[bool]], say: Callable[[str], None]
    ) -> None:
        self.state = State()
        self._command = list(command)
        self._is_ready = is_ready
        self._say = say
        self._process: asyncio.subprocess.Process | None = None
        self._is_ending = False
        self._was_pulled = False

    async def keep_running(self) -> int:
        """Returns when the process was asked to end (0), or cannot be kept running (its exit code, or 1)."""
        failures = 0
        while True:
            code = await self._live()
            if self._is_ending:
                return 0
            failures = 0 if self._served() else failures + 1
            if (self.state.restarts == 0 and failures) or failures >= GIVE_UP_AFTER:
                return self._give_up(code, failures)
            await self._rest(failures)
            if self._is_ending:
                return 0
            self.state.restarts += 1

    def pull_plug(self) -> bool:
        """Kills the process with SIGKILL. False if there is none that serves."""
        if self._process is None or self.state.state != "up":
            return False
        self._was_pulled = True
        self._note_death()
        self._process.kill()
        return True

    async def end(self) -> None:
        """Asks the process to end by itself; after `GRACE_S` it is killed."""
        self._is_ending = True
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), GRACE_S)
        except TimeoutError:
            self._say(f"The server did not end within {GRACE_S:.0f} s: killing it.")
            process.kill()

    async def _live(self) -> int:
        """One life of the process: start, ready, death. Returns the exit code (negative: the signal)."""
        self.state.state, self.state.up_since, self._was_pulled = "starting", None, False
        # A session of its own: Ctrl-C in the terminal reaches the supervisor alone, which then asks the server to end.
        self._process = await asyncio.create_subprocess_exec(*self._command, start_new_session=True)
        self.state.pid = self._process.pid
        watch = asyncio.create_task(self._watch_for_ready())
        code = await self._process.wait()
        watch.cancel()
        self._note_death()
        return code

    async def _watch_for_ready(self) -> None:
        while not await self._is_ready():  # noqa: ASYNC110 - it asks another process
            await asyncio.sleep(READY_EVERY_S)
        self.state.state, self.state.up_since = "up", now_ms()
        if self.state.killed_at is None:
            self._say("The server is ready.")
        else:
            self.state.back_at = self.state.up_since
            self._say(f"The server is back after {(self.state.back_at - self.state.killed_at) / 1000:.1f} s.")

    def _note_death(self) -> None:
        if self.state.state == "up":
            self.state.killed_pid, self.state.killed_at, self.state.back_at = self.state.pid, now_ms(), None
        self.state.state, self.state.pid = "down", None

    async def _rest(self, failures: int) -> None:
        """No rest after a life that served; longer and longer ones after lives that did not."""
        if failures == 0:
            self._say("The server process died: starting it again.")
            return
        pause = min(FIRST_BACKOFF_S * 2 ** (failures - 1), LONGEST_BACKOFF_S)
        self._say(f"The server process died while starting: trying again in {pause:.1f} s.")
        await asyncio.sleep(pause)

    def _served(self) -> bool:
        """Whether the life that just ended was a good one: the plug was pulled, or it had been ready for a while."""
        if self.state.up_since is None:
            return False
        return self._was_pulled or now_ms() - self.state.up_since >= SERVED_AFTER_MS

    def _give_up(self, code: int, failures: int) -> int:
        self.state.state = "stopped"
        times = "" if failures == 1 else f" {failures} times in a row"
        self._say(f"The server process ended{times} while starting (exit code {code}); its own words are above.")
        return code if code > 0 else 1
