"""Parked and snoozed conversations: whose they stay, what they cost, and what wakes them."""

import pytest

from besedka.conversations import Park, Resume, Snooze, TakeOver, in_line
from besedka.conversations.refusals import BadTime, NotYours
from besedka.events.conversations import (
    ConversationParked,
    ConversationQueued,
    ConversationReleased,
    ConversationResumed,
    ConversationSnoozed,
)
from besedka.kernel.eventlog import Event
from besedka.staff import ChangeOperator, DisableOperator, LimitReached, Role, Status
from tests.rooms.heart import Heart

HOUR = 3600 * 1000
MINUTE = 60 * 1000


async def talk(still: Heart, operator: str) -> tuple[str, object]:
    """A conversation of this operator, and its visitor."""
    who = still.visitor()
    sent = await still.receive(who)
    await still.take(operator, sent.conversation_id)
    return sent.conversation_id, who


async def last(still: Heart, conversation: str, kind: type[Event]) -> Event:
    return [event for event in await still.events(conversation) if type(event) is kind][-1]


async def test_a_parked_conversation_keeps_its_owner_and_takes_no_slot(still: Heart) -> None:
    anna = await still.operator("anna", limit=1)
    await still.status(anna)
    conversation, _ = await talk(still, anna)
    answer = await still.arrange(Park, anna, conversation)
    assert answer == {"conversation_id": conversation, "status": "parked", "operator_id": anna}
    assert await still.load_of(anna) == 0
    found = await still.conversation(conversation)
    assert found.arranged.resting_since is not None
    parked = await last(still, conversation, ConversationParked)
    assert (parked.operator_id, parked.by) == (anna, "operator")  # type: ignore[attr-defined]
    version = found.version
    await still.arrange(Park, anna, conversation)
    assert (await still.conversation(conversation)).version == version


@pytest.mark.parametrize("status", [Status.ONLINE, Status.AWAY, Status.FINISHING, Status.AFTER_CALL, Status.INVISIBLE])
async def test_the_customers_word_takes_the_slot_back_whatever_the_status(still: Heart, status: Status) -> None:
    anna = await still.operator("anna")
    conversation, who = await talk(still, anna)
    await still.arrange(Park, anna, conversation)
    await still.status(anna, status)
    await still.receive(who, "I am back")
    found = await still.conversation(conversation)
    assert (found.status, found.operator_id, found.segment) == ("active", anna, 1)
    assert found.arranged.resting_since is None
    assert await still.load_of(anna) == 1
    assert (await last(still, conversation, ConversationResumed)).by == "visitor"  # type: ignore[attr-defined]


async def test_a_full_owner_gets_it_back_before_anything_else_with_the_clock_of_this_turn(still: Heart) -> None:
    anna = await still.operator("anna", limit=1)
    await still.status(anna)
    await still.told(giving={"return_to_last_ms": 20_000})
    conversation, who = await talk(still, anna)
    await still.reply(anna, conversation)
    await still.arrange(Park, anna, conversation)
    await talk(still, anna)
    still.clock.ahead += HOUR
    await still.receive(who, "I am back")
    found = await still.conversation(conversation)
    assert (found.status, found.operator_id) == ("queued", None)
    assert found.queued_at == found.waiting_since == found.last_at
    assert found.arranged.wanted_operator_id == anna
    assert found.arranged.wanted_until == found.queued_at + 20_000
    assert (await last(still, conversation, ConversationReleased)).why == "resumed"  # type: ignore[attr-defined]
    queued = await last(still, conversation, ConversationQueued)
    assert (queued.why, queued.wanted_operator_id) == ("resumed", anna)  # type: ignore[attr-defined]
    assert await still.load_of(anna) == 1


async def test_an_owner_who_is_gone_gets_nothing_back(still: Heart) -> None:
    anna, boris = await still.operator("anna"), await still.operator("boris")
    one, who = await talk(still, anna)
    await still.arrange(Park, anna, one)
    await still.status(anna, Status.AWAY)
    await still.status(anna, Status.OFFLINE)
    two, somebody = await talk(still, boris)
    await still.status(boris)
    await still.arrange(Park, boris, two)
    await still.operator("root", role=Role.ADMIN)
    await still.writer.do(DisableOperator(actor="t:", operator_id=boris))
    for conversation, customer in ((one, who), (two, somebody)):
        await still.receive(customer, "Hello?")
        found = await still.conversation(conversation)
        assert (found.status, found.operator_id, found.arranged.wanted_operator_id) == ("queued", None, None)


async def test_what_a_disabled_operator_let_rest_wakes_at_the_head_of_the_line(still: Heart) -> None:
    anna = await still.operator("anna")
    await still.operator("root", role=Role.ADMIN)
    parked, who = await talk(still, anna)
    snoozed, _ = await talk(still, anna)
    began = [(await still.conversation(one)).queued_at for one in (parked, snoozed)]
    await still.arrange(Park, anna, parked)
    await still.arrange(Snooze, anna, snoozed, until=still.clock.now() + HOUR)
    await still.writer.do(DisableOperator(actor="t:", operator_id=anna))
    await still.receive(still.visitor(), "I was here before you")
    still.clock.ahead += HOUR
    await still.receive(who, "Hello?")
    await still.look()
    waiting = sorted(await still.database.read(in_line), key=lambda one: one.queued_at)
    assert [one.id for one in waiting[:2]] == [parked, snoozed]
    assert [one.queued_at for one in waiting[:2]] == began
    assert (await last(still, parked, ConversationQueued)).waiting_since == began[0]  # type: ignore[attr-defined]


async def test_an_owner_who_sees_the_department_no_more_gets_nothing_back(still: Heart) -> None:
    anna = await still.operator("anna")
    await still.status(anna)
    conversation, who = await talk(still, anna)
    await still.arrange(Park, anna, conversation)
    await still.writer.do(ChangeOperator(actor="t:", operator_id=anna, departments=()))
    await still.receive(who, "Hello?")
    assert (await still.conversation(conversation)).operator_id is None


async def test_a_snoozed_conversation_wakes_at_its_time(still: Heart) -> None:
    anna = await still.operator("anna", limit=1)
    await still.status(anna)
    conversation, _ = await talk(still, anna)
    until = still.clock.now() + HOUR
    await still.arrange(Snooze, anna, conversation, until=until, reason="asks the engineer")
    found = await still.conversation(conversation)
    assert (found.status, found.arranged.snoozed_until, found.arranged.snooze_reason) == (
        "snoozed", until, "asks the engineer",
    )  # fmt: skip
    assert (await last(still, conversation, ConversationSnoozed)).until == until  # type: ignore[attr-defined]
    assert await still.load_of(anna) == 0
    await still.look()
    assert (await still.conversation(conversation)).status == "snoozed"
    still.clock.ahead += HOUR
    await still.look()
    found = await still.conversation(conversation)
    assert (found.status, found.operator_id, found.arranged.snooze_reason) == ("active", anna, "asks the engineer")
    assert (await last(still, conversation, ConversationResumed)).by == "timer"  # type: ignore[attr-defined]
    await still.arrange(Park, anna, conversation)
    assert (await still.conversation(conversation)).arranged.snooze_reason is None


async def test_a_snoozed_conversation_of_a_full_owner_waits_for_that_owner(still: Heart) -> None:
    anna = await still.operator("anna", limit=1)
    await still.status(anna)
    conversation, _ = await talk(still, anna)
    await still.arrange(Snooze, anna, conversation, until=still.clock.now() + HOUR)
    await talk(still, anna)
    still.clock.ahead += HOUR
    await still.look()
    found = await still.conversation(conversation)
    assert (found.status, found.arranged.wanted_operator_id) == ("queued", anna)
    assert found.arranged.snoozed_until is None


async def test_a_snooze_needs_a_time_that_is_still_to_come(still: Heart) -> None:
    anna = await still.operator("anna")
    conversation, _ = await talk(still, anna)
    for until in (0, still.clock.now(), still.clock.now() + 400 * 24 * HOUR):
        with pytest.raises(BadTime):
            await still.arrange(Snooze, anna, conversation, until=until)


async def test_resuming_by_hand_needs_a_slot(still: Heart) -> None:
    anna = await still.operator("anna", limit=1)
    one, _ = await talk(still, anna)
    await still.arrange(Park, anna, one)
    two, _ = await talk(still, anna)
    with pytest.raises(LimitReached, match=r"fewer than 1 .* anna has 1. Close or park one first"):
        await still.arrange(Resume, anna, one)
    with pytest.raises(LimitReached):
        await still.reply(anna, one)
    await still.close(anna, two)
    await still.arrange(Resume, anna, one)
    assert (await still.conversation(one)).status == "active"
    assert await still.load_of(anna) == 1


async def test_a_reply_to_a_parked_one_resumes_it(still: Heart) -> None:
    anna = await still.operator("anna")
    conversation, _ = await talk(still, anna)
    await still.arrange(Park, anna, conversation)
    await still.reply(anna, conversation)
    assert (await still.conversation(conversation)).status == "active"
    assert await still.load_of(anna) == 1


async def test_only_the_owner_and_supervisors_let_a_conversation_rest(still: Heart) -> None:
    anna, boris = await still.operator("anna"), await still.operator("boris")
    vera = await still.operator("vera", role=Role.SUPERVISOR)
    conversation, _ = await talk(still, anna)
    with pytest.raises(NotYours):
        await still.arrange(Park, boris, conversation)
    await still.arrange(Park, vera, conversation)
    assert (await still.conversation(conversation)).operator_id == anna
    waiting = (await still.receive(still.visitor())).conversation_id
    with pytest.raises(NotYours):
        await still.arrange(Park, vera, waiting)


async def test_closing_a_parked_one_frees_nothing_and_taking_it_over_moves_no_slot(still: Heart) -> None:
    anna, vera = await still.operator("anna"), await still.operator("vera", role=Role.SUPERVISOR)
    one, _ = await talk(still, anna)
    two, _ = await talk(still, anna)
    await still.arrange(Park, anna, one)
    await still.close(anna, one)
    assert await still.load_of(anna) == 1
    await still.arrange(Park, anna, two)
    await still.arrange(TakeOver, vera, two)
    assert (await still.load_of(anna), await still.load_of(vera)) == (0, 1)


async def test_an_inbox_may_park_what_the_customer_does_not_answer(still: Heart) -> None:
    await still.rules(idle_release_ms=15 * MINUTE)
    anna = await still.operator("anna")
    await still.status(anna)
    answered, who = await talk(still, anna)
    unanswered, _ = await talk(still, anna)
    await still.reply(anna, answered)
    still.clock.ahead += 15 * MINUTE + 1000
    await still.look()
    assert (await still.conversation(answered)).status == "parked"
    assert (await still.conversation(unanswered)).status == "active"
    assert (await last(still, answered, ConversationParked)).by == "idle"  # type: ignore[attr-defined]
    await still.arrange(Resume, anna, answered)
    await still.look()
    assert (await still.conversation(answered)).status == "active", "resumed by hand: its time begins anew"
    still.clock.ahead += 15 * MINUTE + 1000
    await still.look()
    await still.receive(who, "Here I am")
    await still.look()
    assert (await still.conversation(answered)).status == "active"


async def test_a_customer_who_writes_in_the_same_batch_finds_it_parked_or_not(still: Heart) -> None:
    """Whatever comes first: nothing is asked for that the batch has not loaded."""
    import asyncio

    anna = await still.operator("anna", limit=1)
    await still.status(anna)
    conversation, who = await talk(still, anna)
    waiting = (await still.receive(still.visitor())).conversation_id
    await asyncio.gather(
        still.arrange(Park, anna, conversation), still.take(anna, waiting), still.receive(who, "I am back")
    )
    found = await still.conversation(conversation)
    assert (found.status, found.arranged.wanted_operator_id) == ("queued", anna)
    assert await still.load_of(anna) == 1
