"""The demo as a real process: the supervisor, the server that it keeps running, and the second origin."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.browser.proxy import Proxy
from tests.faults.server import free_port

READY_S = 60.0
PASSWORD = "demo-demo-demo"


@dataclass
class Demo:
    """`besedka demo` in a folder of its own. `proxy`: browsers reach the server through it only.

    `has_limits`: a visitor may write so much in a minute only. Off elsewhere: the quick typing of a test is no flood.
    `settings`: more of the server's, by the names of its variables.
    `has_clock`: `pass_time` moves the server's clock. `smtp_port`: of a mail server on this machine, if there is one.
    """

    folder: Path
    proxy: Proxy | None = None
    has_limits: bool = False
    has_clock: bool = False
    smtp_port: int = 0
    port: int = field(default_factory=free_port)
    site_port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def server(self) -> str:
        """The server's origin as browsers reach it."""
        return f"http://127.0.0.1:{self.proxy.port if self.proxy else self.port}"

    @property
    def site(self) -> str:
        """The second origin: a customer's site."""
        return f"http://127.0.0.1:{self.site_port}"

    @contextmanager
    def running(self) -> Iterator[Demo]:
        """From here to there; no process is left over."""
        try:
            self.start()
            yield self
        finally:
            self.end()

    def start(self) -> None:
        """Start it, and wait until the server serves."""
        self.folder.mkdir(parents=True, exist_ok=True)
        place = {
            "BESEDKA_PORT": str(self.port),
            "BESEDKA_DEMO_PORT": str(self.site_port),
            "BESEDKA_PUBLIC_URL": self.server if self.proxy else "",
            "BESEDKA_RATE_LIMITS": str(self.has_limits).lower(),
            "BESEDKA_LOG_LEVEL": "warning",
            **self._mail,
            **self.settings,
        }
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", "besedka.cli", "demo"]
            self.process = subprocess.Popen(command, env=os.environ | self._store | place, stdout=log, stderr=log)
        self._wait_until_up()

    @property
    def database(self) -> Path:
        """The file of its store."""
        return self.folder / "data" / "besedka.sqlite3"

    def pass_time(self, ms: int) -> None:
        """Everything on the server happens so much later from now on; browsers keep their own time."""
        assert self.has_clock
        self._clock.write_text(str(int(self._clock.read_text() if self._clock.exists() else 0) + ms))

    def printed_by(self, *words: str) -> str:
        """What another command prints of the same store."""
        command = [sys.executable, "-m", "besedka.cli", *words]
        return subprocess.run(
            command, env=os.environ | self._store, capture_output=True, text=True, check=True, timeout=60
        ).stdout

    def pull_plug(self) -> None:
        """Kill the server process (SIGKILL) as the demo's page does; the supervisor starts it again."""
        headers = {"Origin": self.site, "X-Besedka-Demo": "pull"}
        urlopen(Request(f"{self.site}/plug", method="POST", headers=headers), timeout=10).close()

    def restarts(self) -> int:
        """How many times the supervisor has started the server again."""
        return int(str(self._state()["restarts"]))

    def is_up(self) -> bool:
        """Whether the server serves now."""
        return bool(self._state()["state"] == "up")

    def end(self) -> None:
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def output(self) -> str:
        """The last lines that it wrote."""
        return self._log.read_text(errors="replace")[-3000:]

    @property
    def _mail(self) -> dict[str, str]:
        if not self.smtp_port:
            return {}
        place = {"HOST": "127.0.0.1", "PORT": str(self.smtp_port), "TLS": "none", "FROM": "us@chat.example"}
        return {f"BESEDKA_SMTP_{name}": value for name, value in place.items()}

    @property
    def _store(self) -> dict[str, str]:
        clock = {"BESEDKA_TEST_CLOCK": str(self._clock)} if self.has_clock else {}
        return {"BESEDKA_DATA": str(self.folder / "data"), **clock}

    @property
    def _clock(self) -> Path:
        return self.folder / "clock"

    @property
    def _log(self) -> Path:
        return self.folder / "demo.log"

    def _state(self) -> dict[str, object]:
        with urlopen(f"{self.site}/plug", timeout=10) as answer:
            found: dict[str, object] = json.load(answer)
            return found

    def _wait_until_up(self) -> None:
        until = time.monotonic() + READY_S
        while True:
            assert self.process is not None
            assert self.process.poll() is None, f"the demo ended while starting:\n{self.output()}"
            try:
                if self.is_up():
                    return
            except URLError:
                pass
            assert time.monotonic() < until, f"the demo is not ready after {READY_S} s:\n{self.output()}"
            time.sleep(0.1)
