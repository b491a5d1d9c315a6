"""Who says too much too fast is told so, and then sent away."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from besedka.api.http.limits import Limits
from besedka.api.visitor.stream import VisitorDoor
from besedka.contacts import ReturnLinks
from besedka.kernel.db import Database
from besedka.kernel.ids import new_id, new_secret
from besedka.kernel.sealing import Seal
from besedka.kernel.settings import Settings
from besedka.realtime.ws.contract import Session
from tests.rooms.streams.cast import House
from tests.rooms.streams.stage import SECRET, KeepingConnection, Stage, playing

PING = b'{"type":"ping"}'


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    async with playing(database) as it:
        await House(it).furnish()
        yield it


def limited(stage: Stage) -> tuple[Session, KeepingConnection]:
    """A visitor's stream under the limits that an installation has."""
    door = stage.visitor_door
    door.audience = VisitorDoor(
        stage.database,
        stage.heart.directory,
        stage.heart.departments,
        Limits(Settings()),
        stage.visitors.whispers,
        clock=stage.heart.clock,
        returns=ReturnLinks(SECRET),
        writer=stage.heart.writer,
        seal=Seal(SECRET),
    )
    return stage.open(door, {"inbox": "first", "token": new_secret()})


async def test_a_flood_before_the_welcome_ends_the_stream(stage: Stage) -> None:
    session, connection = limited(stage)
    for _ in range(64):
        session.received(PING)
    assert connection.is_open
    session.received(PING)
    assert connection.code == 4429
    await stage.settled()


@pytest.mark.parametrize(
    "message",
    [
        {"type": "ping"},
        {"type": "typing", "on": True},
        {"type": "read", "conversation_id": "x", "seq": 1},
        {"type": "send", "client_id": "", "text": "x"},
    ],
    ids=lambda message: message["type"],
)
async def test_a_flood_of_messages_is_refused_and_then_ends_the_stream(stage: Stage, message: dict[str, Any]) -> None:
    session, connection = limited(stage)
    await stage.settled()
    for _ in range(1_000):
        fresh = {"client_id": new_id()} if "client_id" in message else {}
        session.received(msgspec.json.encode({**message, **fresh}))
    await stage.settled()
    arrived = [msgspec.json.decode(taken) for taken in connection.taken()]
    refused = [m for m in arrived if m["type"] == "refused" and m["problem"]["code"] != "no_such_conversation"]
    assert {m["problem"]["code"] for m in refused} == {"too_fast"}
    assert all(m["problem"]["retry_ms"] > 0 for m in refused)
    assert len(refused) <= 100
    assert connection.code == 4429


async def test_who_heeds_the_limits_is_never_sent_away(stage: Stage) -> None:
    """Five times what is let through at once, twice: as a widget that comes back with much unsaid may do."""
    session, connection = limited(stage)
    await stage.settled()
    for _ in range(2):
        for _ in range(40):
            session.received(msgspec.json.encode({"type": "send", "client_id": new_id(), "text": "x"}))
        session.received(PING)
        await stage.settled()
    kinds = [m["type"] for m in map(msgspec.json.decode, connection.taken())]
    assert kinds.count("ack") == 8
    assert kinds.count("pong") == 2
    assert connection.is_open
