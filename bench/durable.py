"""Durable round trip: a visitor sends, the message is on disk, the visitor knows, three consoles have it.

Every visitor sends again as soon as it was answered. Beside it: a bare echo of the same bytes by as many connections.
"""

from collections import defaultdict
from collections.abc import Callable
from statistics import median

from bench import consoles, generator
from bench.generator import Result
from bench.rows import Row, of_runs
from bench.servers import Server, bare
from bench.world import World

CONSOLES = 3
CROWDS = (100, 500)
_MARKS = {"sqlite": (0.08, 0.12), "postgres": (0.05, 0.08)}
_WHERE = {"sqlite": "synchronous=FULL", "postgres": "PostgreSQL 15 with its defaults on the load generator's core"}
_SECONDS, _ECHO_SECONDS, _WARM = 3.0, 2.0, 1.0


class Durable:
    """Rows `durable sqlite` and `durable postgres`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._results: defaultdict[tuple[str, int], list[Result]] = defaultdict(list)

    def run(self) -> None:
        """Reference and stores in turn, for each crowd."""
        with bare(self._world.folder, "echo") as echo:
            for store in self._world.stores:
                with self._world.besedka(store) as server:
                    for crowd in CROWDS:
                        self._results[f"echo {store}", crowd].append(self._echo(echo, crowd))
                        self._results[store, crowd].append(send(self._world, server, crowd))

    def _echo(self, server: Server, crowd: int) -> Result:
        seconds = self._world.seconds(_ECHO_SECONDS)
        return generator.run("sends", server, {"bare": 1, "connections": crowd, "seconds": seconds, "warm": _WARM / 2})

    def rows(self) -> list[Row]:
        """For each store the better of the crowds."""
        return [
            max(map(self._row, [store] * len(CROWDS), CROWDS), key=lambda row: row.judged)
            for store in self._world.stores
        ]

    def _row(self, store: str, crowd: int) -> Row:
        bar, goal = _MARKS[store]
        return of_runs(
            f"durable {store}, {crowd} visitors, 3 consoles",
            "messages/s",
            [result["rate"] for result in self._results[store, crowd]],
            f"bare picows echo, {crowd} connections",
            [result["rate"] for result in self._results[f"echo {store}", crowd]],
            bar=bar,
            goal=goal,
            disturbed=disturbance(self._results[f"echo {store}", crowd]),
            note="; ".join([_WHERE[store], *(self._said(store, each) for each in CROWDS)]),
        )

    def _said(self, store: str, crowd: int) -> str:
        ours, echo = self._results[store, crowd], self._results[f"echo {store}", crowd]
        rate, reference = (median(result["rate"] for result in results) for results in (ours, echo))
        p50, p99 = (median(result[name] for result in ours) / 1000 for name in ("p50_us", "p99_us"))
        return (
            f"{crowd}: {rate:,.0f} against {reference:,.0f}, p50 {p50:.1f} ms, p99 {p99:.1f} ms, "
            f"CPU {cpu_us(ours):.0f} us against {cpu_us(echo):.1f} us a message; {bystanders(ours)}"
        )


def send(world: World, server: Server, crowd: int, when_measuring: Callable[[], None] = lambda: None) -> Result:
    """One measured stretch of visitors who write as fast as they are answered."""
    tickets = consoles.tickets(server.port, consoles.SEE_EVERYTHING, CONSOLES)
    options = {"connections": crowd, "seconds": world.seconds(_SECONDS), "warm": _WARM}
    return generator.run("sends", server, options, tickets, when_measuring)


def cpu_us(results: list[Result]) -> float:
    """The server's CPU time for one message, in microseconds."""
    return float(median(1e6 * result["server_cpu"] / result["rate"] for result in results))


def disturbance(references: list[Result]) -> float:
    """What other processes took of the server's core while the reference ran: on a quiet machine next to nothing."""
    return float(median(result["others_cpu"] for result in references))


def bystanders(results: list[Result]) -> str:
    """Who else was at work: the load generator on its core, and anybody on the server's."""
    load, others = (median(result[name] for result in results) for name in ("load_cpu", "others_cpu"))
    return f"load generator {load:.0%} of its core, others {others:.0%} of the server's"
