"""The heart over both databases: what is said, by whom, in what order, exactly once."""

from collections.abc import AsyncIterator

import pytest

from besedka.conversations.refusals import AlreadyTaken, NotYours
from besedka.kernel.db import Database
from besedka.kernel.errors import ClientIdConflict
from besedka.kernel.ids import new_id
from besedka.staff import LimitReached, Status, operator_by_id, set_status
from tests.rooms.heart import Heart, beating, eventually


@pytest.fixture
async def heart(database: Database) -> AsyncIterator[Heart]:
    async with beating(database) as it:
        yield it


class GoOnline:
    def __init__(self, operator: str, status: Status = Status.ONLINE) -> None:
        self.operator, self.status = operator, status

    def needs(self):
        yield operator_by_id, self.operator

    def run(self, tx):
        set_status(tx, tx.get(operator_by_id, self.operator), self.status, None, "t:")


async def test_a_first_message_opens_a_conversation_and_a_repetition_changes_nothing(heart: Heart) -> None:
    who, client_id = heart.visitor(), new_id()
    first = await heart.receive(who, "Hello", client_id)
    again = await heart.receive(who, "Hello", client_id)
    assert first == again
    assert first.seq == 1
    with pytest.raises(ClientIdConflict):
        await heart.receive(who, "Something else", client_id)


async def test_one_owner_and_never_above_the_limit(heart: Heart) -> None:
    anna, boris = await heart.operator("anna", limit=1), await heart.operator("boris")
    one, two = await heart.receive(heart.visitor()), await heart.receive(heart.visitor())
    await heart.take(anna, one.conversation_id)
    with pytest.raises(AlreadyTaken):
        await heart.take(boris, one.conversation_id)
    with pytest.raises(LimitReached):
        await heart.take(anna, two.conversation_id)
    with pytest.raises(NotYours):
        await heart.reply(boris, one.conversation_id)
    await heart.close(anna, one.conversation_id)
    await heart.take(anna, two.conversation_id)


async def test_routing_gives_a_waiting_conversation_to_whoever_comes_online(heart: Heart) -> None:
    anna = await heart.operator("anna")
    sent = await heart.receive(heart.visitor())

    async def is_told_to_wait() -> bool:
        return "[waiting]" in await heart.texts(sent.conversation_id)

    await eventually(is_told_to_wait)
    await heart.writer.do(GoOnline(anna))

    async def is_assigned() -> bool:
        return (await heart.conversation(sent.conversation_id)).operator_id == anna

    await eventually(is_assigned)
    assert await heart.texts(sent.conversation_id) == ["Hello", "[waiting]", "[assigned]"]
