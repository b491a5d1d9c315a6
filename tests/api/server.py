"""The real server process, attacked; and two honest people who go on talking over it all the while."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest

from tests.faults.clients import Operator, Visitor
from tests.faults.server import Server, Store, sqlite_store

PROBLEM = {"type", "title", "status", "code", "detail", "retry_ms"}


@contextlib.asynccontextmanager
async def serving(store: Store, folder: Path) -> AsyncIterator[Server]:
    """A server on this store. At the end the same process must still be well, and have had no mistake of its own."""
    server = Server(store, folder / "server.log")
    await server.start()
    try:
        yield server
        await asyncio.to_thread(require_wellness, server)
    finally:
        server.end()


def require_wellness(server: Server) -> None:
    """The process that was started lives, serves, and has had no mistake of its own."""
    assert server.running.poll() is None, server.output()
    answer = httpx2.get(f"http://127.0.0.1:{server.port}/healthz", trust_env=False)
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
    said = server.log.read_text(errors="replace")
    assert "Traceback" not in said, server.output()
    assert "[error" not in said, server.output()


def store_of(request: pytest.FixtureRequest, folder: Path) -> Store:
    """An empty store of the kind that a fixture's parameter names."""
    if request.param == "sqlite":
        return sqlite_store(folder)
    return Store(request.getfixturevalue("postgres").make_database(), folder / "data")


def client(server: Server, **headers: str) -> httpx2.AsyncClient:
    """A program that speaks HTTP."""
    return httpx2.AsyncClient(base_url=f"http://127.0.0.1:{server.port}", headers=headers, trust_env=False, timeout=30)


class HonestPair:
    """A visitor and an operator. What one says the other reads, in order, over connections that are never cut."""

    def __init__(self, server: Server) -> None:
        self.visitor = Visitor("honest", [server.port])
        self.operator = Operator("operator1", [server.port])
        self.said = 0
        self.is_enough = False

    async def talk(self) -> None:
        """One word from each to the other."""
        self.said += 1
        sent = await self.visitor.do("send", text=f"question {self.said}")
        where = sent["conversation_id"]
        while not any(row["id"] == where for row in self.operator.mine()):  # noqa: ASYNC110 - routing takes its time
            await asyncio.sleep(0.005)
        answer = await self.operator.do("reply", conversation_id=where, text=f"answer {self.said}")
        while (where, answer["seq"]) not in self.visitor.entries:  # noqa: ASYNC110 - it has its own socket
            await asyncio.sleep(0.005)

    async def talk_on(self) -> None:
        """Until it is enough."""
        while not self.is_enough:
            await asyncio.wait_for(self.talk(), 20)
            await asyncio.sleep(0.02)

    @contextlib.asynccontextmanager
    async def talking(self) -> AsyncIterator[None]:
        """They talk all the while, and at the end nothing was lost."""
        self.visitor.come()
        self.operator.come()
        await asyncio.wait_for(self.talk(), 20)
        task = asyncio.create_task(self.talk_on())
        try:
            yield
        finally:
            self.is_enough = True
            await task
        await self.talk()
        texts = [row["text"] for _, row in sorted(self.visitor.entries.items()) if row["kind"] == "message"]
        assert texts == [f"{word} {n}" for n in range(1, self.said + 1) for word in ("question", "answer")]
        assert (self.visitor.lives, self.operator.lives) == (1, 1), "an honest connection was cut"
        assert not self.visitor.breaks + self.operator.breaks
        await self.visitor.go()
        await self.operator.go()


def require_problem(found: Any, what: str) -> None:
    """A problem document about something that the client did."""
    assert set(found) == PROBLEM, f"{what}: {found}"
    assert 400 <= found["status"] < 500, f"{what}: {found}"
    assert found["type"] == f"/problems/{found['code']}"
    assert found["detail"]


def require_refusal(answer: httpx2.Response, what: str) -> None:
    """The same over HTTP."""
    assert 400 <= answer.status_code < 500, f"{what}: {answer.status_code} {answer.text[:300]}"
    assert answer.headers["content-type"] == "application/problem+json", what
    found = msgspec.json.decode(answer.content)
    require_problem(found, what)
    assert found["status"] == answer.status_code
