"""Both doors over a heart, without a network: what `app.Process` joins, with sockets that keep what they are sent."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec

from besedka.api.http.limits import Limits
from besedka.api.operator.stream import OperatorDoor, OperatorPerson
from besedka.api.stream.attention import Attention
from besedka.api.stream.audience import Outcome, Person
from besedka.api.stream.desk import Desk
from besedka.api.stream.feed import Feed
from besedka.api.stream.joining import Joining
from besedka.api.stream.sockets import Door
from besedka.api.stream.whispers import Whispers
from besedka.api.visitor.stream import VisitorDoor
from besedka.contacts import ReturnLinks
from besedka.kernel import eventlog
from besedka.kernel.addresses import Proxies
from besedka.kernel.cursors import Cursors
from besedka.kernel.db import Database
from besedka.kernel.doorbell import SilentDoorbell
from besedka.kernel.errors import Refusal
from besedka.kernel.sealing import Seal
from besedka.kernel.settings import Settings
from besedka.realtime.hub import Hub
from besedka.realtime.ws.contract import Headers, Session, UpgradeRequest
from besedka.staff import Operator, SignedOut, operators_by_ids
from tests.rooms.heart import Heart, beating

SECRET = "a secret of this installation, and a long one"
_SETTLED_S = 10.0


class KeepingConnection:
    """Stands in for a WebSocket: keeps what was sent until it is taken."""

    quiet = 0.0

    def __init__(self) -> None:
        self.is_open = True
        self.code: int | None = None
        self._kept: list[bytes] = []

    def send(self, payload: bytes) -> None:
        if self.is_open:
            self._kept.append(payload)

    def send_framed(self, framed: bytes) -> None:
        self.send(framed[{126: 4, 127: 10}.get(framed[1], 2) :])

    def close(self, code: int = 1000, reason: str = "") -> None:
        if self.is_open:
            self.is_open, self.code = False, code

    def probe(self) -> None:
        """It is always there."""

    def deadline(self, seconds: float, action: object) -> None:
        """No test waits that long."""

    def cancel_deadline(self) -> None:
        """There is none."""

    def taken(self) -> list[bytes]:
        """What was sent since the last time, oldest first."""
        taken, self._kept = self._kept, []
        return taken


class TrustfulSignIns:
    """Everybody who says an operator's id is let in, under the rights that the operator has now."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def redeem(self, ticket: str) -> tuple[str, Operator]:
        return f"session of {ticket}", await self._operator(ticket)

    async def current(self, session_id: str) -> Operator:
        return await self._operator(session_id.removeprefix("session of "))

    async def _operator(self, operator_id: str) -> Operator:
        found = await self._database.read(operators_by_ids, [operator_id])
        if not found or found[0].is_disabled:
            raise SignedOut
        return found[0]

    def touch(self, session_id: str) -> None:
        """Nobody looks at when it was used."""


class Stage:
    """One process without its network and its timers. Followers take a turn when they are told to."""

    def __init__(self, heart: Heart) -> None:
        self.heart, self.database = heart, heart.database
        hub, whispers_to = Hub(), SilentDoorbell()
        hub.position = heart.tail.position
        self.hub = hub
        self.joining = Joining(
            heart.database, hub, Cursors(SECRET, heart.tail.epoch), heart.directory, heart.clock
        )  # fmt: skip
        self.desk = Desk(heart.writer)
        whispers = Whispers(hub, whispers_to)
        heart.tail.listeners.append(Feed(heart.database, hub, heart.directory, heart.clock).notice)
        limits = Limits(Settings(rate_limits=False))
        self.visitors = VisitorDoor(
            heart.database,
            heart.directory,
            heart.departments,
            limits,
            whispers,
            clock=heart.clock,
            returns=ReturnLinks(SECRET),
            writer=heart.writer,
            seal=Seal(SECRET),
            has_mail=True,
        )
        self.attention = Attention(heart.writer, heart.clock)
        self.operators = OperatorDoor(
            heart.database, heart.directory, TrustfulSignIns(heart.database), whispers, self.attention
        )
        shared = (self.joining, self.desk, hub, heart.clock, Proxies())
        self.visitor_door, self.operator_door = Door(self.visitors, *shared), Door(self.operators, *shared)
        self._background = asyncio.all_tasks() - {asyncio.current_task()}

    def operator(self, row: Operator) -> OperatorPerson:
        """An operator under the rights of this row."""
        return OperatorPerson(self.operators, f"session of {row.id}", row)

    def open(self, door: Door, hello: dict[str, Any]) -> tuple[Session, KeepingConnection]:
        """A socket that says hello. It has its answer once everything is settled."""
        request = UpgradeRequest(path="", query="", headers=Headers([]), peer="127.0.0.1", host="localhost")
        session, connection = door.admit(request), KeepingConnection()
        assert not isinstance(session, tuple)
        session.opened(connection)  # type: ignore[union-attr, arg-type]
        session.received(msgspec.json.encode({"type": "hello", "protocol": 1, **hello}))  # type: ignore[union-attr]
        return session, connection  # type: ignore[return-value]

    def give(self, person: Person, wish: dict[str, Any]) -> "asyncio.Future[Outcome]":
        """Hand a command in. What is given before the next await goes into one batch."""
        answered: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        try:
            read = self.desk.read(person, msgspec.json.encode(wish))
        except Refusal as refusal:
            answered.set_result(Outcome(None, refusal))
        else:
            self.desk.take(person, read, answered.set_result)
        return answered

    async def settled(self) -> None:
        """Wait until everything that was begun has reached everybody whom it concerns."""
        async with asyncio.timeout(_SETTLED_S):
            await self.heart.writer.drain()
            _, head = await self.database.read(eventlog.head)
            while self.heart.tail.position < head:  # noqa: ASYNC110 - the tail says nothing when it has delivered
                await asyncio.sleep(0)
            while begun := asyncio.all_tasks() - self._background - {asyncio.current_task()}:
                await asyncio.wait(begun)

    async def route(self) -> None:
        """Every follower takes a turn."""
        for follower in self.heart.followers:
            while await follower._turn():
                pass


@contextlib.asynccontextmanager
async def playing(database: Database) -> AsyncIterator[Stage]:
    """A stage on an empty store, until the end of the block."""
    async with beating(database, following=False) as heart:
        yield Stage(heart)
