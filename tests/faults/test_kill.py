"""`kill -9` under load, at random moments and at every named place: nothing acknowledged is lost or comes twice."""

import asyncio
import random
import signal
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.faults import oracle
from tests.faults.conftest import ServerMaker
from tests.faults.crowd import Crowd
from tests.faults.scale import KILLS, SEED
from tests.faults.server import DiedAtStart, Server, Store, sqlite_store

RECOVERED_S = 5.0
STOPPED_S = 10.0
BROKEN = (sys.executable, "-m", "tests.faults.broken_server", "2", "serve", "--demo")
PLACES = ("before_insert", "before_commit", "after_commit", "after_ack")


@asynccontextmanager
async def talking(server: Server, seed: int) -> AsyncIterator[Crowd]:
    """A crowd that talks until the end of the block, and whose last words are then judged."""
    crowd = Crowd([server.port], seed)
    try:
        await crowd.gather()
        yield crowd
        await crowd.finish()
        await oracle.require_clean(server.store.url, crowd.everybody)
    finally:
        await crowd.leave()


@pytest.mark.timeout(120 + KILLS * 10)
async def test_nothing_is_lost_when_a_server_is_killed_at_random_moments(store: Store, server_on: ServerMaker) -> None:
    server, chance = server_on(store), random.Random(SEED)
    await server.start()
    recoveries = []
    async with talking(server, SEED) as crowd:
        for _ in range(KILLS):
            await crowd.moves(chance.randint(1, 40))
            await asyncio.sleep(chance.uniform(0, 0.03))
            server.kill()
            await crowd.replace_somebody()
            recoveries.append(await started_again(server, crowd, chance))
        acked = crowd.acked
    print(f"{KILLS} kills, seed {SEED}, {acked} acknowledged, median recovery {statistics.median(recoveries):.2f} s")
    assert min(recoveries) < RECOVERED_S


async def test_nothing_is_lost_when_a_server_is_asked_to_stop_under_load(store: Store, server_on: ServerMaker) -> None:
    server = server_on(store)
    await server.start()
    async with talking(server, SEED) as crowd:
        for _ in range(2):
            await crowd.moves(30)
            server.running.terminate()
            assert await server.death(STOPPED_S) == 0
            await server.start()
        await crowd.moves(30)


async def test_a_server_whose_writer_broke_ends_by_itself_and_nothing_is_lost(
    tmp_path: Path, server_on: ServerMaker
) -> None:
    store = sqlite_store(tmp_path)
    broken, whole = server_on(store, command=BROKEN), server_on(store)
    whole.port = broken.port
    await broken.start()
    async with talking(broken, SEED) as crowd:
        assert await broken.death(20 + STOPPED_S) == 1
        await whole.start()
        await crowd.moves(30)


async def started_again(server: Server, crowd: Crowd, chance: random.Random) -> float:
    """Seconds from the start until somebody is acknowledged again. One start in eight is killed before it is ready."""
    if chance.random() < 0.125:
        server.launch()
        await asyncio.sleep(chance.uniform(0.3, 1.2))
        server.kill()
    began = time.monotonic()
    await server.start()
    await crowd.moves()
    return time.monotonic() - began


@pytest.mark.timeout(300)
async def test_nothing_is_lost_when_a_server_dies_at_a_named_place(store: Store, server_on: ServerMaker) -> None:
    server, chance = server_on(store), random.Random(SEED)
    await lives_until(server, f"{chance.choice(PLACES)}:{chance.randint(1, 8)}")
    await server.start()
    async with talking(server, SEED) as crowd:
        await crowd.moves(20)
        server.kill()
        for place in PLACES:
            for visit in (1, chance.randint(10, 60)):
                await lives_until(server, f"{place}:{visit}")
                await crowd.replace_somebody()
        await server.start()
        await crowd.moves(20)


async def lives_until(server: Server, place: str) -> None:
    """Start a server that dies at a place: in its start (a store's first one included), or under load."""
    try:
        await server.start(BESEDKA_FAILPOINT=place)
        code = await server.death(20)
    except DiedAtStart as death:
        code = death.code
    assert code == -signal.SIGKILL, f"{place}: {code}"
