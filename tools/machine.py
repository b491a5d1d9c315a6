"""What the tests need from the machine beside Python and Node: Chromium and PostgreSQL 15.

As root on a system with apt it is installed, and said; elsewhere one line says what to install. Standard library only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/15/bin",
    "/opt/homebrew/opt/postgresql@15/bin",
    "/usr/local/opt/postgresql@15/bin",
)


@dataclass(frozen=True)
class Need:
    """A program that some suites cannot run without."""

    name: str
    package: str
    """Debian's package."""
    advice: str
    is_here: Callable[[], bool]


def has_chromium() -> bool:
    named = os.environ.get("BESEDKA_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    return bool(named and Path(named).exists()) or any(map(shutil.which, names)) or Path(MAC_CHROME).exists()


def has_postgres() -> bool:
    named = os.environ.get("BESEDKA_TEST_PG_BIN")
    return any((Path(folder) / "initdb").exists() for folder in ([named] if named else POSTGRES_FOLDERS))


NEEDS = {
    "chromium": Need("Chromium", "chromium", "install Chromium or name it in BESEDKA_CHROMIUM", has_chromium),
    "postgres": Need(
        "PostgreSQL 15",
        "postgresql-15",
        "install it or name its folder of programs in BESEDKA_TEST_PG_BIN",
        has_postgres,
    ),
}


def provide(names: set[str]) -> set[str]:
    """Installs what is missing of `names` where it can; returns what is still missing, having said how to get it."""
    absent = [NEEDS[name] for name in sorted(names) if not NEEDS[name].is_here()]
    if absent and can_install():
        apt_install(*(need.package for need in absent))
    missing = {name for name in names if not NEEDS[name].is_here()}
    for name in sorted(missing):
        print(
            f"Missing: {NEEDS[name].name}: {NEEDS[name].advice}. The suites that need it count as failed.", flush=True
        )
    return missing


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> None:
    print(f"Installing {', '.join(packages)} with apt-get", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *command], env=quiet, stdin=subprocess.DEVNULL, check=False)


def install_package(package: str, why: str) -> None:
    """Installs one package that nothing can go on without, or ends with a line that says what to install."""
    if not can_install():
        sys.exit(f"{package} is needed {why}: install it (on Debian: apt install {package}) and try again.")
    apt_install(package)
