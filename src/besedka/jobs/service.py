"""Doing jobs: conversation by conversation, each with its mark in one transaction, so that a killed process loses and
repeats nothing. Any process may go on with a job that was left alone.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence

import msgspec
import structlog

from besedka import conversations
from besedka.conversations import Conversation, PutBack, Sent, Standing, conversation_by_id
from besedka.inboxes import RulesOf
from besedka.jobs.model import (
    ITEMS_MAX,
    Action,
    Answer,
    Close,
    Item,
    ItemState,
    Job,
    JobState,
    NoSuchJob,
    NothingToDo,
    Park,
    SetTopic,
    Tag,
    TooMuchAtOnce,
    Transfer,
)
from besedka.jobs.store import ITEMS, JOBS, item_at, items_in, job_by_id, left_alone
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.errors import Refusal, TooMany, Unavailable
from besedka.kernel.ids import digest
from besedka.kernel.records import Command, Need, Tx
from besedka.kernel.writer import Writer

log = structlog.get_logger()
_AT_ONCE = 64
_LEFT_ALONE_MS = 15_000


class StartJob(msgspec.Struct, frozen=True, kw_only=True):
    """Put the work down; answers the job. `client_id` makes it one job however often it is asked for."""

    operator_id: str
    client_id: str
    action: Action
    conversation_ids: Sequence[str]

    def needs(self) -> Iterable[Need]:
        yield job_by_id, self._id

    @property
    def _id(self) -> str:
        return digest("job", self.operator_id, self.client_id)

    def run(self, tx: Tx) -> Job:
        """Raises NothingToDo, TooMuchAtOnce."""
        if (known := tx.find(job_by_id, self._id)) is not None:
            return known
        ids = dict.fromkeys(self.conversation_ids)
        if not ids:
            raise NothingToDo("Expected at least one conversation. Choose some, or another filter.")
        if len(ids) > ITEMS_MAX:
            raise TooMuchAtOnce(f"Expected at most {ITEMS_MAX} conversations, got {len(ids)}. Choose fewer.")
        action = msgspec.json.encode(self.action).decode()
        job = Job(self._id, self.operator_id, action, JobState.RUNNING, len(ids), 0, 0, tx.now, tx.now)
        for conversation_id in ids:
            tx.add(ITEMS, Item(job.id, conversation_id, ItemState.WAITING, "{}", None))
        return tx.add(JOBS, job)


class UndoJob(msgspec.Struct, frozen=True):
    """Ask for everything to be put back."""

    operator_id: str
    job_id: str

    def needs(self) -> Iterable[Need]:
        yield job_by_id, self.job_id

    def run(self, tx: Tx) -> Job:
        """Raises NoSuchJob, CannotUndo."""
        found = tx.get(job_by_id, self.job_id)
        if found.operator_id != self.operator_id:
            raise NoSuchJob
        if found.state in (JobState.UNDOING, JobState.UNDONE):
            return found
        found.require_undo(tx.now)
        mine = tx.edit(JOBS, found)
        mine.state, mine.changed_at = JobState.UNDOING, tx.now
        return mine


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One conversation's part, done and marked together. Does nothing when it was done already."""

    job_id: str
    conversation_id: str
    was: ItemState
    then: ItemState
    command: Command | None = None
    code: str | None = None

    def needs(self) -> Iterable[Need]:
        yield item_at, (self.job_id, self.conversation_id)
        yield job_by_id, self.job_id
        yield conversation_by_id, self.conversation_id
        if self.command is not None:
            yield from self.command.needs()

    def run(self, tx: Tx) -> None:
        """Raises what the command raises."""
        found = tx.find(item_at, (self.job_id, self.conversation_id))
        if found is None or found.state != self.was:
            return
        mine, job = tx.edit(ITEMS, found), tx.edit(JOBS, tx.get(job_by_id, self.job_id))
        if self.then == ItemState.DONE:
            mine.before = _standing(tx.get(conversation_by_id, self.conversation_id))
        if self.command is not None:
            answer = self.command.run(tx)
            if isinstance(answer, Sent):
                mine.before = _standing(tx.get(conversation_by_id, self.conversation_id), answer.message_id)
        mine.state, mine.code = self.then, self.code
        job.done += {ItemState.DONE: 1, ItemState.UNDONE: -1, ItemState.STUCK: -1}.get(self.then, 0)
        job.failed += self.then in (ItemState.FAILED, ItemState.STUCK)
        job.changed_at = tx.now


class Finish(msgspec.Struct, frozen=True):
    """Nothing is left of it."""

    job_id: str
    state: JobState

    def needs(self) -> Iterable[Need]:
        yield job_by_id, self.job_id

    def run(self, tx: Tx) -> None:
        mine = tx.edit(JOBS, tx.get(job_by_id, self.job_id))
        mine.state, mine.changed_at = self.state, tx.now


class Jobs:
    """Does them."""

    def __init__(self, database: Database, writer: Writer, rules_of: RulesOf, clock: Clock) -> None:
        self._database, self._writer, self._rules_of, self._clock = database, writer, rules_of, clock
        self._under_way: dict[str, asyncio.Task[None]] = {}

    def begin(self, job: Job) -> None:
        """Go on with a job, in the background."""
        if job.id not in self._under_way and job.state in (JobState.RUNNING, JobState.UNDOING):
            task = asyncio.get_running_loop().create_task(self._do(job))
            self._under_way[job.id] = task
            task.add_done_callback(lambda _: self._under_way.pop(job.id, None))

    async def go_on(self) -> None:
        """Every few seconds: what a process left alone when it ended."""
        for job in await self._database.read(left_alone, self._clock.now() - _LEFT_ALONE_MS):
            self.begin(job)

    async def stop(self) -> None:
        """Leave the rest to whoever comes next."""
        for task in self._under_way.values():
            task.cancel()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def _do(self, job: Job) -> None:
        try:
            if job.state == JobState.RUNNING:
                await self._all(job, ItemState.WAITING, ItemState.DONE, ItemState.FAILED, self._command)
                await self._writer.do(Finish(job.id, JobState.DONE))
            else:
                await self._all(job, ItemState.DONE, ItemState.UNDONE, ItemState.STUCK, self._undo)
                await self._writer.do(Finish(job.id, JobState.UNDONE))
        except Refusal as refusal:
            log.warning("a job waits", job=job.id, reason=refusal.detail)
        except Exception:
            log.exception("a job failed; it will be tried again", job=job.id)

    async def _all(
        self, job: Job, was: ItemState, then: ItemState, otherwise: ItemState, command: Callable[[Job, Item], Command]
    ) -> None:
        while items := await self._database.read(items_in, job.id, was, _AT_ONCE):
            await asyncio.gather(*(self._one(job, item, was, then, otherwise, command(job, item)) for item in items))

    async def _one(
        self, job: Job, item: Item, was: ItemState, then: ItemState, otherwise: ItemState, command: Command
    ) -> None:
        step = Step(job_id=job.id, conversation_id=item.conversation_id, was=was, then=then, command=command)
        try:
            await self._writer.do(step)
        except (TooMany, Unavailable):
            raise
        except Refusal as refusal:
            failed = msgspec.structs.replace(step, then=otherwise, command=None, code=refusal.code)
            await self._writer.do(failed)

    def _command(self, job: Job, item: Item) -> Command:
        who = (job.operator_id, item.conversation_id, _client_id(job, item, "do"))
        match job.what:
            case Transfer(operator_id=str(receiver)):
                return conversations.TransferToOperator(*who, rules_of=self._rules_of, receiver_id=receiver)
            case Transfer(department_id=department, lane_id=lane):
                return conversations.TransferToDepartment(
                    *who, rules_of=self._rules_of, department_id=department or "", lane_id=lane
                )
            case Tag(add=tags):
                return conversations.AddTags(*who, tags=tags)
            case SetTopic(topic_id=topic):
                return conversations.SetTopic(*who, topic_id=topic)
            case Park():
                return conversations.Park(*who)
            case Answer(text=text):
                return conversations.Answer(*who, text, self._rules_of)
            case Close(topic_id=topic):
                return conversations.CloseByOperator(*who, rules_of=self._rules_of, topic_id=topic)

    def _undo(self, job: Job, item: Item) -> Command:
        who = (job.operator_id, item.conversation_id, _client_id(job, item, "undo"))
        before = msgspec.json.decode(item.before, type=Standing)
        match job.what:
            case Tag():
                return conversations.SetTags(*who, tags=before.tags)
            case SetTopic():
                return conversations.SetTopic(*who, topic_id=before.topic_id)
            case Answer():
                return conversations.Edit(
                    "operator", job.operator_id, before.message_id or "", who[2], None, self._rules_of
                )
            case _:
                return PutBack(*who, before=before)


def _client_id(job: Job, item: Item, what: str) -> str:
    """The same for the same step however often it is tried; ordered by time, as clients' own are."""
    stamp, rest = f"{job.created_at:012x}", digest(job.id, item.conversation_id, what)
    return f"{stamp[:8]}-{stamp[8:]}-7{rest[:3]}-8{rest[3:6]}-{rest[6:18]}"


def _standing(conversation: Conversation, message_id: str | None = None) -> str:
    now = Standing.of(conversation)
    return msgspec.json.encode(msgspec.structs.replace(now, message_id=message_id)).decode()
