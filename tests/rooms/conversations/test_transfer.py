"""Sending on and back, taking over, giving back to the line: who has it then, who was told, and whose slot it takes."""

import pytest

from besedka.conversations import (
    Assign,
    Decline,
    Park,
    Release,
    Reopen,
    Take,
    TakeOver,
    TransferToDepartment,
    TransferToOperator,
)
from besedka.conversations.refusals import (
    AlreadyThere,
    BadDestination,
    EmptyText,
    NoSuchConversation,
    NotTransferred,
    NotYours,
    OperatorUnavailable,
    TakingAnywayOff,
)
from besedka.events.conversations import (
    ConversationAssigned,
    ConversationQueued,
    ConversationReleased,
    ConversationTransferred,
)
from besedka.kernel.eventlog import Event
from besedka.kernel.ids import new_id
from besedka.staff import (
    AddDepartment,
    ChangeOperator,
    DisableOperator,
    LimitReached,
    NeedsRole,
    NoSuchDepartment,
    Role,
    Status,
)
from tests.rooms.heart import Heart


async def talk(still: Heart, operator: str) -> str:
    sent = await still.receive(still.visitor())
    await still.take(operator, sent.conversation_id)
    return str(sent.conversation_id)


async def here(still: Heart, name: str, **more: object) -> str:
    """Somebody who is online."""
    operator = await still.operator(name, **more)  # type: ignore[arg-type]
    await still.status(operator)
    return operator


async def sales_of(still: Heart) -> str:
    return str(await still.writer.do(AddDepartment(actor="t:", key="sales", names={"en": "Sales"})))


async def story(still: Heart, conversation: str) -> list[str]:
    """What happened to its ownership, in short."""
    return [told(event) for event in await still.events(conversation) if told(event)]


def told(event: Event) -> str:
    match event:
        case ConversationAssigned():
            return f"assigned:{event.how}"
        case ConversationReleased():
            return f"released:{event.why}"
        case ConversationQueued():
            return f"queued:{event.why}"
        case ConversationTransferred():
            return "returned" if event.is_return else "transferred"
    return ""


async def test_a_transfer_to_a_colleague_moves_the_slot_and_tells_a_note(still: Heart) -> None:
    anna, boris = await here(still, "anna"), await here(still, "boris")
    conversation = await talk(still, anna)
    answer = await still.arrange(
        TransferToOperator, anna, conversation, receiver_id=boris, note="He knows this router"
    )  # fmt: skip
    assert answer == {"conversation_id": conversation, "status": "active", "operator_id": boris}
    assert (await still.load_of(anna), await still.load_of(boris)) == (0, 1)
    assert await still.texts(conversation) == ["Hello", "[assigned]", "He knows this router", "[reassigned]"]
    assert await story(still, conversation) == [
        "queued:opened", "assigned:taken", "released:transferred", "transferred", "assigned:transferred",
    ]  # fmt: skip
    found = (await still.conversation(conversation)).arranged
    assert found.origin is not None
    assert (found.origin.operator_id, found.origin.by, found.last_operator_id) == (anna, anna, boris)
    await still.reply(boris, conversation)
    assert (await still.conversation(conversation)).arranged.origin is None, "who answers has accepted"


async def test_a_transfer_to_somebody_full_or_away_is_refused_and_says_what_to_do(still: Heart) -> None:
    anna, full = await here(still, "anna"), await here(still, "full", limit=1)
    away = await still.operator("away")
    conversation = await talk(still, anna)
    await talk(still, full)
    with pytest.raises(LimitReached, match=r"full has 1\. Transfer it to the department instead"):
        await still.arrange(TransferToOperator, anna, conversation, receiver_id=full, note="x")
    with pytest.raises(OperatorUnavailable, match=r"away is offline\. Transfer it to the department instead"):
        await still.arrange(TransferToOperator, anna, conversation, receiver_id=away)
    with pytest.raises(AlreadyThere):
        await still.arrange(TransferToOperator, anna, conversation, receiver_id=anna)
    found = await still.conversation(conversation)
    assert (found.operator_id, await still.load_of(anna)) == (anna, 1)
    assert await still.texts(conversation) == ["Hello", "[assigned]"]


async def test_a_transfer_to_another_department_keeps_the_first_wait(still: Heart) -> None:
    anna, sales = await here(still, "anna"), await sales_of(still)
    await still.told(sales, lanes=[{"id": "new", "priority": 3}])
    conversation = await talk(still, anna)
    since = (await still.conversation(conversation)).queued_at
    still.clock.ahead += 60_000
    wish = {"department_id": sales, "lane_id": "new", "note": "Wants to buy"}
    answer = await still.arrange(TransferToDepartment, anna, conversation, **wish)
    assert answer == {"conversation_id": conversation, "status": "queued", "operator_id": None}
    found = await still.conversation(conversation)
    assert (found.department_id, found.queued_at, await still.load_of(anna)) == (sales, since, 0)
    assert (found.arranged.lane_id, found.arranged.priority) == ("new", 3)
    assert await still.texts(conversation) == ["Hello", "[assigned]", "[transferred]", "Wants to buy"]
    events = {type(event): event for event in await still.events(conversation)}
    moved, queued = events[ConversationTransferred], events[ConversationQueued]
    assert (moved.from_department_id, moved.department_id) == (still.department, sales)  # type: ignore[attr-defined]
    assert events[ConversationReleased].department_id == still.department  # type: ignore[attr-defined]
    assert (queued.department_id, queued.lane_id, queued.priority) == (sales, "new", 3)  # type: ignore[attr-defined]
    assert (queued.waiting_since, queued.why, queued.calendar) == (since, "transferred", 1)  # type: ignore[attr-defined]
    with pytest.raises(NoSuchConversation):
        await still.reply(anna, conversation)


async def test_a_repeated_transfer_is_answered_though_its_sender_sees_it_no_more(still: Heart) -> None:
    anna, sales = await here(still, "anna"), await sales_of(still)
    conversation = await talk(still, anna)
    command = TransferToDepartment(
        anna, conversation, new_id(), rules_of=still.directory.rules, department_id=sales, note="x"
    )
    assert await still.writer.do(command) == await still.writer.do(command)
    assert (await still.texts(conversation)).count("x") == 1


async def test_a_priority_that_was_set_by_hand_outlives_its_lane(still: Heart) -> None:
    from besedka.conversations import SetPriority

    await still.told(lanes=[{"id": "vip", "priority": 5}, {"id": "all"}])
    anna = await here(still, "anna")
    conversation = await talk(still, anna)
    for lane, expected in (("vip", 5), ("all", 0), (None, 0)):
        await still.arrange(
            TransferToDepartment, anna, conversation, department_id=still.department, lane_id=lane
        )  # fmt: skip
        assert (await still.conversation(conversation)).arranged.priority == expected
    await still.arrange(SetPriority, anna, conversation, priority=9)
    await still.arrange(TransferToDepartment, anna, conversation, department_id=still.department, lane_id="vip")
    assert (await still.conversation(conversation)).arranged.priority == 9


async def test_a_destination_that_does_not_exist_is_refused(still: Heart) -> None:
    anna, nowhere = await here(still, "anna"), await here(still, "nowhere")
    await still.writer.do(ChangeOperator(actor="t:", operator_id=nowhere, departments=()))
    conversation = await talk(still, anna)
    with pytest.raises(NoSuchDepartment):
        await still.arrange(TransferToDepartment, anna, conversation, department_id="none")
    with pytest.raises(BadDestination):
        await still.arrange(
            TransferToDepartment, anna, conversation, department_id=still.department, lane_id="none"
        )  # fmt: skip
    with pytest.raises(BadDestination, match="nowhere has none"):
        await still.arrange(TransferToOperator, anna, conversation, receiver_id=nowhere)
    waiting = (await still.receive(still.visitor())).conversation_id
    with pytest.raises(AlreadyThere):
        await still.arrange(TransferToDepartment, anna, waiting, department_id=still.department)


async def test_a_waiting_conversation_can_be_sorted_by_whoever_sees_it_and_a_colleagues_cannot(still: Heart) -> None:
    anna, boris, sales = await here(still, "anna"), await here(still, "boris"), await sales_of(still)
    vera = await here(still, "vera", role=Role.SUPERVISOR)
    waiting = (await still.receive(still.visitor())).conversation_id
    await still.arrange(TransferToDepartment, anna, waiting, department_id=sales)
    assert await story(still, waiting) == ["queued:opened", "transferred", "queued:transferred"]
    conversation = await talk(still, boris)
    with pytest.raises(NotYours):
        await still.arrange(TransferToDepartment, anna, conversation, department_id=sales)
    await still.arrange(TransferToOperator, vera, conversation, receiver_id=anna)
    assert (await still.conversation(conversation)).operator_id == anna


async def test_a_receiver_of_another_department_gets_it_in_his_own(still: Heart) -> None:
    anna, sales = await here(still, "anna"), await sales_of(still)
    boris = await here(still, "boris", department=sales)
    conversation = await talk(still, anna)
    await still.arrange(TransferToOperator, anna, conversation, receiver_id=boris)
    found = await still.conversation(conversation)
    assert (found.department_id, found.operator_id) == (sales, boris)
    assert await still.texts(conversation) == ["Hello", "[assigned]", "[transferred]", "[reassigned]"]


async def test_a_declined_transfer_goes_back_to_the_sender_with_the_reason(still: Heart) -> None:
    anna, sales = await here(still, "anna"), await sales_of(still)
    boris = await here(still, "boris", department=sales)
    conversation = await talk(still, anna)
    await still.arrange(TransferToOperator, anna, conversation, receiver_id=boris)
    with pytest.raises(EmptyText):
        await still.arrange(Decline, boris, conversation, reason=" ")
    answer = await still.arrange(Decline, boris, conversation, reason="Not about money")
    assert answer["operator_id"] == anna
    found = await still.conversation(conversation)
    assert (found.department_id, found.arranged.origin) == (still.department, None)
    assert (await still.load_of(anna), await still.load_of(boris)) == (1, 0)
    assert (await still.texts(conversation))[-3:] == ["[transferred]", "Not about money", "[reassigned]"]
    assert (await story(still, conversation))[-3:] == ["released:declined", "returned", "assigned:transferred"]
    with pytest.raises(NotTransferred):
        await still.arrange(Decline, anna, conversation, reason="Me neither")


@pytest.mark.parametrize("why", ["full", "offline"])
async def test_a_declined_transfer_of_a_sender_without_room_heads_the_line_it_came_from(
    still: Heart, why: str
) -> None:  # fmt: skip
    anna, sales = await here(still, "anna", limit=1), await sales_of(still)
    boris = await here(still, "boris", department=sales)
    conversation = await talk(still, anna)
    since = (await still.conversation(conversation)).queued_at
    await still.arrange(TransferToDepartment, anna, conversation, department_id=sales)
    await still.take(boris, conversation)
    if why == "full":
        await talk(still, anna)
    else:
        await still.status(anna, Status.OFFLINE)
    await still.arrange(Decline, boris, conversation, reason="Not ours")
    found = await still.conversation(conversation)
    assert (found.status, found.department_id, found.queued_at) == ("queued", still.department, since)
    assert (await story(still, conversation))[-3:] == ["released:declined", "returned", "queued:declined"]


async def test_a_supervisor_takes_over_and_anybody_else_does_not(still: Heart) -> None:
    anna, boris = await here(still, "anna"), await here(still, "boris")
    vera = await here(still, "vera", role=Role.SUPERVISOR, limit=1)
    one, two = await talk(still, anna), await talk(still, anna)
    with pytest.raises(NeedsRole):
        await still.arrange(TakeOver, boris, one)
    await still.arrange(TakeOver, vera, one)
    assert (await still.load_of(anna), await still.load_of(vera)) == (1, 1)
    assert (await story(still, one))[-2:] == ["released:took_over", "assigned:took_over"]
    with pytest.raises(LimitReached, match="Close or park one first"):
        await still.arrange(TakeOver, vera, two)
    assert (await still.conversation(two)).operator_id == anna


async def test_who_sent_a_conversation_on_takes_it_back_until_it_is_answered(still: Heart) -> None:
    anna, boris = await here(still, "anna"), await here(still, "boris")
    one = await talk(still, anna)
    await still.arrange(TransferToOperator, anna, one, receiver_id=boris)
    await still.arrange(TakeOver, anna, one)
    assert (await still.load_of(anna), await still.load_of(boris)) == (1, 0)
    await still.arrange(TransferToOperator, anna, one, receiver_id=boris)
    await still.reply(boris, one, "Good day")
    with pytest.raises(NeedsRole):
        await still.arrange(TakeOver, anna, one)


async def test_a_supervisor_goes_above_the_limit_only_where_that_is_allowed(still: Heart) -> None:
    anna, vera = await here(still, "anna"), await here(still, "vera", role=Role.SUPERVISOR, limit=0)
    waiting = (await still.receive(still.visitor())).conversation_id
    conversation, closed = await talk(still, anna), await talk(still, anna)
    await still.close(anna, closed)
    with pytest.raises(TakingAnywayOff):
        await still.arrange(Take, vera, waiting, anyway=True)
    await still.told(giving={"take_anyway": True})
    with pytest.raises(NeedsRole):
        await still.arrange(Take, anna, waiting, anyway=True)
    with pytest.raises(LimitReached):
        await still.arrange(Take, vera, waiting)
    for what, about in ((Take, waiting), (TakeOver, conversation), (Reopen, closed)):
        await still.arrange(what, vera, about, anyway=True)
        assert (await story(still, about))[-1] == "assigned:forced"
    assert (await still.load_of(vera), await still.load_of(anna)) == (3, 0)
    await still.writer.do(ChangeOperator(actor="t:", operator_id=vera, chat_limit=4))
    more = (await still.receive(still.visitor())).conversation_id
    await still.arrange(Take, vera, more, anyway=True)
    assert (await story(still, more))[-1] == "assigned:taken", "there was room"


async def test_routing_gives_back_what_a_gone_operator_holds_and_only_that(still: Heart) -> None:
    await still.operator("root", role=Role.ADMIN)
    anna = await here(still, "anna")
    conversation, parked, answered = await talk(still, anna), await talk(still, anna), await talk(still, anna)
    await still.arrange(Park, anna, parked)
    await still.reply(anna, answered)
    since = (await still.conversation(conversation)).queued_at
    for why in ("disabled", "vanished"):
        await still.writer.do(Release(conversation, anna, why))
        assert (await still.conversation(conversation)).operator_id == anna, "it is not so"
    await still.writer.do(Release(answered, anna, "silent"))
    assert (await still.conversation(answered)).operator_id == anna, "the customer was answered"
    await still.writer.do(Release(conversation, anna, "silent"))
    found = await still.conversation(conversation)
    assert (found.status, found.queued_at, found.arranged.last_operator_id) == ("queued", since, None)
    assert (await story(still, conversation))[-2:] == ["released:silent", "queued:released"]
    await still.writer.do(DisableOperator(actor="t:", operator_id=anna))
    for about in (answered, parked):
        await still.writer.do(Release(about, anna, "disabled"))
    assert (await still.conversation(answered)).status == "queued"
    assert (await still.conversation(parked)).status == "parked"
    assert await still.load_of(anna) == 0


async def test_whoever_gets_it_by_overflow_from_another_department_sees_it(still: Heart) -> None:
    sales = await sales_of(still)
    boris = await here(still, "boris", department=sales)
    waiting = (await still.receive(still.visitor())).conversation_id
    await still.writer.do(Assign(waiting, boris))
    found = await still.conversation(waiting)
    assert (found.department_id, found.operator_id) == (sales, boris)
    assert await story(still, waiting) == ["queued:opened", "transferred", "assigned:routed"]
    await still.reply(boris, waiting)


async def test_who_answers_first_in_an_episode_is_noted(still: Heart) -> None:
    anna = await here(still, "anna")
    who = still.visitor()
    conversation = (await still.receive(who)).conversation_id
    await still.take(anna, conversation)
    arranged = (await still.conversation(conversation)).arranged
    assert arranged.assigned_at is not None
    assert arranged.first_reply_at is None
    await still.reply(anna, conversation)
    first = (await still.conversation(conversation)).arranged.first_reply_at
    still.clock.ahead += 1000
    await still.reply(anna, conversation, "And more")
    assert (await still.conversation(conversation)).arranged.first_reply_at == first is not None
    await still.close(anna, conversation)
    await still.receive(who, "Once more")
    arranged = (await still.conversation(conversation)).arranged
    assert (arranged.first_reply_at, arranged.last_operator_id) == (None, anna)
