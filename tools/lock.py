"""Pins all Python dependencies with their hashes: requirements.txt (run + build), requirements-dev.txt (all).

One file serves every system and Python from 3.11 on. No address of a package index gets into the files.
"""

import subprocess
import sys
from pathlib import Path

import front

COMMON = [
    "--universal", "--python-version=3.11", "--generate-hashes", "--upgrade", "--quiet",
    "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command=make lock",
]  # fmt: skip


def compile_pins(output: str, *options: str) -> None:
    uv = str(Path(sys.executable).parent / "uv")
    command = [uv, "pip", "compile", "pyproject.toml", *COMMON, *options, "-o", output]
    subprocess.run(command, cwd=front.ROOT, check=True, stdout=subprocess.DEVNULL)


compile_pins("requirements.txt", "--group=build")
compile_pins("requirements-dev.txt", "--group=build", "--group=dev", "--constraint=requirements.txt")
