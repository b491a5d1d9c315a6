"""Ten times the load for five minutes, again and again: the line's memory is given back.

What stays is what a process remembers of people and conversations so as not to read it again: measured 7 KB for each
visitor, up to bounds (`kernel/kept.py`, `api/stream/facts.py`).
"""

import asyncio
from pathlib import Path

import pytest
from bench.machine import user_memory_kb

from tests.faults.clients import Visitor
from tests.faults.server import Server, sqlite_store

BURST = 35
"""Visitors in five minutes at ten times forty an hour: with nobody there, all of them wait."""
WARM_UP, BURSTS = 8, 8
REMEMBERED_KB = 16
"""The most that may stay of a visitor who came, waited and went."""


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(sqlite_store(tmp_path), tmp_path / "log")


async def burst(server: Server, number: int) -> None:
    """Everybody comes, writes, waits in the line, gives up and goes."""
    visitors = [Visitor(f"burst{number}-{n}", [server.port]) for n in range(BURST)]
    for visitor in visitors:
        visitor.come()
    sent = await asyncio.gather(*(visitor.do("send", text="Is anybody there?") for visitor in visitors))
    await asyncio.gather(
        *(v.do("close", conversation_id=s["conversation_id"]) for v, s in zip(visitors, sent, strict=True))
    )
    await asyncio.gather(*(visitor.go() for visitor in visitors))


async def test_of_bursts_of_ten_times_the_load_nothing_stays_but_what_is_remembered_of_people(server: Server) -> None:
    try:
        await server.start()
        for number in range(WARM_UP):
            await burst(server, number)
        before = user_memory_kb(server.running.pid)
        for number in range(BURSTS):
            await burst(server, WARM_UP + number)
        grown = user_memory_kb(server.running.pid) - before
        print(f"{grown} KB more after {BURSTS * BURST} visitors")
        assert grown < REMEMBERED_KB * BURSTS * BURST
    finally:
        server.end()
