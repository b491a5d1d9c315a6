"""All WebSockets of one server: which path leads where, who is connected, how it ends."""

import asyncio
from collections.abc import Iterator
from typing import cast

from besedka.realtime.ws.connection import Connection
from besedka.realtime.ws.contract import Endpoint, Limits, Refusal
from besedka.realtime.ws.outbox import Flusher
from besedka.realtime.ws.upgrade import Upgrade
from besedka.realtime.ws.wheel import Wheel

# So many farewells are written before others get a turn.
_AT_ONCE = 500


class Sockets:
    """One for each server. `uvicorn.Config(app, ws=sockets.protocol_class, proxy_headers=False)` plugs it in."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.wheel = Wheel(self.limits)
        self.flusher = Flusher()
        self.farewell: bytes | None = None
        self.protocol_class: type[asyncio.Protocol] = type(
            "BoundUpgrade", (Upgrade,), {"sockets": self, "__slots__": ()}
        )
        self._endpoints: dict[str, Endpoint] = {}
        self._open = 0
        self._stopping = False
        self._empty = asyncio.Event()
        self._empty.set()

    def __len__(self) -> int:
        """How many connections there are."""
        return self._open

    def __iter__(self) -> Iterator[Connection]:
        """Every connection, those that are closing too."""
        return iter(cast("Iterator[Connection]", iter(self.wheel)))

    def mount(self, path: str, endpoint: Endpoint) -> None:
        """Let this endpoint answer the handshakes of exactly this path."""
        if path in self._endpoints:
            raise ValueError(f"expected one endpoint for each path, got a second one for {path}")
        self._endpoints[path] = endpoint

    async def shutdown(self, code: int = 1012, message: bytes | None = None) -> None:
        """Refuse newcomers, send everybody `message`, close with `code`, and wait until all have gone.

        Takes at most `Limits.closing` and two ticks: who has not answered by then is cut. Call it before uvicorn's
        own shutdown; if nobody does, uvicorn's sends `farewell` in its place.
        """
        self._stopping = True
        for number, connection in enumerate(self, 1):
            connection.leave(code, message)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
        await self._empty.wait()

    def endpoint(self, path: str) -> Endpoint | Refusal:
        """Who answers a handshake for this path."""
        if self._stopping:
            return Refusal(503, "The server is stopping. Connect again in a moment.", "restarting")
        return self._endpoints.get(path) or Refusal(404, "There is no stream at this path.", "not_found")

    def gained(self) -> None:
        """A connection was opened."""
        self._open += 1
        self._empty.clear()

    def lost(self) -> None:
        """A connection has gone."""
        self._open -= 1
        if not self._open:
            self._empty.set()
