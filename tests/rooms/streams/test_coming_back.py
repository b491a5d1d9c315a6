"""What somebody learns who was away for a while: told by small stories, where the state machine tells any."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import msgspec
import pytest

from besedka.kernel.db import Database
from besedka.staff import ChangeOperator
from tests.rooms.streams.cast import VISITORS, Cast, House
from tests.rooms.streams.reducer import Reducer, built
from tests.rooms.streams.stage import Stage, playing
from tests.rooms.streams.truth import Row, Truth
from tests.rooms.streams.watcher import Watcher


class Scene:
    """A cast, and one of them at a screen."""

    def __init__(self, stage: Stage, cast: Cast, reducer: Reducer) -> None:
        self.stage, self.cast, self.reducer = stage, cast, reducer

    async def at_a_screen(self, name: str) -> Watcher:
        door = self.stage.visitor_door if name in VISITORS else self.stage.operator_door
        watcher = Watcher(name, self.stage, door, self.cast.hello(name), self.reducer)
        await self.come(watcher)
        return watcher

    async def come(self, watcher: Watcher) -> Row:
        """Connect and read; answers the model."""
        watcher.come()
        await self.stage.settled()
        truth = await self.truth()
        watcher.take_in(self.cast.person(watcher.name, truth), truth)
        return self.reducer.dump()

    async def do(self, name: str, wish: str, **fields: Any) -> Any:
        """Somebody's command; answers its result. Raises its Refusal."""
        person = self.cast.person(name, await self.truth())
        outcome = await self.stage.give(person, self.cast.written(wish, **fields))
        if isinstance(outcome.result, BaseException):
            raise outcome.result
        return outcome.result

    async def truth(self) -> Truth:
        return await self.stage.database.read(Truth, self.cast.identities, [*self.cast.operators.values()])


@pytest.fixture(scope="module")
def reducer() -> Iterator[Reducer]:
    made = Reducer(built())
    yield made
    made.close()


@pytest.fixture
async def scene(database: Database, reducer: Reducer) -> AsyncIterator[Scene]:
    async with playing(database) as stage:
        house = House(stage)
        await house.furnish()
        cast = Cast(house)
        await cast.enter()
        yield Scene(stage, cast, reducer)


async def test_an_operator_learns_how_busy_colleagues_of_other_departments_are(scene: Scene) -> None:
    sent = await scene.do("ann", "send", text="Hello")
    pavel = await scene.at_a_screen("pavel")
    pavel.go()
    await scene.do("olga", "take", conversation_id=sent.conversation_id)
    model = await scene.come(pavel)
    assert model["operators"][scene.cast.operators["olga"]]["load"] == 1
    assert model["conversations"] == {}


async def test_a_visitor_learns_the_new_name_of_whoever_answers(scene: Scene) -> None:
    sent = await scene.do("ann", "send", text="Hello")
    olga = scene.cast.operators["olga"]
    await scene.do("olga", "take", conversation_id=sent.conversation_id)
    ann = await scene.at_a_screen("ann")
    ann.go()
    await scene.stage.heart.writer.do(ChangeOperator(actor="t:", operator_id=olga, public_names={"en": "Olya"}))
    model = await scene.come(ann)
    assert model["operators"] == {olga: {"id": olga, "version": 1, "name": "Olya", "photo": None}}


async def test_a_late_reader_gets_the_text_as_it_is_and_not_as_it_was(scene: Scene) -> None:
    ann = await scene.at_a_screen("ann")
    ann.go()
    sent = await scene.do("ann", "send", text="My card number is 4111")
    await scene.do("ann", "delete", message_id=sent.message_id)
    ann.come()
    await scene.stage.settled()
    arrived = b"".join(ann.arrived())
    assert sent.message_id.encode() in arrived
    assert b"4111" not in arrived


async def test_a_note_is_a_hole_for_the_visitor_and_no_loss(scene: Scene) -> None:
    sent = await scene.do("ann", "send", text="Hello")
    await scene.do("olga", "take", conversation_id=sent.conversation_id)
    ann = await scene.at_a_screen("ann")
    ann.go()
    await scene.do("olga", "note", conversation_id=sent.conversation_id, text="between us")
    await scene.do("olga", "reply", conversation_id=sent.conversation_id, text="Good day")
    model = await scene.come(ann)
    assert [entry["seq"] for entry in model["entries"][sent.conversation_id]] == [1, 2, 4]


async def test_more_than_is_worth_replaying_is_told_anew(scene: Scene) -> None:
    cid = await scene.at_a_screen("cid")
    cid.go()
    person = scene.cast.person("cid", await scene.truth())
    given = [scene.stage.give(person, scene.cast.written("send", text=f"{n}")) for n in range(1100)]
    await asyncio.gather(*given)
    cid.come()
    await scene.stage.settled()
    arrived = [msgspec.json.decode(message) for message in cid.arrived()]
    assert [message["type"] for message in arrived] == ["welcome", "resync", "snapshot"]
    assert arrived[1]["reason"] == "too_far"
    assert [entry["text"] for entry in arrived[2]["state"]["entries"]] == [f"{n}" for n in range(1050, 1100)]
