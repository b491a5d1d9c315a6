"""Which suites there are, in the order they run: quick checks first, browsers last."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import front
from suites import Suite, by_exit_code, by_junit, by_summary

ROOT = front.ROOT
CLIENTS = ROOT / "clients"
BIN = Path(sys.executable).parent
REPORTS = ROOT / "build" / "junit"

ORDER = ["docs", "unit", "rooms", "api", "walks", "faults", "browser"]
NEEDS = {
    "rooms": {"postgres"},
    "api": {"postgres"},
    "walks": {"postgres"},
    "faults": {"postgres", "compiler"},
    "browser": {"chromium"},
    "compat": {"php", "java", "go", "csharp"},
}
NEED_NO_FRONT_END = {"format", "lint", "types", "import-rules", "front-end", "licences", "clients", "docs", "unit"}
MINUTES = {"faults": 40.0, "browser": 30.0, "rooms": 30.0}


def checks() -> list[Suite]:
    """What can fail without running the product; each counts as one test."""
    return [
        check("format", str(BIN / "ruff"), "format", "--check", "."),
        check("lint", str(BIN / "ruff"), "check", "."),
        check("types", str(BIN / "mypy")),
        check("import-rules", str(BIN / "lint-imports"), "--cache-dir", "build/import-linter"),
        check("front-end", sys.executable, "tools/clients.py", "check"),
        check("licences", sys.executable, "tools/licences.py"),
    ]


def check(name: str, *command: str) -> Suite:
    return Suite(name, list(command), ROOT, by_exit_code, minutes=10)


def sizes() -> Suite:
    return check("sizes-of-files", sys.executable, "tools/clients.py", "size")


def vitest() -> Suite:
    return Suite("clients", [sys.executable, "tools/clients.py", "test"], ROOT, by_summary, minutes=10)


def pytest_suites() -> list[Suite]:
    """Every folder of tests/ that holds tests, those that ORDER does not know included."""
    folders = {file.relative_to(ROOT / "tests").parts[0] for file in (ROOT / "tests").rglob("test_*.py")}
    known = [name for name in ORDER if name in folders]
    return [pytest_suite(name) for name in [*known, *sorted(folders - set(known))]]


def pytest_suite(name: str, *options: str) -> Suite:
    report = REPORTS / f"{name}.xml"
    command = [sys.executable, "-m", "pytest", f"tests/{name}", "-q", "-ra", "--durations=5", f"--junitxml={report}"]
    needs = frozenset(NEEDS.get(name, ()))
    return Suite(name, [*command, *options], ROOT, by_junit(report), minutes=MINUTES.get(name, 15.0), needs=needs)


def everyday() -> list[Suite]:
    return [*checks(), sizes(), vitest(), *pytest_suites()]


def long() -> list[Suite]:
    """The tests marked `long`, of the suites that have some."""
    marked = [suite for suite in pytest_suites() if has_long_tests(ROOT / "tests" / suite.name)]
    return [replace(suite, command=[*suite.command, "-m", "long", "--timeout=3600"], minutes=180) for suite in marked]


def has_long_tests(folder: Path) -> bool:
    return any("mark.long" in file.read_text() for file in folder.rglob("test_*.py"))


def patient(suite: Suite) -> Suite:
    """The same suite with hours to run."""
    return replace(suite, command=[*suite.command, "--timeout=14400"], minutes=360)
