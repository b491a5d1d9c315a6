"""The doorbell between processes: "somebody committed", and whispers that may be lost. Losing a ring loses nothing.

SQLite has one process and needs none. On PostgreSQL the ring rides in the group commit (`eventlog.append`), and this
listens. Payloads stay under NOTIFY's 8,000 bytes.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

import asyncpg  # type: ignore[import-untyped]
import structlog

from besedka.kernel.eventlog import CHANNEL

log = structlog.get_logger()
_WHISPERS = "besedka_whispers"
_PAYLOAD_MAX = 7_900


class Doorbell(Protocol):
    """Rings of other processes, and whispers to them."""

    on_ring: Callable[[int], None]
    on_whisper: Callable[[str], None]

    def whisper(self, text: str) -> None:
        """Tell the other processes; may be lost."""
        ...

    async def run(self) -> None:
        """The task: listen until cancelled."""
        ...


def _nothing(_: object) -> None:
    return None


class SilentDoorbell:
    """For a database that only one process uses."""

    def __init__(self) -> None:
        self.on_ring: Callable[[int], None] = _nothing
        self.on_whisper: Callable[[str], None] = _nothing

    def whisper(self, text: str) -> None:
        """Nobody is there."""

    async def run(self) -> None:
        """Nothing to listen to."""
        await asyncio.Event().wait()


class NotifyDoorbell:
    """LISTEN on a connection of its own; reconnects, and then rings once to make up for what it missed."""

    def __init__(self, dsn: str, process: str) -> None:
        self.on_ring: Callable[[int], None] = _nothing
        self.on_whisper: Callable[[str], None] = _nothing
        self._dsn, self._process = dsn, process
        self._outgoing: asyncio.Queue[str] = asyncio.Queue(maxsize=1000)

    def whisper(self, text: str) -> None:
        """Queue a whisper; dropped when too many wait or when it is too long."""
        payload = f"{self._process} {text}"
        if len(payload.encode()) <= _PAYLOAD_MAX and not self._outgoing.full():
            self._outgoing.put_nowait(payload)

    async def run(self) -> None:
        """Listen and whisper until cancelled."""
        while True:
            try:
                await self._session()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
                log.warning("doorbell lost its connection", error=str(problem))
            await asyncio.sleep(0.5)

    async def _session(self) -> None:
        connection = await asyncpg.connect(self._dsn)
        try:
            await connection.add_listener(CHANNEL, self._rung)
            await connection.add_listener(_WHISPERS, self._whispered)
            while True:
                payload = await self._outgoing.get()
                await connection.execute("SELECT pg_notify($1, $2)", _WHISPERS, payload)
        finally:
            await asyncio.wait_for(connection.close(), 2)

    def _rung(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        process, _, revision = str(payload).partition(" ")
        if process != self._process:
            self.on_ring(int(revision))

    def _whispered(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        process, _, text = str(payload).partition(" ")
        if process != self._process:
            self.on_whisper(text)
