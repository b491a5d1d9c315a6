"""Promises: both sides see them, one can be kept or withdrawn by hand, and time breaks the rest."""

import msgspec
import pytest

from besedka.conversations import EndPromise, MakePromise, message, split_id
from besedka.conversations.refusals import BadTime, NoSuchPromise, NotYours, PromiseOver
from besedka.events.conversations import (
    PromiseBroken,
    PromiseEvent,
    PromiseKept,
    PromiseMade,
    PromiseReminded,
    PromiseWithdrawn,
)
from besedka.kernel.ids import new_id
from besedka.staff import Role
from tests.rooms.heart import Heart

HOUR = 3600 * 1000


async def talk(still: Heart, operator: str) -> str:
    sent = await still.receive(still.visitor())
    await still.take(operator, sent.conversation_id)
    return str(sent.conversation_id)


async def promised(still: Heart, operator: str, conversation: str, in_ms: int = HOUR) -> str:
    answer = await still.arrange(MakePromise, operator, conversation, due_at=still.clock.now() + in_ms)
    return str(answer["promise_id"])


async def end(still: Heart, operator: str, promise: str, outcome: str = "kept") -> dict[str, str]:
    answer: dict[str, str] = await still.writer.do(
        EndPromise(promise, operator_id=operator, client_id=new_id(), outcome=outcome)
    )
    return answer


async def shown(still: Heart, promise: str) -> tuple[int, str | None]:
    """(version, outcome) of its notice."""
    found = await still.database.read(message, *split_id(promise))
    assert found is not None
    params = msgspec.json.decode(found.params)
    assert params["promise_id"] == promise
    return found.version, params["outcome"]


async def story(still: Heart, conversation: str) -> list[type]:
    return [type(event) for event in await still.events(conversation) if isinstance(event, PromiseEvent)]


async def test_a_promise_stands_in_the_conversation_and_its_notice_tells_the_outcome(still: Heart) -> None:
    anna = await still.operator("anna")
    conversation = await talk(still, anna)
    promise = await promised(still, anna, conversation)
    assert await still.texts(conversation) == ["Hello", "[assigned]", "[promised]"]
    assert await shown(still, promise) == (1, None)
    first = (await still.conversation(conversation)).arranged.promise
    assert first is not None
    assert (first.id, first.operator_id) == (promise, anna)
    assert (await end(still, anna, promise))["outcome"] == "kept"
    assert await shown(still, promise) == (2, "kept")
    assert (await still.conversation(conversation)).arranged.promise is None
    assert await story(still, conversation) == [PromiseMade, PromiseKept]
    with pytest.raises(PromiseOver, match="this one is kept"):
        await end(still, anna, promise, "withdrawn")


async def test_the_earliest_open_promise_is_the_one_on_the_card(still: Heart) -> None:
    anna = await still.operator("anna")
    conversation = await talk(still, anna)
    later, sooner = await promised(still, anna, conversation, 2 * HOUR), await promised(still, anna, conversation)
    for ended, left in ((sooner, later), (later, None)):
        card = (await still.conversation(conversation)).arranged.promise
        assert card is not None
        assert card.id == ended
        await end(still, anna, ended, "withdrawn")
        card = (await still.conversation(conversation)).arranged.promise
        assert (card and card.id) == left
    assert (await story(still, conversation))[-2:] == [PromiseWithdrawn, PromiseWithdrawn]


async def test_staff_are_reminded_once_and_then_time_breaks_it(still: Heart) -> None:
    anna = await still.operator("anna")
    conversation = await talk(still, anna)
    promise = await promised(still, anna, conversation)
    await still.close(anna, conversation)
    await still.look()
    assert await story(still, conversation) == [PromiseMade]
    still.clock.ahead += HOUR - 10 * 60 * 1000
    await still.look()
    await still.look()
    assert await story(still, conversation) == [PromiseMade, PromiseReminded]
    still.clock.ahead += 10 * 60 * 1000
    await still.look()
    await still.look()
    assert await story(still, conversation) == [PromiseMade, PromiseReminded, PromiseBroken]
    assert await shown(still, promise) == (2, "broken")
    with pytest.raises(PromiseOver):
        await end(still, anna, promise)


async def test_who_answers_promises_and_who_promised_ends_it(still: Heart) -> None:
    anna, boris = await still.operator("anna"), await still.operator("boris")
    vera = await still.operator("vera", role=Role.SUPERVISOR)
    conversation = await talk(still, anna)
    with pytest.raises(NotYours):
        await promised(still, boris, conversation)
    promise = await promised(still, anna, conversation)
    with pytest.raises(NotYours):
        await end(still, boris, promise)
    await end(still, vera, promise)
    waiting = (await still.receive(still.visitor())).conversation_id
    with pytest.raises(NotYours):
        await promised(still, vera, waiting)


async def test_a_promise_is_for_a_time_to_come_and_an_unknown_one_is_not_found(still: Heart) -> None:
    anna = await still.operator("anna")
    conversation = await talk(still, anna)
    for in_ms in (0, -HOUR, 400 * 24 * HOUR):
        with pytest.raises(BadTime):
            await promised(still, anna, conversation, in_ms)
    for unknown in ("none", f"{conversation}.1", f"{conversation}.99", "a.b.c"):
        with pytest.raises(NoSuchPromise):
            await end(still, anna, unknown)
