"""Who waits is told a place and an honest wait; the first word is a fact, over both databases."""

from collections.abc import AsyncIterator

import pytest

from besedka.events.conversations import WaitPromised
from besedka.kernel.db import Database
from besedka.routing import Place
from tests.rooms.heart import Heart, beating, eventually


@pytest.fixture
async def heart(database: Database) -> AsyncIterator[Heart]:
    async with beating(database) as it:
        yield it


async def test_the_place_is_told_again_when_it_changes_and_promised_once(heart: Heart) -> None:
    anna = await heart.operator("anna", limit=1)
    await heart.status(anna)
    talks = [(await heart.receive(heart.visitor())).conversation_id for _ in range(3)]

    async def the_first_is_given_and_others_wait() -> bool:
        found = [await heart.conversation(one) for one in talks]
        return found[0].operator_id == anna and all(["[waiting]" in await heart.texts(one) for one in talks[1:]])

    await eventually(the_first_is_given_and_others_wait)
    told: list[tuple[str, Place]] = []
    heart.router.waits.tell = lambda identity_id, place: told.append((identity_id, place))
    await heart.router.tick()
    second, third = [await heart.conversation(one) for one in talks[1:]]
    assert [(who, place.conversation_id, place.place) for who, place in told] == [
        (second.identity_id, second.id, 1),
        (third.identity_id, third.id, 2),
    ]
    [promised] = [event for event in await heart.events(third.id) if isinstance(event, WaitPromised)]
    assert (promised.place, promised.wait_ms) == (2, told[1][1].wait_ms)
    assert third.arranged.estimate is not None

    await heart.reply(anna, talks[0])
    await heart.close(anna, talks[0])

    async def the_second_is_given() -> bool:
        return (await heart.conversation(talks[1])).operator_id == anna

    await eventually(the_second_is_given)
    heart.clock.ahead += 4_000
    await heart.router.tick()
    assert [(place.conversation_id, place.place) for _, place in told[2:]] == [(third.id, 1)]
    assert len([event for event in await heart.events(third.id) if isinstance(event, WaitPromised)]) == 1
