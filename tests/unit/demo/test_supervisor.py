import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

PRETEND_SERVER = Path(__file__).with_name("pretend_server.py")
PLAY = (
    "import sys\n"
    "from besedka.demo import Stage, run\n"
    "port, demo_port, *command = sys.argv[1:]\n"
    "sys.exit(run(Stage(command, '127.0.0.1', int(port), int(demo_port))))\n"
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Play:
    """A supervisor as a real process, with a pretended server."""

    def __init__(self, way: str = "well", port: int | None = None) -> None:
        self.port, self.demo_port = port or free_port(), free_port()
        server = [sys.executable, str(PRETEND_SERVER), str(self.port), way]
        command = [sys.executable, "-c", PLAY, str(self.port), str(self.demo_port), *server]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.demo_port}"

    def state(self) -> dict[str, object]:
        with urlopen(f"{self.origin}/plug", timeout=5) as answer:
            return dict(json.load(answer))

    def pull(self) -> int:
        headers = {"Origin": self.origin, "X-Besedka-Demo": "pull"}
        request = Request(f"{self.origin}/plug", method="POST", headers=headers)
        try:
            with urlopen(request, timeout=5) as answer:
                return int(answer.status)
        except HTTPError as refused:
            return refused.code

    def wait_for(self, **wanted: object) -> dict[str, object]:
        """The state, as soon as it is as wanted; fails after ten seconds."""
        until = time.monotonic() + 10
        seen: dict[str, object] = {}
        while time.monotonic() < until:
            try:
                seen = self.state()
            except OSError:
                seen = {}
            if seen and all(seen[name] == value for name, value in wanted.items()):
                return seen
            time.sleep(0.03)
        raise AssertionError(f"expected {wanted}, got {seen}")

    def end(self) -> str:
        """Asks the supervisor to end; what it said."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.communicate(timeout=20)[1]


@pytest.fixture
def play() -> Iterator[Play]:
    played = Play()
    yield played
    played.end()


def is_alive(pid: object) -> bool:
    try:
        os.kill(int(str(pid)), 0)
    except ProcessLookupError:
        return False
    return True


def test_pulling_the_plug_kills_the_server_and_another_takes_its_place(play: Play) -> None:
    before = play.wait_for(state="up")
    assert play.pull() == 202
    after = play.wait_for(state="up", restarts=1)
    assert after["killed_pid"] == before["pid"] != after["pid"]
    assert not is_alive(before["pid"])
    assert after["killed_at"] <= after["back_at"]  # type: ignore[operator]


def test_the_pages_live_on_while_the_server_is_dead(play: Play) -> None:
    play.wait_for(state="up")
    play.pull()
    with urlopen(f"{play.origin}/demo", timeout=5) as answer:
        assert "Sunny Net" in answer.read().decode()


def test_a_server_that_dies_by_itself_is_started_again(play: Play) -> None:
    before = play.wait_for(state="up")
    time.sleep(1.1)
    os.kill(int(str(before["pid"])), signal.SIGKILL)
    after = play.wait_for(state="up", restarts=1)
    assert after["killed_pid"] == before["pid"]


def test_a_dead_server_cannot_be_killed_again(play: Play) -> None:
    play.wait_for(state="up")
    assert play.pull() == 202
    assert play.pull() == 409
    assert play.wait_for(state="up")["restarts"] == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_before_the_supervisor(play: Play, number: signal.Signals) -> None:
    pid = play.wait_for(state="up")["pid"]
    play.process.send_signal(number)
    assert play.process.wait(timeout=10) == 0
    assert not is_alive(pid)


def test_a_server_that_cannot_start_ends_the_demo_with_its_exit_code() -> None:
    play = Play("ill")
    assert play.process.wait(timeout=20) == 7
    assert "ended while starting (exit code 7)" in play.end()


def test_a_server_that_dies_right_after_its_start_is_not_restarted_without_end() -> None:
    play = Play("brief")
    assert play.process.wait(timeout=20) == 3
    assert "exit code 3" in play.end()


def test_a_port_that_is_taken_is_named_with_its_setting() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        play = Play(port=int(other.getsockname()[1]))
        assert play.process.wait(timeout=20) == 1
    assert "BESEDKA_PORT" in play.end()


async def test_a_connection_that_says_nothing_holds_up_nobody(play: Play) -> None:
    await asyncio.to_thread(play.wait_for, state="up")
    _reader, writer = await asyncio.open_connection("127.0.0.1", play.demo_port)
    try:
        assert await asyncio.to_thread(play.state)
    finally:
        writer.close()
