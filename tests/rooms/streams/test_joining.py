"""Snapshot and stream join atomically, and carriers may change at any moment, while many others write."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest

from besedka.api.stream import fallback
from besedka.kernel.db import Database
from tests.rooms.streams.cast import STAFF, STAFF_WISHES, VISITORS, VISITORS_WISHES, Act, Cast, House
from tests.rooms.streams.reducer import Reducer, built
from tests.rooms.streams.stage import Stage, playing
from tests.rooms.streams.truth import Sight, Truth
from tests.rooms.streams.watcher import Watcher, require_agreement

WRITERS, WISHES_EACH = 20, 30
EVERYBODY = (*VISITORS, *STAFF)
SCREENS = (*EVERYBODY, "ann", "olga", "vera")
"""Some watch in two tabs."""


class FarAwayDatabase:
    """Answers late, so that much is published between the state that was read and the moment it is known."""

    def __init__(self, near: Database, chance: random.Random) -> None:
        self._near, self._chance = near, chance

    async def read(self, *query: Any) -> Any:
        answer = await self._near.read(*query)
        await asyncio.sleep(self._chance.uniform(0, 0.03))
        return answer


class Crowd:
    """Writers who never rest, and watchers who come and go meanwhile."""

    def __init__(self, stage: Stage, cast: Cast, chance: random.Random) -> None:
        self.stage, self.cast, self.chance = stage, cast, chance
        self.is_writing = True
        self.known: Truth | None = None

    async def truth(self) -> Truth:
        return await self.stage.database.read(Truth, self.cast.identities, [*self.cast.operators.values()])

    async def look(self) -> None:
        """Now and then somebody tells the writers what there is."""
        while self.is_writing:
            self.known = await self.truth()
            await asyncio.sleep(0.1)

    async def write(self) -> None:
        """One writer's wishes, one after another, about whatever there was a moment ago."""
        for _ in range(WISHES_EACH):
            truth = self.known or await self.truth()
            who = self.chance.choice(EVERYBODY)
            wishes = VISITORS_WISHES if who in VISITORS else STAFF_WISHES
            act = Act(who, self.chance.choice(wishes), self.chance.randrange(8), "Hello")
            person = self.cast.person(who, truth)
            command = self.cast.command(act, person, truth)
            if command is not None:
                await self.stage.give(person, command)
            await asyncio.sleep(self.chance.uniform(0, 0.02))

    async def watch(self, watcher: Watcher) -> None:
        """Come, stay a moment, lose the connection, come back by another carrier."""
        while self.is_writing:
            if self.chance.random() < 0.3:
                await self._poll(watcher)
            else:
                await self._stay(watcher)
            if self.chance.random() < 0.05:
                watcher.forget()
        watcher.come()

    async def _stay(self, watcher: Watcher) -> None:
        watcher.come()
        await asyncio.sleep(self.chance.uniform(0, 0.05))
        if self.chance.random() < 0.05:
            watcher.fall_behind()
            await asyncio.sleep(self.chance.uniform(0, 0.02))
        watcher.go(lost=self.chance.choice((0, 1, 3)))

    async def _poll(self, watcher: Watcher) -> None:
        person = self.cast.person(watcher.name, self.known or await self.truth())
        for _ in range(self.chance.randrange(1, 4)):
            polled = await fallback.poll(watcher.door, person, watcher.cursor, 0.01)
            watcher.receive([bytes(message) for message in polled.messages])


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    async with playing(database) as it:
        yield it


async def test_whoever_joins_at_whatever_moment_misses_nothing_and_holds_nothing_else(stage: Stage) -> None:
    house = House(stage)
    await house.furnish()
    cast = Cast(house)
    await cast.enter()
    crowd = Crowd(stage, cast, random.Random(1))
    stage.joining._database = FarAwayDatabase(stage.database, crowd.chance)  # type: ignore[assignment]
    reducers = [Reducer(built()) for _ in SCREENS]
    watchers = [
        Watcher(name, stage, stage.visitor_door if name in VISITORS else stage.operator_door, cast.hello(name), reducer)
        for name, reducer in zip(SCREENS, reducers, strict=True)
    ]
    try:
        watching = [asyncio.create_task(work) for work in (crowd.look(), *map(crowd.watch, watchers))]
        await asyncio.gather(*(crowd.write() for _ in range(WRITERS)))
        crowd.is_writing = False
        await asyncio.gather(*watching)
        await stage.settled()
        truth = await crowd.truth()
        assert sum(map(len, truth.messages.values())) > WRITERS
        for watcher in watchers:
            await _require_all(watcher, stage, cast, truth)
    finally:
        for reducer in reducers:
            reducer.close()


async def _require_all(watcher: Watcher, stage: Stage, cast: Cast, truth: Truth) -> None:
    person = cast.person(watcher.name, truth)
    watcher.take_in(person, truth)
    model = watcher.reducer.dump()
    sight = await stage.database.read(Sight, person, [*model["conversations"]], stage.heart.clock.now())
    require_agreement(watcher, model, person, truth, sight)
