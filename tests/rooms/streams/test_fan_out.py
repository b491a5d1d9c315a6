"""Nobody hears of a conversation that is not theirs to see, however many talk at once."""

import asyncio
import random
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from besedka.api.stream.audience import Person
from besedka.kernel import eventlog
from besedka.kernel.db import Database
from besedka.kernel.ids import new_id, new_secret
from besedka.staff import AddOperator, Role, operators_by_ids
from tests.rooms.streams.cast import House
from tests.rooms.streams.stage import KeepingConnection, Stage, playing

VISITORS = 36
EVENTS = 10_000
SAID = re.compile(rb"secret-(\d+)-")
ID = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass
class Screen:
    """Whose it is, the numbers of the visitors whose conversations are seen there, and what came."""

    person: Person
    seen: set[int]
    connection: KeepingConnection


@pytest.fixture
async def stage(database: Database) -> AsyncIterator[Stage]:
    async with playing(database) as it:
        yield it


class Square:
    """Fifty people: visitors of two inboxes; operators of the first, the second, both, no department; those above."""

    def __init__(self, stage: Stage, house: House) -> None:
        self.stage, self.house = stage, house
        self.chance = random.Random(1)
        self.visitors: list[Screen] = []
        self.staff: list[Screen] = []
        self.conversations: dict[str, int] = {}

    async def open(self) -> None:
        """Everybody is at a screen."""
        first, second = self.house.departments
        for n in range(VISITORS):
            key, token = self.house.inboxes[n % 2].key, new_secret()
            _, connection = self.stage.open(self.stage.visitor_door, {"inbox": key, "token": token})
            self.visitors.append(Screen(self.stage.visitors.person(key, token, None, ""), {n}, connection))
        for departments in ((first,), (second,), (first, second), ()) * 3:
            await self._hire(Role.OPERATOR, departments)
        await self._hire(Role.SUPERVISOR, ())
        await self._hire(Role.ADMIN, (second,))
        await self.stage.settled()

    async def _hire(self, role: Role, departments: tuple[str, ...]) -> None:
        added = AddOperator(
            actor="t:", email=f"{new_id()}@x.example", name="Somebody", password_hash="-", role=role,
            departments=departments, chat_limit=100,
        )  # fmt: skip
        operator_id = await self.stage.heart.writer.do(added)
        (row,) = await self.stage.database.read(operators_by_ids, [operator_id])
        seen = {n for n in range(VISITORS) if row.may_see(self.house.departments[n % 2])}
        _, connection = self.stage.open(self.stage.operator_door, {"ticket": operator_id})
        self.staff.append(Screen(self.stage.operator(row), seen, connection))

    async def talk(self) -> None:
        """Some words from every visitor; answers, a note, a mark and somebody typing in every conversation."""
        for n, result in enumerate(
            await self._all(self._visitor_says(n, k) for n in range(VISITORS) for k in range(3))
        ):
            self.conversations[result.conversation_id] = n // 3
        await self._all(
            given for conversation_id, n in self.conversations.items() for given in self._work(conversation_id, n)
        )

    def _visitor_says(self, n: int, k: int) -> Any:
        person = self.visitors[n].person
        if k == 0:
            self.stage.give(person, {"type": "typing", "on": True})
        return self.stage.give(person, written("send", text=f"secret-{n}-{self.chance.random()}"))

    def _work(self, conversation_id: str, n: int) -> list[Any]:
        person = self.chance.choice([screen.person for screen in self.staff if n in screen.seen])
        where = {"conversation_id": conversation_id}
        return [
            self.stage.give(person, command)
            for command in (
                written("take", **where),
                written("reply", text=f"secret-{n}-answer", **where),
                written("note", text=f"secret-{n}-note", **where),
                {"type": "read", "seq": 2**31 - 1, **where},
                {"type": "typing", "on": True, **where},
            )
        ]

    async def _all(self, given: Any) -> list[Any]:
        """What all are answered; some are refused, because somebody else answers there."""
        return [outcome.result for outcome in await asyncio.gather(*given)]

    def require_discretion(self) -> None:
        """What came to every screen was for it."""
        for screen in (*self.visitors, *self.staff):
            arrived = b"\n".join(screen.connection.taken())
            assert screen.connection.is_open
            assert {int(n) for n in SAID.findall(arrived)} <= screen.seen
            named = {self.conversations.get(found.decode(), -1) for found in ID.findall(arrived)} - {-1}
            assert named <= screen.seen
            if screen.person.me.kind == "visitor":
                assert b"-note" not in arrived
                assert arrived.count(f"secret-{min(screen.seen)}-0.".encode()) >= 3, "one's own words arrive"


def written(type_: str, **fields: Any) -> dict[str, Any]:
    return {"type": type_, "client_id": new_id(), **fields}


@pytest.mark.timeout(300)
async def test_fifty_people_and_ten_thousand_events(stage: Stage) -> None:
    house = House(stage)
    await house.furnish()
    square = Square(stage, house)
    await square.open()
    assert len(square.visitors) + len(square.staff) == 50
    while (await stage.database.read(eventlog.head))[1] < EVENTS:
        await square.talk()
        await stage.settled()
        square.require_discretion()
