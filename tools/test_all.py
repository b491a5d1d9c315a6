"""All tests of all languages, and at the end `N passed, N failed` alone on the last line.

    test_all.py [--check | --long | --patient] [suite ...]

`--check`: what `make check` runs; `--long`: the tests marked `long`; `--patient`: with hours to run.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import sys
import time
from dataclasses import replace

import catalogue
import front
import function_sizes
import machine
from suites import Count, Suite, failed, run

BUDGET_MINUTES = 80.0
"""All of `make test`; it should need a third of that. Whoever waits for it gets a summary, also when suites hang."""


def main() -> None:
    options = arguments()
    os.environ["PATH"] = f"{catalogue.BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    chosen = choose(options)
    shutil.rmtree(catalogue.REPORTS, ignore_errors=True)
    catalogue.REPORTS.mkdir(parents=True)
    began = time.monotonic()
    counts = run_all(chosen, math.inf if options.long or options.patient else BUDGET_MINUTES)
    if options.check:
        function_sizes.report()
    finish(counts, time.monotonic() - began)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", help="only these")
    for flag in ("--check", "--long", "--patient"):
        parser.add_argument(flag, action="store_true")
    return parser.parse_args()


def choose(options: argparse.Namespace) -> list[Suite]:
    suites = offered(options)
    unknown = set(options.suites) - {suite.name for suite in suites}
    if unknown:
        sys.exit(
            f"No such suite: {', '.join(sorted(unknown))}. There are: {', '.join(suite.name for suite in suites)}."
        )
    chosen = [suite for suite in suites if not options.suites or suite.name in options.suites]
    return [catalogue.patient(suite) for suite in chosen] if options.patient else chosen


def offered(options: argparse.Namespace) -> list[Suite]:
    if options.check:
        return [*catalogue.checks(), catalogue.pytest_suite("docs")]
    return catalogue.long() if options.long else catalogue.everyday()


def run_all(suites: list[Suite], budget_minutes: float) -> dict[str, Count]:
    """Runs what there is time for: when the budget is used up, what has not run has failed."""
    until = time.monotonic() + budget_minutes * 60
    missing = machine.provide({need for suite in suites for need in suite.needs})
    counts = {"front-end build": build_front_end()} if needs_front_end(suites) else {}
    for suite in suites:
        left = max(0.0, until - time.monotonic()) / 60
        counts[suite.name] = run(replace(suite, minutes=min(suite.minutes, left)), missing)
    return counts


def needs_front_end(suites: list[Suite]) -> bool:
    return bool({suite.name for suite in suites} - catalogue.NEED_NO_FRONT_END)


def build_front_end() -> Count:
    print("\n--- front-end build ---", flush=True)
    try:
        print("built" if front.build() else "up to date", flush=True)
    except front.FrontEndError as error:
        print(error, flush=True)
        return failed(str(error))
    return Count(1, 0)


def finish(counts: dict[str, Count], seconds: float) -> None:
    total = sum(counts.values(), Count(0, 0))
    print(f"\nEverything took {seconds / 60:.1f} minutes.")
    for name, count in counts.items():
        if count.failed:
            print(f"  failed in {name}: {count.failed}{' (' + count.remark + ')' if count.remark else ''}")
    print(f"{total.passed} passed, {total.failed} failed", flush=True)
    sys.exit(1 if total.failed or not total.passed else 0)


if __name__ == "__main__":
    main()
