"""Before anything is measured: the load generator must see a mistake where there is one, and none where is none."""

from pathlib import Path

from bench import generator
from bench.generator import Unclean
from bench.pretend import FAULTS
from bench.servers import Server, pretended

_OPTIONS = {"connections": 20, "seconds": 0.2, "warm": 0.1, "drain": 0.3}
_TICKETS = ("one", "two", "three")


class Blind(Exception):
    """The load generator cannot be trusted."""


def check(folder: Path) -> None:
    """Raises Blind."""
    for fault, expected in FAULTS.items():
        with pretended(folder, fault) as server:
            seen = _seen(server)
        if seen != expected:
            raise Blind(f"The pretend server that {fault!r}: expected {expected} to be counted, got {seen}.")


def _seen(server: Server) -> str | None:
    try:
        generator.run("sends", server, _OPTIONS, _TICKETS)
    except Unclean as unclean:
        return ", ".join(unclean.counts)
    return None
