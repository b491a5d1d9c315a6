"""Builds the front end, when it is stale.

Stale means: `src/besedka/web/static/.stamp` does not hold the fingerprint of the sources in `clients/`. Used by
`make run`, by the tests and by the wheel's build hook, so this file needs the standard library only.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NPM_VERSION = "11.19.1"
OLDEST_NODE = (20, 19)
NOT_SOURCES = {"node_modules", "dist", "build", "coverage", ".vite"}


class FrontEndError(Exception):
    """The front end cannot be built here; the text says what to do."""


def build(root: Path = ROOT) -> bool:
    """Brings the built front end up to date. Returns False if there was nothing to do."""
    if is_fresh(root):
        return False
    install(root)
    wanted = fingerprint(root)
    run_npm(root, "run", "build")
    stamp(root).parent.mkdir(parents=True, exist_ok=True)
    stamp(root).write_text(wanted)
    return True


def install(root: Path = ROOT) -> bool:
    """Installs what the lock file pins. Returns False if it was there already."""
    lock = root / "clients" / "package-lock.json"
    seal = root / "clients" / "node_modules" / ".besedka-lock"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if seal.is_file() and seal.read_text() == wanted:
        return False
    run_npm(root, "ci", "--no-audit", "--no-fund")
    seal.write_text(wanted)
    return True


def run_npm(root: Path, *arguments: str) -> None:
    """Runs npm in `clients/`; its own npm 11 if the one at hand is older."""
    command = npm(root)
    path = os.pathsep.join([str(Path(command).parent), os.environ.get("PATH", "")])
    done = subprocess.run([command, *arguments], cwd=root / "clients", env={**os.environ, "PATH": path}, check=False)
    if done.returncode:
        raise FrontEndError(
            f"`npm {' '.join(arguments)}` in clients/ ended with {done.returncode}; its words are above."
        )


def npm(root: Path = ROOT) -> str:
    """The path of an npm that can install the build's tools: npm 10 cannot install Vite 8."""
    require_node()
    at_hand = shutil.which("npm")
    if at_hand and int(version_of(at_hand).split(".")[0]) >= 11:
        return at_hand
    own = root / "build" / "npm" / "node_modules" / ".bin" / "npm"
    if not own.is_file():
        fetch_npm(at_hand, root / "build" / "npm")
    return str(own)


def fetch_npm(at_hand: str | None, folder: Path) -> None:
    if not at_hand:
        raise FrontEndError("npm is missing: install Node.js 20.19 or newer with its npm.")
    print(f"npm here is older than 11: putting npm {NPM_VERSION} into {folder}", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([at_hand, "install", "--prefix", str(folder), "--no-save", f"npm@{NPM_VERSION}"], check=True)


def require_node() -> None:
    node = shutil.which("node")
    if not node:
        raise FrontEndError("Node.js is missing: install version 20.19 or newer, or use a wheel, which needs none.")
    found = version_of(node).lstrip("v")
    if tuple(int(part) for part in found.split(".")[:2]) < OLDEST_NODE:
        raise FrontEndError(f"Node.js is {found}: the build needs 20.19 or newer.")


def version_of(program: str) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def is_fresh(root: Path = ROOT) -> bool:
    """True if the built files were made from the sources as they are now."""
    return stamp(root).is_file() and stamp(root).read_text() == fingerprint(root)


def stamp(root: Path) -> Path:
    return root / "src" / "besedka" / "web" / "static" / ".stamp"


def fingerprint(root: Path) -> str:
    """SHA-256 over names and contents of the front end's sources and lock file."""
    total = hashlib.sha256()
    for file in sorted(sources(root / "clients")):
        total.update(file.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def sources(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name not in NOT_SOURCES:
                yield from sources(entry)
        elif entry.suffix != ".tsbuildinfo" and not entry.name.startswith("."):
            yield entry


if __name__ == "__main__":
    try:
        print("Front end: built." if build() else "Front end: up to date.")
    except FrontEndError as error:
        sys.exit(f"Front end: {error}")
