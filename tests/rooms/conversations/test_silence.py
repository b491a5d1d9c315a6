"""Conversations in which nobody writes: asked first, where the inbox does that, and then closed."""

from typing import Any

import msgspec

from besedka.conversations import StillHere, entries
from besedka.kernel.ids import new_id
from tests.rooms.heart import Heart

HOUR = 3600 * 1000


async def begun(still: Heart) -> tuple[str, Any]:
    who = still.visitor()
    return (await still.receive(who)).conversation_id, who


async def is_here(still: Heart, who: Any) -> Any:
    return await still.writer.do(StillHere(who.id, new_id()))


async def test_without_a_warning_a_silent_conversation_is_closed_at_its_time(still: Heart) -> None:
    await still.rules(close_after_silence_ms=10 * HOUR)
    conversation, _ = await begun(still)
    still.clock.ahead += 10 * HOUR - 1000
    await still.look()
    assert (await still.conversation(conversation)).is_open
    still.clock.ahead += 2000
    await still.look()
    assert await still.texts(conversation) == ["Hello", "[closed]"]


async def test_a_customer_is_asked_before_a_silent_conversation_is_closed(still: Heart) -> None:
    await still.rules(close_after_silence_ms=10 * HOUR, silence_warning_ms=HOUR)
    conversation, _ = await begun(still)
    began = (await still.conversation(conversation)).last_at
    still.clock.ahead += 9 * HOUR + 1000
    await still.look()
    await still.look()
    assert await still.texts(conversation) == ["Hello", "[silence_warning]"]
    found = await still.database.read(entries, conversation, before=None, limit=9, with_notes=True)
    assert msgspec.json.decode(found[-1].params)["closes_at"] >= began + 10 * HOUR
    still.clock.ahead += HOUR - 2000
    await still.look()
    assert (await still.conversation(conversation)).is_open
    still.clock.ahead += 3000
    await still.look()
    assert (await still.texts(conversation))[-1] == "[closed]"


async def test_who_is_still_here_begins_a_new_time(still: Heart) -> None:
    await still.rules(close_after_silence_ms=10 * HOUR, silence_warning_ms=HOUR)
    conversation, who = await begun(still)
    assert await is_here(still, who) == {"conversation_id": conversation}
    still.clock.ahead += 9 * HOUR + 1000
    await still.look()
    await is_here(still, who)
    still.clock.ahead += 9 * HOUR - 1000
    await still.look()
    assert await still.texts(conversation) == ["Hello", "[silence_warning]", "[still_here]"]
    still.clock.ahead += 2000
    await still.look()
    assert (await still.texts(conversation))[-1] == "[silence_warning]"
    await still.receive(who, "One more word")
    still.clock.ahead += HOUR + 1000
    await still.look()
    assert (await still.conversation(conversation)).is_open, "words are an answer too"


async def test_a_server_that_slept_still_warns_in_time(still: Heart) -> None:
    await still.rules(close_after_silence_ms=10 * HOUR, silence_warning_ms=HOUR)
    conversation, _ = await begun(still)
    still.clock.ahead += 50 * HOUR
    await still.look()
    await still.look()
    assert await still.texts(conversation) == ["Hello", "[silence_warning]"]
    still.clock.ahead += HOUR + 1000
    await still.look()
    assert not (await still.conversation(conversation)).is_open


async def test_who_has_no_conversation_is_not_taken_for_somebody_else(still: Heart) -> None:
    assert await is_here(still, still.visitor()) == {"conversation_id": None}
