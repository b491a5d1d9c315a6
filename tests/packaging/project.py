"""A copy of the project in a folder of its own, to build archives from."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import front

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_NODE = {**os.environ, "PATH": "/nowhere"}


def copy(folder: Path) -> Path:
    """The repository's files as they are now, without what is built."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    for name in listed:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def pretend_front_end(root: Path) -> None:
    """Files where the build puts them, stamped as made from the sources at hand."""
    static = front.stamp(root).parent
    static.mkdir(parents=True, exist_ok=True)
    (static / "widget.js").write_text("// pretended")
    front.stamp(root).write_text(front.fingerprint(root))


def build(root: Path, target: str, environment: dict[str, str] = WITHOUT_NODE) -> Path:
    """Builds a `wheel` or an `sdist` into dist/ and returns its path."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", "dist"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next((root / "dist").glob("*.whl" if target == "wheel" else "*.tar.gz"))


def names_in(archive: Path) -> set[str]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return set(wheel.namelist())
    with tarfile.open(archive) as packed:
        return {name.partition("/")[2] for name in packed.getnames()}
