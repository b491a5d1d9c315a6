"""One conversation that 500 consoles listen to: how many deliveries a second.

The next message is sent when everybody has the one before, so that each is a frame of its own, as in the reference:
with several on their way one commit takes them, each console gets them in one frame, and the comparison flatters.
"""

from bench import consoles, generator
from bench.durable import bystanders, cpu_us, disturbance
from bench.generator import Result
from bench.rows import Row, of_runs
from bench.servers import bare
from bench.world import World

_LISTENERS = 500
_SECONDS, _WARM = 4.0, 1.0
_BAR = 0.5


class Fanout:
    """The row `fan-out`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._bare: list[Result] = []
        self._ours: list[Result] = []

    def run(self) -> None:
        """Reference and ours in turn."""
        options = {"connections": _LISTENERS, "seconds": self._world.seconds(_SECONDS), "warm": _WARM}
        with bare(self._world.folder, "broadcast") as broadcast, self._world.besedka() as server:
            self._bare.append(generator.run("fanout", broadcast, {**options, "bare": 1}))
            tickets = consoles.tickets(server.port, consoles.SEE_SUPPORT, _LISTENERS)
            self._ours.append(generator.run("fanout", server, options, tickets))

    def rows(self) -> list[Row]:
        """One."""
        costs = f"CPU {cpu_us(self._ours):.1f} us against {cpu_us(self._bare):.1f} us a delivery"
        row = of_runs(
            f"fan-out to {_LISTENERS} consoles",
            "deliveries/s",
            [result["rate"] for result in self._ours],
            f"bare picows broadcast to {_LISTENERS}",
            [result["rate"] for result in self._bare],
            bar=_BAR,
            disturbed=disturbance(self._bare),
            note=f"SQLite, one message at a time; {costs}; {bystanders(self._ours)}",
        )
        return [row]
