"""Makes ready what a command needs: `prepare.py run` or `prepare.py dev`.

Both make `.venv` with the pinned packages and the project in it (`dev` adds the tools and libraries of the tests);
`run` builds the front end too. What is ready already is left alone, so the second call takes a moment. Runs on the bare
Python, so it uses the standard library only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import front
import machine

ROOT = front.ROOT
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}


def main(kind: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - it runs on whatever Python is at hand
        sys.exit(f"Besedka needs Python 3.11 or newer, this is {sys.version.split()[0]}: make run PYTHON=python3.11")
    make_venv()
    install(kind)
    if kind == "run":
        prepare_front_end()


def make_venv() -> None:
    if PYTHON.exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        machine.install_package(f"python{sys.version_info.major}.{sys.version_info.minor}-venv", "to make .venv")
    print("Making .venv", flush=True)
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def install(kind: str) -> None:
    """Installs the pinned packages and the project (editable), unless this was done for these very files."""
    # What dev needs includes what run needs, at the same versions.
    if any(is_sealed(name) for name in {kind, "dev"}):
        print("Python packages: up to date.", flush=True)
        return
    print(f"Installing the Python packages of {REQUIREMENTS[kind]}", flush=True)
    pip("--require-hashes", "-r", REQUIREMENTS[kind])
    pip("--no-deps", "--no-build-isolation", "-e", ".")
    seal(kind).write_text(fingerprint(kind))


def pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    # The front end has its own step below: an editable install reads it from the source tree.
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "BESEDKA_SKIP_FRONTEND": "1"}, check=False)
    if done.returncode:
        sys.exit("The Python packages could not be installed; pip's words are above.")


def is_sealed(kind: str) -> bool:
    return seal(kind).is_file() and seal(kind).read_text() == fingerprint(kind)


def seal(kind: str) -> Path:
    return VENV / f".besedka-{kind}"


def fingerprint(kind: str) -> str:
    files = [ROOT / REQUIREMENTS[kind], ROOT / "pyproject.toml"]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def prepare_front_end() -> None:
    try:
        print("Front end: built." if front.build() else "Front end: up to date.", flush=True)
    except front.FrontEndError as error:
        sys.exit(f"Front end: {error}")


if __name__ == "__main__":
    main(sys.argv[1])
