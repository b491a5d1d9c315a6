"""What operators are at: seen by colleagues, told to routing in every process, summed up in the log."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from besedka.api.stream.attention import Attention
from besedka.api.stream.whispers import Whispers
from besedka.kernel.db import Database
from besedka.kernel.eventlog import after
from besedka.realtime.hub import Hub
from tests.rooms.heart import Heart, beating

MINUTE = 60_000


@pytest.fixture
async def heart(database: Database) -> AsyncIterator[Heart]:
    async with beating(database, following=False) as it:
        yield it


async def spent(heart: Heart) -> list[tuple[str, int]]:
    """(operator, seconds) of what the log says."""
    events: list[Any] = [event for _, event in await heart.database.read(after, 0, types=["AttentionSpent"])]
    return [(event.operator_id, round((event.at - event.began_at) / 1000)) for event in events]


async def test_a_span_lasts_as_long_as_it_is_told_and_is_written_once_it_is_over(heart: Heart) -> None:
    where = (await heart.receive(heart.visitor())).conversation_id
    attention = Attention(heart.writer, heart.clock)
    for _ in range(4):
        attention.told("anna", where, "writing")
        await attention.write()
        heart.clock.ahead += 20_000
    assert await spent(heart) == []
    heart.clock.ahead += MINUTE
    await attention.write()
    assert await spent(heart) == [("anna", 60)]
    heart.clock.ahead += MINUTE
    await attention.write()
    assert await spent(heart) == [("anna", 60)]


async def test_looking_elsewhere_ends_it_and_a_short_look_back_goes_on_with_it(heart: Heart) -> None:
    first = (await heart.receive(heart.visitor())).conversation_id
    second = (await heart.receive(heart.visitor())).conversation_id
    attention = Attention(heart.writer, heart.clock)
    for where, seconds in ((first, 10), (second, 30), (first, 20), (None, 0)):
        before = attention.told("anna", where, "reading")
        heart.clock.ahead += seconds * 1000
    assert before == first, "colleagues are told what was left"
    await attention.write(everything=True)
    assert sorted(await spent(heart)) == [("anna", 30), ("anna", 60)]


async def test_a_pause_of_a_minute_begins_another_span(heart: Heart) -> None:
    where = (await heart.receive(heart.visitor())).conversation_id
    attention = Attention(heart.writer, heart.clock)
    for pause in (20_000, 2 * MINUTE, 10_000, 0):
        attention.told("anna", where, "reading")
        heart.clock.ahead += pause
    await attention.write(everything=True)
    assert await spent(heart) == [("anna", 20), ("anna", 10)]


class Wire:
    """A doorbell between two processes of a test."""

    def __init__(self) -> None:
        self.on_ring = self.on_whisper = lambda _: None
        self.other: Wire | None = None

    def whisper(self, text: str) -> None:
        assert self.other is not None
        self.other.on_whisper(text)

    async def run(self) -> None: ...


class Ear:
    """Somebody at a console of the department."""

    own = None
    topics = ("d:1",)

    def __init__(self) -> None:
        self.heard: list[bytes] = []

    def whisper(self, message: bytes) -> None:
        self.heard.append(message)


def test_attention_and_viewing_reach_every_process() -> None:
    wires = (Wire(), Wire())
    wires[0].other, wires[1].other = wires[1], wires[0]
    hubs = (Hub(), Hub())
    ears = (Ear(), Ear())
    whispers = [Whispers(hub, wire) for hub, wire in zip(hubs, wires, strict=True)]
    told: list[Any] = []
    for number in (0, 1):
        hubs[number].join(ears[number])  # type: ignore[arg-type]
        whispers[number].on_attention = lambda *what, number=number: told.append((number, *what))
    whispers[0].attention("anna", "c1", "writing", 5)
    whispers[0].viewing(["d:1"], "c1", {"kind": "operator", "id": "anna", "name": "Anna"}, on=True)
    assert told == [(0, "anna", "c1", "writing", 5), (1, "anna", "c1", "writing", 5)]
    for ear in ears:
        assert [b'"type":"viewing"' in message for message in ear.heard] == [True]
