"""One writer for each process: takes the commands that wait, and commits them together with one fsync.

Load what the batch needs with one SELECT per table, run the verbs one after another in memory, write each table with
one statement, the event log's head last, commit, and only then answer. A verb that fails leaves no trace and is
answered alone. A caller that goes away cancels nothing. Why this shape: `docs/decisions/0002-one-writer.md`.
"""

import asyncio
import os
from collections import deque
from collections.abc import Callable, Collection
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
import structlog

from besedka.kernel import eventlog, failpoints
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database, PostgresSession, SqliteSession
from besedka.kernel.errors import Refusal, Unavailable
from besedka.kernel.eventlog import Committed, Tail
from besedka.kernel.ids import new_id
from besedka.kernel.kept import Kept
from besedka.kernel.records import Batch, Command, Need, Tx

T = TypeVar("T")
Done = Callable[[Any], None]
"""Called with the verb's answer, or with the exception instead."""

log = structlog.get_logger()
_WAITING_MAX = 50_000
_ALONE_TRIES = 2


class Overloaded(Unavailable):
    """Too many commands are waiting. Nothing was done; try again."""


class Job:
    """A command that waits, what it needs and whom to answer."""

    __slots__ = ("command", "done", "needs")

    def __init__(self, command: Command, done: Done) -> None:
        self.command, self.done = command, done
        self.needs: list[Need] = list(command.needs())


class Work(Generic[T]):
    """Rare or odd work: a function over the connection, alone in its transaction, in the same queue."""

    __slots__ = ("done", "function")

    def __init__(self, function: Callable[[Bulk], T], done: Done) -> None:
        self.function, self.done = function, done


class Writer:
    """What doors and followers see: `submit`, `do`, `transaction`."""

    def __init__(self, database: Database, tail: Tail, clock: Clock, *, batch_size: int = 512) -> None:
        self._database, self._tail, self._clock, self._batch_size = database, tail, clock, batch_size
        self._waiting: deque[Job | Work[Any]] = deque()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._kept = None if database.notifies else Kept()
        self.process = new_id()

    def submit(self, command: Command, done: Done) -> None:
        """Queue a command; `done` is called on the loop after the fsynced commit. Raises Overloaded."""
        if len(self._waiting) >= _WAITING_MAX:
            raise Overloaded
        self._put(Job(command, done))

    async def do(self, command: Command) -> Any:
        """The command's answer, after the fsynced commit; raises its Refusal."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.submit(command, lambda answer: _settle(future, answer))
        return await asyncio.shield(future)

    async def transaction(self, work: Callable[[Bulk], T]) -> T:
        """Run `work` alone in a transaction of its own, in the same queue."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._put(Work(work, lambda answer: _settle(future, answer)))
        return await asyncio.shield(future)

    def _put(self, item: Job | Work[Any]) -> None:
        self._waiting.append(item)
        self._idle.clear()
        self._wake.set()

    async def drain(self) -> None:
        """Wait until everything queued so far is answered."""
        await self._idle.wait()

    async def run(self) -> None:
        """The task: write until cancelled; reconnects when the database went away."""
        while True:
            try:
                async with self._database.writing() as session:
                    await self._serve(session)
            except (OSError, sa.exc.SQLAlchemyError, Unavailable) as problem:
                log.error("writer lost its database", error=str(problem))
                self._refuse_all()
                await asyncio.sleep(0.5)

    async def _serve(self, session: SqliteSession | PostgresSession) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                await self._turn(session)
            self._idle.set()

    async def _turn(self, session: SqliteSession | PostgresSession) -> None:
        waiting = self._waiting
        if isinstance(waiting[0], Work):
            await self._work(session, waiting.popleft())  # type: ignore[arg-type]
            return
        jobs: list[Job] = []
        while waiting and len(jobs) < self._batch_size and isinstance(waiting[0], Job):
            jobs.append(waiting.popleft())  # type: ignore[arg-type]
        await self._commit_or_split(session, jobs)

    async def _work(self, session: SqliteSession | PostgresSession, work: Work[Any]) -> None:
        def step(bulk: Bulk) -> Any:
            answer = work.function(bulk)
            bulk.connection.commit()
            return answer

        try:
            answer = await session.run(step)
        except Exception as problem:
            work.done(problem)
            await session.rollback()
        else:
            work.done(answer)
        finally:
            if self._kept is not None:
                self._kept.forget()

    async def _commit_or_split(self, session: SqliteSession | PostgresSession, jobs: list[Job]) -> None:
        """A refused flush is often deterministic: each command then runs alone, and only the guilty one is refused."""
        try:
            await self._commit(session, jobs)
        except Exception as problem:
            _stop_if_disk_failed(problem)
            if _is_about_the_batch(problem):
                await session.rollback()
                await self._one_by_one(session, jobs)
            else:
                _answer_unknown(jobs)
                raise

    async def _one_by_one(self, session: SqliteSession | PostgresSession, jobs: list[Job]) -> None:
        """When the database goes away meanwhile, those that are left are told so."""
        left = deque(jobs)
        try:
            while left:
                await self._alone(session, left[0])
                left.popleft()
        finally:
            _answer_unknown(left)

    async def _alone(self, session: SqliteSession | PostgresSession, job: Job) -> None:
        for left in reversed(range(_ALONE_TRIES)):
            try:
                await self._commit(session, [job])
                return
            except Exception as problem:
                _stop_if_disk_failed(problem)
                if not _is_about_the_batch(problem):
                    raise
                await session.rollback()
                if not left:
                    log.error("the database refused a command", command=type(job.command).__name__, error=str(problem))
                    _answer([job], [problem])

    async def _commit(self, session: SqliteSession | PostgresSession, jobs: list[Job]) -> None:
        batch = Batch(self._clock.now(), self._kept)

        def load(bulk: Bulk) -> None:
            batch.load(bulk, (need for job in jobs for need in job.needs))

        def flush(bulk: Bulk) -> int:
            failpoints.here("before_insert")
            batch.flush(bulk)
            last = eventlog.append(bulk, batch.events, self.process) if batch.events else 0
            failpoints.here("before_commit")
            bulk.connection.commit()
            return last

        await session.run(load)
        answers = [_run(job.command, batch) for job in jobs]
        last = await session.run(flush)
        batch.keep()
        failpoints.here("after_commit")
        _answer(jobs, answers)
        if last:
            self._publish(batch, last)

    def _publish(self, batch: Batch, last: int) -> None:
        first = last - len(batch.events) + 1
        self._tail.committed(Committed(list(enumerate(batch.events, first)), last, batch))

    def _refuse_all(self) -> None:
        while self._waiting:
            self._waiting.popleft().done(Unavailable("The database does not answer. Nothing was done; try again."))
        self._idle.set()


def _run(command: Command, batch: Batch) -> Any:
    tx = Tx(batch)
    try:
        answer = command.run(tx)
    except Refusal as refusal:
        return refusal
    except Exception as problem:
        log.exception("a verb failed", command=type(command).__name__)
        return problem
    batch.merge(tx)
    return answer


def _answer(jobs: Collection[Job], answers: Collection[Any]) -> None:
    for job, answer in zip(jobs, answers, strict=True):
        try:
            job.done(answer)
        except Exception:
            log.exception("nobody could be answered", command=type(job.command).__name__)


def _answer_unknown(jobs: Collection[Job]) -> None:
    problem = Unavailable("The database did not take it. Nothing is known to be lost; try again.")
    _answer(jobs, [problem] * len(jobs))


def _settle(future: asyncio.Future[Any], answer: Any) -> None:
    if future.done():
        return
    if isinstance(answer, BaseException):
        future.set_exception(answer)
    else:
        future.set_result(answer)


def _is_about_the_batch(problem: Exception) -> bool:
    """Whether the connection lives, so that the commands are worth trying one by one.

    A unique index, a deadlock; or what never reached the database: a value that the driver cannot encode.
    """
    if not isinstance(problem, OSError | sa.exc.SQLAlchemyError | Unavailable):
        return True
    return isinstance(problem, sa.exc.DBAPIError) and not problem.connection_invalidated and "full" not in str(problem)


def _stop_if_disk_failed(problem: Exception) -> None:
    """After a failed fsync nobody knows what the disk holds: stop at once rather than acknowledge (fsyncgate, 2018)."""
    if "disk I/O error" in str(problem):
        log.critical("the disk failed; stopping so that nothing unwritten is acknowledged", error=str(problem))
        os._exit(70)
