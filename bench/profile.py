"""Where the server's CPU time goes under the durable load: `python -m bench.profile [--store postgres]`.

py-spy looks at the server's stacks from outside, so nothing in the server is changed; C extensions and system calls
count for the Python function that made them. It needs the right to trace (root, or `kernel.yama.ptrace_scope=0`).
"""

import argparse
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import generator, stacks, world
from bench.durable import send
from bench.generator import Result
from bench.machine import pin_load
from bench.servers import Server

_SAMPLES_A_SECOND = 250
_SECONDS = 6.0
_PACE = 3.0
"""The load goes on longer than the sampling."""


@dataclass
class Watch:
    """What was seen of the server during some seconds."""

    server: Server
    target: Path
    cpu: dict[int, float] = field(default_factory=dict)
    """Seconds of CPU time by thread."""

    def run(self) -> None:
        """Sample, while the load goes on."""
        before = thread_cpu(self.server.process)
        self._sample()
        after = thread_cpu(self.server.process)
        self.cpu = {thread: used - before.get(thread, 0.0) for thread, used in after.items()}

    def _sample(self) -> None:
        command = [
            str(sampler()), "record", "--pid", str(self.server.process), "--duration", f"{_SECONDS:.0f}",
            "--rate", str(_SAMPLES_A_SECOND), "--format", "raw", "--output", str(self.target),
            "--function", "--full-filenames", "--threads",
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, preexec_fn=pin_load)


def main() -> int:
    """Run the load, sample, print."""
    told = _arguments()
    if sampler() is None:
        print("Needs py-spy: .venv/bin/pip install py-spy", file=sys.stderr)
        return 2
    generator.build()
    on_postgres = told.store == "postgres"
    with (
        world.opened(told.folder, 1, _PACE, with_postgres=on_postgres) as place,
        place.besedka(told.store) as server,
    ):
        watch = Watch(server, place.folder / "samples")
        result = _load_under(watch, place, told.visitors)
        lines = watch.target.read_text().splitlines()
    print(report(stacks.weighed(map(stacks.parsed, lines), watch.cpu), watch.cpu, result))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.profile", description=__doc__)
    parser.add_argument("--store", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--visitors", type=int, default=500)
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"))
    return parser.parse_args()


def sampler() -> str | None:
    """py-spy beside this Python, or on the path."""
    return shutil.which("py-spy", path=str(Path(sys.executable).parent)) or shutil.which("py-spy")


def thread_cpu(process: int) -> dict[int, float]:
    """Seconds of CPU time that each thread of a process has used."""
    used: dict[int, float] = {}
    for thread in Path(f"/proc/{process}/task").iterdir():
        fields = (thread / "stat").read_text().rpartition(")")[2].split()
        used[int(thread.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return used


def _load_under(watch: Watch, place: world.World, visitors: int) -> Result:
    watching = threading.Thread(target=watch.run)
    result = send(place, watch.server, visitors, when_measuring=watching.start)
    watching.join()
    return result


def report(found: stacks.Weighed, cpu: Mapping[int, float], result: Result) -> str:
    """Three tables: microseconds of the server's CPU time for one message, and shares."""
    messages = result["rate"] * _SECONDS
    whole = sum(cpu.values())
    threads = ", ".join(f"{seconds / whole:.0%}" for seconds in sorted(cpu.values(), reverse=True) if seconds > 0)
    head = (
        f"{result['rate']:,.0f} messages/s under the sampler; {1e6 * whole / messages:.0f} us of CPU a message; "
        f"threads {threads}; others {result['others_cpu']:.0%} of that core"
    )
    tables = (
        ("By our file (the innermost one on the stack)", stacks.by_file(found), 25),
        ("By our function, with what it calls", stacks.by_caller(found), 45),
        ("By function, itself alone", stacks.by_function(found), 40),
    )
    shown = [_table(title, dict(counts.most_common(most)), whole, messages) for title, counts, most in tables]
    return "\n".join([head, *shown])


def _table(title: str, seconds_of: Mapping[str, float], whole: float, messages: float) -> str:
    lines = [
        f"{1e6 * seconds / messages:8.1f} us {seconds / whole:6.1%}  {name}" for name, seconds in seconds_of.items()
    ]
    return "\n".join([f"\n{title}", *lines])


if __name__ == "__main__":
    raise SystemExit(main())
