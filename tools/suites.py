"""Runs one suite of tests, lets its output through as it comes, and counts what passed and failed.

A suite that crashes, hangs, collects nothing or skips something has failed: silence is never a success.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SUMMARY = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed\b", re.MULTILINE)


@dataclass(frozen=True)
class Count:
    """How many tests of a suite passed and failed."""

    passed: int
    failed: int
    remark: str = ""

    def __add__(self, other: Count) -> Count:
        return Count(self.passed + other.passed, self.failed + other.failed)


PASSED = Count(1, 0)


def failed(why: str) -> Count:
    return Count(0, 1, why)


Judge = Callable[[int, str], Count]
"""Counts from the exit code and the output."""


@dataclass(frozen=True)
class Suite:
    name: str
    command: list[str]
    folder: Path
    judge: Judge
    minutes: float = 25
    """Longest time it may take; then it is ended and has failed."""
    needs: frozenset[str] = frozenset()
    """Names of `machine.NEEDS`."""
    environment: Mapping[str, str] = field(default_factory=dict)


def run(suite: Suite, missing: set[str]) -> Count:
    """Runs a suite (not one whose needs are missing) and prints how it ended."""
    print(f"\n--- {suite.name} ---", flush=True)
    began = time.monotonic()
    lacking = suite.needs & missing
    count = failed(f"not run: {', '.join(sorted(lacking))} missing") if lacking else measured(suite)
    remark = f" ({count.remark})" if count.remark else ""
    print(f"--- {suite.name}: {said(count)}{remark} in {time.monotonic() - began:.1f} s", flush=True)
    return count


def said(count: Count) -> str:
    """In other words than the last line of the whole run, so that no reader of logs takes a part for the sum."""
    return f"ok {count.passed}, bad {count.failed}"


def measured(suite: Suite) -> Count:
    try:
        code, output = stream(suite)
    except FileNotFoundError as error:
        return failed(f"cannot start: {error.filename} is missing")
    except TimeoutError:
        return failed(f"ended after {suite.minutes:.1f} minutes")
    return suite.judge(code, output)


def stream(suite: Suite) -> tuple[int, str]:
    """Runs the command in a process group of its own, printing while keeping its output."""
    process = subprocess.Popen(
        suite.command,
        cwd=suite.folder,
        env={**os.environ, **suite.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    deadline = time.monotonic() + suite.minutes * 60
    try:
        return drained(process, deadline)
    finally:
        end_group(process)


def drained(process: subprocess.Popen[bytes], deadline: float) -> tuple[int, str]:
    assert process.stdout is not None
    os.set_blocking(process.stdout.fileno(), False)
    kept: list[bytes] = []
    while True:
        ended = process.poll() is not None
        if chunk := process.stdout.read():
            kept.append(chunk)
            os.write(1, chunk)
        elif ended:
            return process.returncode, b"".join(kept).decode(errors="replace")
        elif time.monotonic() > deadline:
            raise TimeoutError
        else:
            time.sleep(0.05)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Ends what the suite left running: its group is its own, so nobody else is hit."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()


def by_exit_code(code: int, _output: str) -> Count:
    return PASSED if code == 0 else failed(f"exit code {code}")


def by_summary(code: int, output: str) -> Count:
    """From the last line `N passed, N failed` of the output."""
    found = SUMMARY.findall(output)
    if not found:
        return failed(f"exit code {code}, and no summary")
    return checked(Count(int(found[-1][0]), int(found[-1][1])), code)


def by_junit(report: Path) -> Judge:
    """From pytest's report in the JUnit format."""

    def judge(code: int, _output: str) -> Count:
        if not report.is_file():
            return failed(f"exit code {code}, and no report")
        return checked(count_junit(report), code)

    return judge


def count_junit(report: Path) -> Count:
    """Errors and skips are failures: what did not run has not passed."""
    bad = skipped = total = 0
    for case in ET.parse(report).getroot().iter("testcase"):
        total += 1
        if case.find("skipped") is not None:
            skipped += 1
        elif case.find("failure") is not None or case.find("error") is not None:
            bad += 1
    return Count(total - bad - skipped, bad + skipped, f"{skipped} skipped" if skipped else "")


def checked(count: Count, code: int) -> Count:
    """A count that agrees with the exit code: nothing run, or a failure nobody counted, is a failure."""
    if count.passed + count.failed == 0:
        return failed("no test was found")
    if code and not count.failed:
        return count + failed(f"exit code {code}")
    return count
