import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.packaging.project import ROOT, WITHOUT_NODE, build, copy


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, seconds: float) -> bytes:
    until = time.monotonic() + seconds
    while True:
        try:
            with urlopen(url, timeout=5) as answer:
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.mark.long
def test_an_installed_wheel_plays_the_demo_without_node(tmp_path: Path) -> None:
    wheel = build(copy(tmp_path / "project"), "wheel", dict(os.environ))
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    pip = [python, "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements.txt"], check=True)
    subprocess.run([*pip, "--no-deps", wheel], check=True)
    port, demo_port = free_port(), free_port()
    environment = {**WITHOUT_NODE, "BESEDKA_PORT": str(port), "BESEDKA_DEMO_PORT": str(demo_port)}
    demo = subprocess.Popen([python.with_name("besedka"), "demo"], cwd=tmp_path, env=environment)
    try:
        assert b'"ok"' in wait_for(f"http://127.0.0.1:{port}/healthz", 30)
        for address in (f"{port}/widget.js", f"{port}/console", f"{demo_port}/demo"):
            assert wait_for(f"http://127.0.0.1:{address}", 5)
    finally:
        demo.terminate()
        demo.wait(20)
