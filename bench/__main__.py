"""`make bench`: all measurements, into build/bench.json. Exit code 1: a bar is missed; 2: nothing measured."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from bench import generator, machine, rows, selfcheck, world
from bench.durable import Durable
from bench.fanout import Fanout
from bench.files import Files
from bench.idle import Idle
from bench.routing import Routing
from bench.rows import Row
from bench.sends import Sends
from bench.servers import ROOT
from bench.start import Start
from bench.widget import Widget

_RUNS = 5
_MINUTES = 10.5
_WHOLE, _PART = ROOT / "build" / "bench.json", ROOT / "build" / "bench-part.json"


class Measurement(Protocol):
    """Runs several times, then says what came out."""

    def __init__(self, world: world.World) -> None: ...

    def run(self) -> None: ...

    def rows(self) -> list[Row]: ...


MEASUREMENTS: dict[str, type[Measurement]] = {
    "durable": Durable,
    "sends": Sends,
    "fan-out": Fanout,
    "idle": Idle,
    "start": Start,
    "widget": Widget,
    "routing": Routing,
    "files": Files,
}
_ON_POSTGRES = {"durable", "sends"}


def main() -> int:
    """Measure, print, write."""
    told = _arguments()
    if not sys.platform.startswith("linux"):
        print("The bench needs Linux: epoll, /proc, and a core for each side.", file=sys.stderr)
        return 2
    try:
        generator.build()
    except FileNotFoundError:
        print(
            "The load generator is written in C: install gcc (on Debian: apt install gcc libc6-dev).", file=sys.stderr
        )
        return 2
    if told.first:
        machine.go_first()
    names = [name for name in MEASUREMENTS if not told.only or name in told.only]
    began = time.monotonic()
    with world.opened(
        told.folder, told.runs or (1 if told.quick else _RUNS), 0.5 if told.quick else 1.0,
        with_postgres=not told.no_postgres and bool(_ON_POSTGRES & set(names)),
    ) as place:  # fmt: skip
        selfcheck.check(place.folder)
        made = _rounds(names, place, began + 60 * _MINUTES)
        found = [row for measurement in made for row in measurement.rows()]
        about = _about(place, found, time.monotonic() - began) | {"first": told.first}
    is_whole = names == list(MEASUREMENTS) and not told.quick and not told.no_postgres
    return _report(found, _WHOLE if is_whole else _PART, about)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=MEASUREMENTS, help="may be said several times")
    parser.add_argument("--quick", action="store_true", help="one short run")
    parser.add_argument("--runs", type=int, help=f"instead of {_RUNS}")
    parser.add_argument("--no-postgres", action="store_true", help="SQLite only")
    parser.add_argument("--first", action="store_true", help="go before other processes: as root, on a busy machine")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"), help="on the disk to measure (%(default)s)")
    return parser.parse_args()


def _rounds(names: Sequence[str], place: world.World, until: float) -> list[Measurement]:
    """Every measurement in every round, so that a slow minute of the machine does not hit one of them alone. A round
    that would end too late is not begun, and `place.runs` says how many there were.
    """
    made = {name: MEASUREMENTS[name](place) for name in names}
    for number in range(1, place.runs + 1):
        began = time.monotonic()
        for name, measurement in made.items():
            measurement.run()
            print(f"round {number} of {place.runs}: {name}, {time.monotonic() - began:.0f} s", flush=True)
        if time.monotonic() + (time.monotonic() - began) > until:
            place.runs = number
            break
    return list(made.values())


def _about(place: world.World, found: Sequence[Row], seconds: float) -> dict[str, Any]:
    return {
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "machine": machine.described(),
        "runs": place.runs,
        "quiet": not any(row.is_doubtful for row in found),
        "seconds": round(seconds, 1),
    }


def _report(found: Sequence[Row], target: Path, about: dict[str, Any]) -> int:
    rows.write(found, target, about)
    print(f"\n{about['machine']}; {about['runs']} runs in {about['seconds']} s\n")
    print(f"{rows.table(found)}\n\nWritten: {target}")
    if not about["quiet"]:
        print("OTHER PROCESSES WERE AT WORK: these figures say little. Compare the CPU for one message instead.")
    missed = [row.name for row in found if not row.passed]
    if missed:
        print(f"Missed: {'; '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
