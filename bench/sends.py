"""How long a send takes at a fixed 500 a second, whatever the answers do (no coordinated omission).

The reference is what cannot be saved: a bare echo at the same rate, and one append made durable.
"""

from collections import defaultdict

from bench import consoles, generator
from bench.durable import CONSOLES, bystanders, disturbance
from bench.generator import Result
from bench.machine import fdatasync_p99_s
from bench.rows import Row, of_runs
from bench.servers import bare
from bench.world import World

_RATE = 500
_VISITORS = 100
_SECONDS, _WARM = 6.0, 1.0
_BAR = 3.0


class Sends:
    """Rows `send p99 sqlite` and `send p99 postgres`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._results: defaultdict[str, list[Result]] = defaultdict(list)
        self._appends: list[float] = []

    def run(self) -> None:
        """The disk, the echo, each store."""
        options = {"connections": _VISITORS, "rate": _RATE, "seconds": self._world.seconds(_SECONDS), "warm": _WARM}
        self._appends.append(1000 * fdatasync_p99_s(self._world.folder))
        with bare(self._world.folder, "echo") as echo:
            self._results["echo"].append(generator.run("sends", echo, {**options, "bare": 1}))
        for store in self._world.stores:
            with self._world.besedka(store) as server:
                tickets = consoles.tickets(server.port, consoles.SEE_EVERYTHING, CONSOLES)
                self._results[store].append(generator.run("sends", server, options, tickets))

    def rows(self) -> list[Row]:
        """One for each store."""
        return [self._row(store) for store in self._world.stores]

    def _row(self, store: str) -> Row:
        echo = [result["p99_us"] / 1000 for result in self._results["echo"]]
        return of_runs(
            f"send p99 {store} at {_RATE}/s",
            "ms",
            [result["p99_us"] / 1000 for result in self._results[store]],
            f"picows echo p99 at {_RATE}/s + p99 of an fdatasync of 4 KB",
            [bare_p99 + append for bare_p99, append in zip(echo, self._appends, strict=True)],
            bar=_BAR,
            is_more_better=False,
            disturbed=disturbance(self._results["echo"]),
            note=f"echo {_list(echo)} ms, fdatasync {_list(self._appends)} ms; {bystanders(self._results[store])}",
        )


def _list(values: list[float]) -> str:
    return " ".join(f"{value:.2f}" for value in values)
