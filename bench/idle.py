"""What a visitor who is there and says nothing costs: growth of the server's memory, hello and snapshot done."""

import time
from collections import defaultdict

from bench import generator
from bench.machine import user_memory_kb
from bench.rows import Row, of_runs
from bench.servers import Server
from bench.world import World

_CROWDS = (2_000, 10_000)
_WARM_UP = 200
_SETTLE_S = 2.0
_BAR_KB, _GOAL_KB = 16.0, 6.0


class Idle:
    """Rows `idle`, in KB."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._growth: defaultdict[int, list[float]] = defaultdict(list)

    def run(self) -> None:
        """A new server each time: memory that was given back would hide growth."""
        with self._world.besedka() as server:
            with generator.standing(server, _WARM_UP):
                pass
            empty = _settled_kb(server)
            with generator.standing(server, _CROWDS[0]):
                self._growth[_CROWDS[0]].append((_settled_kb(server) - empty) / _CROWDS[0])
                with generator.standing(server, _CROWDS[1] - _CROWDS[0]):
                    self._growth[_CROWDS[1]].append((_settled_kb(server) - empty) / _CROWDS[1])

    def rows(self) -> list[Row]:
        """One for each crowd."""
        return [
            of_runs(
                f"idle signed-in visitor, {crowd:,} of them", "KB", self._growth[crowd],
                bar=_BAR_KB, goal=_GOAL_KB, is_more_better=False, note="growth of PSS; without the kernel's sockets",
            )
            for crowd in _CROWDS
        ]  # fmt: skip


def _settled_kb(server: Server) -> int:
    time.sleep(_SETTLE_S)
    return user_memory_kb(server.process)
