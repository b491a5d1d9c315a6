"""A PostgreSQL 15 cluster of the tests' own, in a temporary folder, on a Unix socket and a free port of loopback."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

BIN = Path(os.environ.get("BESEDKA_TEST_PG_BIN", "/usr/lib/postgresql/15/bin"))
_numbers = count(1)


class Cluster:
    """A running server. `make_database` gives an empty database of its own; `url` is that of any database."""

    def __init__(self, folder: Path, port: int, user: str) -> None:
        self.folder, self.port, self.user = folder, port, user

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://{self.user}@127.0.0.1:{self.port}/{database}"

    def make_database(self) -> str:
        """The URL of a new empty database."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        self.psql(f"CREATE DATABASE {name}")
        return self.url(name)

    def psql(self, sql: str, database: str = "postgres") -> str:
        """Run a statement."""
        done = subprocess.run(
            [BIN / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", self.url(database), "-c", sql],
            check=True,
            capture_output=True,
            text=True,
            cwd="/",
        )
        return done.stdout.strip()


@contextlib.contextmanager
def cluster(*options: str) -> Iterator[Cluster]:
    """Start a cluster, and stop it at the end. PostgreSQL refuses root, so root uses the user `postgres`."""
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="besedka-pg-"))
    as_user = _as_user(user, folder)
    port = _free_port()
    options_of_initdb: list[str | Path] = [
        "-D",
        folder / "data",
        "-U",
        user,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    run = subprocess.run([*as_user, BIN / "initdb", *options_of_initdb], capture_output=True, text=True, cwd="/")
    if run.returncode:
        raise RuntimeError(f"initdb failed: {run.stderr}")
    settings = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", *options]
    command = [*as_user, str(BIN / "postgres"), "-D", str(folder / "data")]
    for setting in settings:
        command += ["-c", setting]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
    try:
        made = Cluster(folder, port, user)
        _wait_until_ready(made)
        yield made
    finally:
        _stop(folder, server)
        shutil.rmtree(folder, ignore_errors=True)


def _as_user(user: str, folder: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, user)
    folder.chmod(0o755)
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(made: Cluster) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            made.psql("SELECT 1")
            return
        except subprocess.CalledProcessError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _stop(folder: Path, server: "subprocess.Popen[bytes]") -> None:
    """Ask for a fast shutdown, then for an immediate one, then do not ask. The data are thrown away."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        process = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        for ask, patience in ((signal.SIGINT, 20), (signal.SIGQUIT, 20), (signal.SIGKILL, 20)):
            os.kill(process, ask)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=patience)
                return
    server.wait(timeout=20)
