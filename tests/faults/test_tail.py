"""The log under many writers: a reader misses nothing, sees nothing twice, and no foreign transaction holds it up."""

import asyncio
import random
import sqlite3
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing

import asyncpg
import pytest

from tests.faults import oracle
from tests.faults.clients import Client, Operator, Visitor
from tests.faults.conftest import ServerMaker
from tests.faults.scale import FOREIGN_S, SEED, TAIL_S
from tests.faults.server import Store
from tests.postgres import Cluster

DELIVERED_MS = 250.0
BEFORE_S = 5
WRITERS = 64
_BEHIND = "SELECT revision FROM events WHERE revision > {} ORDER BY revision LIMIT 300"


@asynccontextmanager
async def a_foreign_write(url: str) -> AsyncIterator[None]:
    """Somebody else's transaction that has written and does not end, as long as the block lasts."""
    connection = await asyncpg.connect(url)
    await connection.execute("CREATE TABLE IF NOT EXISTS theirs (n integer)")
    transaction = connection.transaction()
    await transaction.start()
    try:
        await connection.execute("INSERT INTO theirs VALUES (1)")
        assert await connection.fetchval("SELECT pg_current_xact_id_if_assigned()::text") is not None
        yield
    finally:
        await transaction.rollback()
        await connection.close()


@pytest.mark.timeout(120 + FOREIGN_S)
async def test_a_foreign_write_transaction_in_the_same_cluster_delays_no_delivery(
    postgres: Cluster, postgres_store: Store, server_on: ServerMaker
) -> None:
    servers = [server_on(postgres_store) for _ in range(2)]
    for server in servers:
        await server.start()
    visitors = [Visitor(f"visitor{n}", [servers[0].port]) for n in range(4)]
    operator = Operator("operator1", [servers[1].port])
    async with all_on([*visitors, operator]):
        before = await delays_ms(visitors, operator, BEFORE_S)
        async with a_foreign_write(postgres.make_database()):
            during = await delays_ms(visitors, operator, FOREIGN_S)
        await oracle.require_clean(postgres_store.url, [*visitors, operator])
    p99_before, p99 = (statistics.quantiles(delays, n=100)[98] for delays in (before, during))
    print(f"{len(during)} messages through two processes: p99 {p99:.1f} ms, {p99_before:.1f} ms before")
    assert len(during) > FOREIGN_S * 20
    assert p99 < max(DELIVERED_MS, 3 * p99_before)


async def delays_ms(visitors: list[Visitor], operator: Operator, seconds: float) -> list[float]:
    """Let the visitors write for a while: how long it took until the operator had each message."""
    begins = [len(visitor.sent) for visitor in visitors]
    await asyncio.gather(*(write(visitor, until_in(seconds), 0.1) for visitor in visitors))
    await asyncio.sleep(1)
    return delivery_ms([s for v, n in zip(visitors, begins, strict=True) for s in v.sent[n:]], operator)


def delivery_ms(sent: list[oracle.Sent], reader: Client) -> list[float]:
    """From handing in to arriving at the reader. What has not arrived at all counts as an hour."""
    came = {arrival.place: arrival.at for arrival in reversed(reader.arrivals)}
    hour = 3600 * 10**9
    return [
        (came.get((s.result["conversation_id"], s.result["seq"]), s.handed_in_at + hour) - s.handed_in_at) / 1e6
        for s in sent
        if s.result
    ]


@pytest.mark.timeout(120 + TAIL_S * 3)
async def test_a_reader_that_resumes_at_random_points_sees_every_event_of_64_writers_once(
    store: Store, server_on: ServerMaker
) -> None:
    servers = [server_on(store) for _ in range(1 if store.is_sqlite else 2)]
    for server in servers:
        await server.start()
    ports = [server.port for server in servers]
    visitors = [Visitor(f"visitor{n}", [ports[n % len(ports)]]) for n in range(WRITERS)]
    console = Operator("operator1", ports)
    end = asyncio.Event()
    async with all_on([console, *visitors]):
        reader = asyncio.create_task(tail(store.url, end, random.Random(SEED)))
        restless = asyncio.create_task(come_and_go(console, end, random.Random(SEED)))
        await asyncio.gather(*(write(visitor, until_in(TAIL_S), 0.15) for visitor in visitors))
        end.set()
        await restless
        found = await oracle.require_clean(store.url, [console, *visitors])
        revisions, resumed = await reader
    assert revisions == [e.revision for e in found.events][: len(revisions)]
    assert len(revisions) > WRITERS * TAIL_S
    assert not console.resyncs
    print(f"{len(revisions)} events by {WRITERS} writers, log reader resumed {resumed}, console {console.lives} times")


async def tail(url: str, end: asyncio.Event, chance: random.Random) -> tuple[list[int], int]:
    """Read behind the last revision seen, now and then over a new connection; answers all revisions as they came."""
    seen: list[int] = []
    resumed = 0
    while not end.is_set():
        resumed += 1
        async with reading(url) as fetch:
            for _ in range(chance.randint(1, 60)):
                seen += await fetch(_BEHIND.format(seen[-1] if seen else 0))
                await asyncio.sleep(chance.uniform(0, 0.01))
    async with reading(url) as fetch:
        while more := await fetch(_BEHIND.format(seen[-1])):
            seen += more
    return seen, resumed


Fetch = Callable[[str], Awaitable[list[int]]]


@asynccontextmanager
async def reading(url: str) -> AsyncIterator[Fetch]:
    """A connection that reads one column."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=10)) as connection:

            async def fetch_sqlite(sql: str) -> list[int]:
                return [row[0] for row in connection.execute(sql)]

            yield fetch_sqlite
        return
    connection = await asyncpg.connect(url)

    async def fetch(sql: str) -> list[int]:
        return [row[0] for row in await connection.fetch(sql)]

    try:
        yield fetch
    finally:
        await connection.close()


async def come_and_go(console: Client, end: asyncio.Event, chance: random.Random) -> None:
    """Drop the connection now and then, and go on from the cursor."""
    while not end.is_set():
        await asyncio.sleep(chance.uniform(0.05, 0.5))
        await console.go()
        await asyncio.sleep(chance.uniform(0, 0.2))
        console.come()
        cursor = console.cursor
        while console.cursor == cursor and not end.is_set():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@asynccontextmanager
async def all_on(clients: list[Client]) -> AsyncIterator[None]:
    """Everybody is connected during the block."""
    for client in clients:
        client.come()
    try:
        await asyncio.wait_for(asyncio.gather(*(client.is_on.wait() for client in clients)), 40)
        yield
    finally:
        await asyncio.gather(*(client.go() for client in clients))


async def write(visitor: Visitor, until: float, pause_s: float) -> None:
    """One message after another, each as soon as the last one is acknowledged and a little time has passed."""
    number = 0
    while time.monotonic() < until:
        number += 1
        await visitor.do("send", text=f"{visitor.name} {time.monotonic_ns()} {number}")
        await asyncio.sleep(random.uniform(0, 2 * pause_s))


def until_in(seconds: float) -> float:
    return time.monotonic() + seconds
