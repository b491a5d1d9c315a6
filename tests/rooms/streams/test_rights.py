"""Whoever loses a right sees nothing under it any more, at whatever moment of a stream's life it happens."""

import asyncio
from collections.abc import AsyncIterator

import msgspec
import pytest

from besedka.kernel.db import Database
from besedka.staff import ChangeOperator, DisableOperator
from tests.rooms.streams.cast import Cast, House
from tests.rooms.streams.stage import KeepingConnection, Stage, playing
from tests.rooms.streams.truth import Truth

MOMENTS = range(0, 24, 2)
"""How many turns of the loop a stream has lived when something happens to it."""


class Office:
    """A visitor who writes to the first department, and newcomers to its staff."""

    def __init__(self, stage: Stage, cast: Cast) -> None:
        self.stage, self.cast = stage, cast

    async def newcomer(self) -> str:
        """An operator of the first department; answers the id."""
        await self.cast.enter()
        return self.cast.operators["olga"]

    def watch(self, operator_id: str) -> tuple[object, KeepingConnection]:
        return self.stage.open(self.stage.operator_door, {"ticket": operator_id})

    def change(self, command: object) -> "asyncio.Future[object]":
        """Begin to write it, without waiting."""
        return asyncio.ensure_future(self.stage.heart.writer.do(command))  # type: ignore[arg-type]

    async def customer_writes(self, text: str) -> None:
        truth = await self.stage.database.read(Truth, self.cast.identities, [])
        outcome = await self.stage.give(self.cast.person("ann", truth), self.cast.written("send", text=text))
        assert not isinstance(outcome.result, BaseException), outcome


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with playing(database) as stage:
        house = House(stage)
        await house.furnish()
        yield Office(stage, Cast(house))


def moved_away(operator_id: str) -> ChangeOperator:
    return ChangeOperator(actor="t:", operator_id=operator_id, departments=())


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0.0005 if count > 10 else 0)


async def test_rights_lost_while_a_stream_begins_are_lost_to_the_stream(office: Office) -> None:
    for moment in MOMENTS:
        olga = await office.newcomer()
        _, connection = office.watch(olga)
        await turns(moment)
        await office.change(moved_away(olga))
        await office.stage.settled()
        connection.taken()
        await office.customer_writes(f"after {moment}")
        await office.stage.settled()
        assert f"after {moment}".encode() not in b"".join(connection.taken())


async def test_nothing_arrives_under_old_rights_once_the_change_is_written(office: Office) -> None:
    for moment in MOMENTS:
        olga = await office.newcomer()
        _, connection = office.watch(olga)
        await office.stage.settled()
        await office.change(moved_away(olga))
        await turns(moment)
        await office.customer_writes(f"secret {moment}")
        await office.stage.settled()
        assert f"secret {moment}".encode() not in b"".join(connection.taken())


async def test_a_disabled_operators_stream_ends_and_says_nothing_more(office: Office) -> None:
    olga = await office.newcomer()
    _, connection = office.watch(olga)
    await office.stage.settled()
    connection.taken()
    await office.change(DisableOperator(actor="t:", operator_id=olga))
    await office.customer_writes("to whoever is still here")
    await office.stage.settled()
    said = [msgspec.json.decode(message) for message in connection.taken()]
    assert connection.code == 4401
    assert [message["type"] for message in said] == ["frame", "bye"]
    assert {event["type"] for event in said[0]["events"]} == {"operator"}


async def test_a_stream_that_ends_while_its_rights_are_looked_at_leaves_nobody_listening(office: Office) -> None:
    for moment in MOMENTS:
        olga = await office.newcomer()
        session, connection = office.watch(olga)
        await office.stage.settled()
        changing = office.change(moved_away(olga))
        await turns(moment)
        connection.close()
        session.closed(1006, "")  # type: ignore[attr-defined]
        await changing
        await office.stage.settled()
        assert office.stage.hub.called(olga) == []


async def test_a_stream_that_ends_while_it_begins_leaves_nobody_listening(office: Office) -> None:
    for moment in MOMENTS:
        olga = await office.newcomer()
        session, connection = office.watch(olga)
        await turns(moment)
        connection.close()
        session.closed(1006, "")  # type: ignore[attr-defined]
        await office.stage.settled()
        assert office.stage.hub.called(olga) == []
