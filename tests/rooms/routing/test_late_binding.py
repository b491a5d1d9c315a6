"""Routing over both databases: a conversation waits for free hands, not only for a free slot."""

from collections.abc import AsyncIterator

import pytest

from besedka.conversations import Release, TransferToDepartment
from besedka.kernel.db import Database
from besedka.staff import ChangeOperator
from tests.rooms.heart import Heart, beating, eventually


@pytest.fixture
async def heart(database: Database) -> AsyncIterator[Heart]:
    async with beating(database) as it:
        yield it


async def test_an_operator_gets_the_next_one_when_the_first_words_are_said(heart: Heart) -> None:
    anna = await heart.operator("anna")
    first, second = [(await heart.receive(heart.visitor())).conversation_id for _ in range(2)]

    async def owners() -> list[str | None]:
        return [(await heart.conversation(one)).operator_id for one in (first, second)]

    async def both_are_told_to_wait() -> bool:
        return all(["[waiting]" in await heart.texts(one) for one in (first, second)])

    async def the_first_is_given() -> bool:
        return await owners() != [None, None]

    async def both_are_given() -> bool:
        return await owners() == [anna, anna]

    await eventually(both_are_told_to_wait)
    await heart.status(anna)
    await eventually(the_first_is_given)
    await heart.receive(heart.visitor())
    assert await owners() == [anna, None]
    await heart.reply(anna, first)
    await eventually(both_are_given)


async def test_who_let_it_lie_does_not_get_it_again_while_a_colleague_is_here(heart: Heart) -> None:
    anna, boris = await heart.operator("anna"), await heart.operator("boris", limit=0)
    await heart.status(anna)
    await heart.status(boris)
    chat = (await heart.receive(heart.visitor())).conversation_id

    async def anna_has_it() -> bool:
        return (await heart.conversation(chat)).operator_id == anna

    await eventually(anna_has_it)
    await heart.writer.do(Release(chat, anna, "silent"))

    async def it_is_told_to_wait() -> bool:
        return "[waiting]" in await heart.texts(chat)

    await eventually(it_is_told_to_wait)
    assert not await anna_has_it()


async def test_what_is_passed_on_to_the_own_department_goes_to_a_colleague(heart: Heart) -> None:
    anna, boris = await heart.operator("anna"), await heart.operator("boris", limit=0)
    await heart.status(anna)
    await heart.status(boris)
    chat = (await heart.receive(heart.visitor())).conversation_id
    await eventually(lambda: has(heart, chat, anna))
    await heart.arrange(TransferToDepartment, anna, chat, department_id=heart.department)
    await heart.writer.do(ChangeOperator(actor="test:", operator_id=boris, chat_limit=1))
    await eventually(lambda: has(heart, chat, boris))


async def has(heart: Heart, conversation_id: str, operator_id: str) -> bool:
    return (await heart.conversation(conversation_id)).operator_id == operator_id
