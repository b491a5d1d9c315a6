"""One action on many conversations: each once, refusals beside the rest, and everything put back again."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from besedka.events.conversations import ConversationAssigned, ConversationTransferred, TagsChanged
from besedka.jobs import (
    Action,
    Answer,
    Close,
    Job,
    Jobs,
    JobState,
    NoSuchJob,
    Park,
    StartJob,
    Tag,
    Transfer,
    UndoJob,
    job,
    problems,
)
from besedka.jobs.model import CannotUndo, NothingToDo
from besedka.kernel.db import Database
from besedka.kernel.ids import new_id
from besedka.staff import AddDepartment, Role
from tests.rooms.heart import Heart, beating

MANY = 200


class Office:
    """A supervisor, and people who wait."""

    def __init__(self, heart: Heart) -> None:
        self.heart = heart
        self.jobs = Jobs(heart.database, heart.writer, heart.directory.rules, heart.clock)
        self.boss = ""

    async def waiting(self, count: int) -> list[str]:
        sent = await asyncio.gather(*(self.heart.receive(self.heart.visitor()) for _ in range(count)))
        return [one.conversation_id for one in sent]

    async def do(self, action: Action, ids: list[str], client_id: str = "") -> Job:
        begun = await self.heart.writer.do(
            StartJob(operator_id=self.boss, client_id=client_id or new_id(), action=action, conversation_ids=ids)
        )
        return await self.ended(begun)

    async def undo(self, done: Job) -> Job:
        return await self.ended(await self.heart.writer.do(UndoJob(self.boss, done.id)))

    async def ended(self, begun: Job) -> Job:
        self.jobs.begin(begun)
        while True:
            found = await self.heart.database.read(job, begun.id)
            assert found is not None
            if found.state in (JobState.DONE, JobState.UNDONE):
                return found
            await asyncio.sleep(0.02)

    async def standing(self, ids: list[str]) -> list[Any]:
        found = [await self.heart.conversation(i) for i in ids]
        return [(c.status, c.operator_id, c.department_id, c.queued_at, c.arranged.tags) for c in found]


@pytest_asyncio.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with beating(database, following=False) as heart:
        made = Office(heart)
        made.boss = await heart.operator("boss", role=Role.SUPERVISOR)
        yield made
        await made.jobs.stop()


async def test_two_hundred_are_moved_in_one_action_and_put_back_by_another(office: Office) -> None:
    ids = await office.waiting(MANY)
    before = await office.standing(ids)
    sales = await office.heart.writer.do(AddDepartment(actor="t:", key="sales", names={"en": "Sales"}))
    moved = await office.do(Transfer(department_id=sales), ids)
    assert (moved.done, moved.failed) == (MANY, 0)
    assert {row[2] for row in await office.standing(ids)} == {sales}
    for conversation_id in ids[:5]:
        moves = [e for e in await office.heart.events(conversation_id) if isinstance(e, ConversationTransferred)]
        assert len(moves) == 1
    undone = await office.undo(moved)
    assert (undone.state, undone.done, undone.failed) == (JobState.UNDONE, 0, 0)
    assert await office.standing(ids) == before


async def test_the_limit_holds_and_what_was_refused_is_counted_by_its_reason(office: Office) -> None:
    anna = await office.heart.operator("anna", limit=2)
    await office.heart.status(anna)
    ids = await office.waiting(5)
    given = await office.do(Transfer(operator_id=anna), ids)
    assert (given.done, given.failed) == (2, 3)
    assert [(p.code, p.count) for p in await office.heart.database.read(problems, given.id)] == [("limit_reached", 3)]
    assert await office.heart.load_of(anna) == 2
    await office.undo(given)
    assert await office.heart.load_of(anna) == 0
    assert {row[0] for row in await office.standing(ids)} == {"queued"}


async def test_tags_are_added_to_those_there_were_and_taken_away_again(office: Office) -> None:
    ids = await office.waiting(3)
    await office.do(Tag(add=("outage",)), ids[:1])
    both = await office.do(Tag(add=("butovo",)), ids)
    assert [row[4] for row in await office.standing(ids)] == [("butovo", "outage"), ("butovo",), ("butovo",)]
    await office.undo(both)
    assert [row[4] for row in await office.standing(ids)] == [("outage",), (), ()]


async def test_one_answer_reaches_all_who_wait_and_they_wait_on(office: Office) -> None:
    ids = await office.waiting(3)
    answered = await office.do(Answer(text="We are on it"), ids)
    assert answered.done == 3
    for conversation_id in ids:
        assert (await office.heart.texts(conversation_id))[-1] == "We are on it"
        assert (await office.heart.conversation(conversation_id)).status == "queued"
    await office.undo(answered)
    assert "We are on it" not in await office.heart.texts(ids[0])


async def test_what_was_closed_and_parked_is_with_its_operator_again(office: Office) -> None:
    anna = await office.heart.operator("anna")
    ids = await office.waiting(2)
    for conversation_id in ids:
        await office.heart.take(anna, conversation_id)
    parked = await office.do(Park(), ids)
    assert await office.heart.load_of(anna) == 0
    await office.undo(parked)
    assert await office.heart.load_of(anna) == 2
    closed = await office.do(Close(), ids)
    assert {row[0] for row in await office.standing(ids)} == {"closed"}
    await office.heart.status(anna)
    await office.undo(closed)
    assert {row[:2] for row in await office.standing(ids)} == {("active", anna)}
    again = [e for e in await office.heart.events(ids[0]) if isinstance(e, ConversationAssigned)]
    assert [e.operator_id for e in again] == [anna, anna]


async def test_a_job_asked_for_twice_is_one_job(office: Office) -> None:
    ids, client_id = await office.waiting(2), new_id()
    first = await office.do(Tag(add=("once",)), ids, client_id)
    second = await office.do(Tag(add=("once",)), ids, client_id)
    assert first.id == second.id
    assert [type(e) for e in await office.heart.events(ids[0])].count(TagsChanged) == 1


async def test_a_job_that_was_left_alone_is_gone_on_with_and_nothing_is_done_twice(office: Office) -> None:
    ids = await office.waiting(100)
    action = Tag(add=("half",))
    begun = await office.heart.writer.do(
        StartJob(operator_id=office.boss, client_id=new_id(), action=action, conversation_ids=ids)
    )
    office.jobs.begin(begun)
    await asyncio.sleep(0.01)
    await office.jobs.stop()
    office.heart.clock.ahead += 60_000
    others = Jobs(office.heart.database, office.heart.writer, office.heart.directory.rules, office.heart.clock)
    await others.go_on()
    office.jobs = others
    assert (await office.ended(begun)).done == 100
    for conversation_id in ids[::20]:
        assert [type(e) for e in await office.heart.events(conversation_id)].count(TagsChanged) == 1


async def test_only_who_asked_for_it_may_undo_it_and_only_once_it_is_done(office: Office) -> None:
    ids = await office.waiting(1)
    done = await office.do(Tag(add=("x",)), ids)
    anna = await office.heart.operator("anna")
    with pytest.raises(NoSuchJob):
        await office.heart.writer.do(UndoJob(anna, done.id))
    office.heart.clock.ahead += 25 * 3600 * 1000
    with pytest.raises(CannotUndo):
        await office.heart.writer.do(UndoJob(office.boss, done.id))


async def test_nothing_chosen_is_refused(office: Office) -> None:
    with pytest.raises(NothingToDo):
        await office.do(Tag(add=("x",)), [])
