"""From spawning the server to its first healthy answer: on an empty folder, and on one that was started before."""

from bench.rows import Row, of_runs
from bench.servers import besedka
from bench.world import World


class Start:
    """Rows `first start` and `second start`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._first: list[float] = []
        self._second: list[float] = []

    def run(self) -> None:
        """Twice on the same folder."""
        folder = self._world.new_folder()
        with besedka(folder) as server:
            self._first.append(server.ready_s)
        with besedka(folder) as server:
            self._second.append(server.ready_s)

    def rows(self) -> list[Row]:
        """Both inform."""
        return [
            of_runs("first start (schema, seed)", "s", self._first, is_more_better=False, note="SQLite, one core"),
            of_runs("second start", "s", self._second, is_more_better=False, note="SQLite, one core"),
        ]
