"""Sizes of functions and files, for the eye: reported by `make check`, never a failure."""

from __future__ import annotations

import ast
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

import front

LONG_FUNCTION = 50
LONGEST_FILE = {".py": 400, ".ts": 250, ".tsx": 250}


@dataclass(frozen=True)
class Function:
    place: str
    lines: int
    """Without decorators and docstring."""


def report() -> None:
    files = [file for file in tracked_files() if file.suffix in LONGEST_FILE]
    print("\nSizes (goals: functions median 8, p90 30; files 400 lines Python, 250 TypeScript)")
    for title, folder in (("src", "src"), ("tests", "tests"), ("tools", "tools")):
        say_functions(title, [file for file in files if file.suffix == ".py" and file.parts[0] == folder])
    for file in files:
        count = len((front.ROOT / file).read_text().splitlines())
        if count > LONGEST_FILE[file.suffix] and "gen" not in file.parts:
            print(f"  long file: {file} ({count} lines)")


def tracked_files() -> list[Path]:
    """Files of the repository, new ones too, ignored ones not."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=front.ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [Path(line) for line in listed.stdout.splitlines() if (front.ROOT / line).is_file()]


def say_functions(title: str, files: list[Path]) -> None:
    functions = [function for file in files for function in functions_of(file)]
    if len(functions) < 2:
        return
    lines = [function.lines for function in functions]
    p90 = statistics.quantiles(lines, n=10)[8]
    print(
        f"  {title}: {len(lines)} functions, median {statistics.median(lines):g}, p90 {p90:.0f}, longest {max(lines)}"
    )
    for function in functions:
        if function.lines > LONG_FUNCTION:
            print(f"    long function: {function.place} ({function.lines} lines)")


def functions_of(file: Path) -> list[Function]:
    tree = ast.parse((front.ROOT / file).read_text())
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [Function(f"{file}:{node.lineno} {node.name}", length(node)) for node in nodes]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is None:
        return whole
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1)


if __name__ == "__main__":
    report()
