"""PostgreSQL drops every connection, again and again: the server goes on by itself, and nothing is lost."""

import asyncio
import random

import pytest

from tests.faults import oracle
from tests.faults.conftest import ServerMaker
from tests.faults.crowd import Crowd
from tests.faults.scale import SEED
from tests.faults.server import Store
from tests.postgres import Cluster

CUTS = 8


@pytest.mark.timeout(180)
async def test_nothing_is_lost_when_the_database_drops_all_connections(
    postgres: Cluster, postgres_store: Store, server_on: ServerMaker
) -> None:
    servers = [server_on(postgres_store) for _ in range(2)]
    for server in servers:
        await server.start()
    pids = [server.running.pid for server in servers]
    crowd, chance = Crowd([server.port for server in servers], SEED), random.Random(SEED)
    try:
        await crowd.gather()
        for _ in range(CUTS):
            await crowd.moves(chance.randint(1, 60))
            await asyncio.sleep(chance.uniform(0, 0.05))
            drop_connections(postgres, postgres_store)
            await crowd.moves()
        await crowd.finish()
        await oracle.require_clean(postgres_store.url, crowd.everybody)
    finally:
        await crowd.leave()
    assert [server.running.poll() for server in servers] == [None, None], pids


def drop_connections(postgres: Cluster, store: Store) -> None:
    database = store.url.rpartition("/")[2]
    postgres.psql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")
