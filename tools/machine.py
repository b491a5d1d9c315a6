"""What the tests need from the machine beside Python and Node: Chromium, PostgreSQL 15, a C compiler, and the
languages of the signing helpers.

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
    variable: str
    """Tells the tests where it is."""
    find: Callable[[], str | None]


def chromium() -> str | None:
    """The program that the browser tests start."""
    if named := os.environ.get("BESEDKA_CHROMIUM"):
        return named if Path(named).exists() else None
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    return next(filter(None, found), MAC_CHROME if Path(MAC_CHROME).exists() else None)


def postgres() -> str | None:
    """The folder of the programs that the tests start a cluster of their own with."""
    named = os.environ.get("BESEDKA_TEST_PG_BIN")
    folders = [named] if named else POSTGRES_FOLDERS
    return next((folder for folder in folders if (Path(folder) / "initdb").exists()), None)


def compiler() -> str | None:
    """What builds the recorder of the power cuts."""
    named = os.environ.get("CC")
    return next(filter(None, (shutil.which(name) for name in ([named] if named else ["gcc", "cc", "clang"]))), None)


def language(name: str, package: str, program: str) -> Need:
    """A language that a signing helper is written in, by its compiler or interpreter."""
    variable = f"BESEDKA_TEST_{program.upper()}"
    return Need(
        name, package, f"install it, so that `{program}` is on the path", variable, lambda: shutil.which(program)
    )


NEEDS = {
    "chromium": Need(
        "Chromium", "chromium", "install it, or name the program in BESEDKA_CHROMIUM", "BESEDKA_CHROMIUM", chromium
    ),
    "postgres": Need(
        "PostgreSQL 15",
        "postgresql-15",
        "install it, or name its folder of programs in BESEDKA_TEST_PG_BIN",
        "BESEDKA_TEST_PG_BIN",
        postgres,
    ),
    "compiler": Need("A C compiler", "build-essential", "install it, or name it in CC", "CC", compiler),
    "php": language("PHP", "php-cli", "php"),
    "java": language("A Java compiler", "default-jdk-headless", "javac"),
    "go": language("Go", "golang-go", "go"),
    "csharp": language("A C# compiler", "mono-mcs", "mcs"),
}


def provide(names: set[str]) -> set[str]:
    """Installs what is missing of `names` where it can; returns what is still missing, having said how to get it."""
    absent = [NEEDS[name] for name in sorted(names) if not NEEDS[name].find()]
    if absent and can_install():
        apt_install(*(need.package for need in absent))
    missing = {name for name in names if not NEEDS[name].find()}
    for name in names - missing:
        os.environ.setdefault(NEEDS[name].variable, NEEDS[name].find() or "")
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
