"""The tail when something goes wrong: it waits for the database, and a mistake of a listener is no silent hole."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any, cast

from besedka.kernel.errors import Unavailable
from besedka.kernel.eventlog import Committed, Event, Tail


class Happened(Event, frozen=True, kw_only=True):
    """Something."""


def commit(revision: int) -> Committed:
    return Committed([(revision, Happened(subject="s", actor="t:", at=0))], revision, object())


@contextlib.asynccontextmanager
async def tail(database: Any = None) -> AsyncIterator[Tail]:
    made = Tail(cast(Any, database))
    task = asyncio.create_task(made.run())
    yield made
    task.cancel()


async def until(check: Any) -> None:
    for _ in range(200):
        if check():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not happen")


async def test_a_listener_that_fails_makes_everybody_begin_anew_and_the_next_commit_is_handed_on() -> None:
    heard: list[int] = []
    skipped: list[bool] = []

    async def listener(found: Committed) -> None:
        if found.last == 1:
            raise ZeroDivisionError
        heard.append(found.last)

    async with tail() as it:
        it.listeners.append(listener)
        it.on_skipped = lambda: skipped.append(True)
        it.committed(commit(1))
        it.committed(commit(2))
        await until(lambda: heard == [2])
        assert skipped == [True]
        assert it.position == 2


async def test_a_database_that_is_away_is_waited_for() -> None:
    class Away:
        tries = 0

        async def read(self, *_: object) -> list[Any]:
            self.tries += 1
            if self.tries == 1:
                raise Unavailable
            return commit(1).events  # type: ignore[return-value]

    heard: list[int] = []

    async def listener(found: Committed) -> None:
        heard.append(found.last)

    async with tail(Away()) as it:
        it.listeners.append(listener)
        it.ring(1)
        await until(lambda: heard == [1])
