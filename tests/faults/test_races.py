"""Many reach for the same conversation at once: one gets it, and nobody gets more than the limit."""

import asyncio
import json
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from besedka.kernel import eventlog, schema
from besedka.kernel.db import Database, open_database
from tests.faults import oracle, racer, truth
from tests.faults.clients import Client, Operator, Refused, Visitor
from tests.faults.conftest import ServerMaker
from tests.faults.scale import SEED, TAKES
from tests.faults.server import Store
from tests.rooms.heart import beating

ROUNDS = 12
KILLED = 6
WON = ("taken", "transferred", "assigned")
VISITORS = 6


async def require_a_fair_race(url: str, outcomes: Counter[str]) -> None:
    """The log shows no second owner and no load above the limit, and there was something to fight for."""
    found = await truth.read(url)
    ownership = oracle.Ownership(found)
    faults = [*oracle.faults_of_store(found), *ownership.faults()]
    assert not faults, f"seed {SEED}: " + "\n".join(faults[:20])
    assert outcomes.total() >= 3 * TAKES
    assert 0 < ownership.assignments <= sum(outcomes[won] for won in WON)
    for code in (*WON, "already_taken", "not_queued", "limit_reached"):
        assert outcomes[code] > TAKES // 200, outcomes
    assert outcomes.keys() <= {*WON, "not_queued", "already_there", *oracle.TO_BE_EXPECTED}, outcomes
    print(f"{dict(outcomes)}, {ownership.assignments} assignments")


@pytest.mark.timeout(60 + TAKES // 20)
async def test_two_processes_on_one_postgresql_never_give_a_conversation_two_owners(
    postgres_store: Store, tmp_path: Path
) -> None:
    url, plan_file = postgres_store.url, tmp_path / "plan"
    database = open_database(url)
    await schema.open_store(database)
    async with beating(database, following=False) as heart:
        plan_file.write_text(json.dumps(await racer.furnish(heart)))
    await database.close()
    both = await asyncio.gather(*(raced(url, plan_file, SEED + n) for n in range(2)))
    for outcomes in both:
        assert all(outcomes[won] > TAKES // 200 for won in WON), both
    await require_a_fair_race(url, both[0] + both[1])


@pytest.mark.timeout(300)
async def test_a_process_killed_in_the_middle_leaves_no_second_owner_and_no_lost_slot(
    postgres_store: Store, tmp_path: Path
) -> None:
    url, plan_file = postgres_store.url, tmp_path / "plan"
    database = open_database(url)
    await schema.open_store(database)
    async with beating(database, following=False) as heart:
        plan_file.write_text(json.dumps(await racer.furnish(heart)))
        racing = [await racing_on(url, plan_file, SEED + n) for n in range(2)]
        try:
            for number in range(KILLED):
                await something_happens(database)
                await ended(racing.pop(number % 2))
                racing.insert(number % 2, await racing_on(url, plan_file, SEED + 2 + number))
            await something_happens(database)
        finally:
            for process in racing:
                await ended(process)
    await database.close()
    found = await truth.read(url)
    assert oracle.faults_of_store(found) == [], f"seed {SEED}"
    print(f"{KILLED + 2} killed, {found.head} events")


async def something_happens(database: Database) -> None:
    """Until the race is in full swing, and at a random moment of it."""
    _, began = await database.read(eventlog.head)
    until = began + random.Random(SEED + began).randint(500, 1500)
    while (await database.read(eventlog.head))[1] < until:  # noqa: ASYNC110 - other processes write
        await asyncio.sleep(0.05)


async def ended(process: asyncio.subprocess.Process) -> None:
    """By `kill -9`."""
    process.kill()
    await process.communicate()


async def racing_on(url: str, plan_file: Path, seed: int) -> asyncio.subprocess.Process:
    """A process that races for longer than anybody waits."""
    return await started(url, plan_file, 20_000, seed)


async def started(url: str, plan_file: Path, takes: int, seed: int) -> asyncio.subprocess.Process:
    command = (sys.executable, "-m", "tests.faults.racer", url, str(plan_file), str(takes), str(seed))
    return await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)


async def raced(url: str, plan_file: Path, seed: int) -> Counter[str]:
    """What one process tells at its end."""
    process = await started(url, plan_file, -(-TAKES // 2), seed)
    output, _ = await process.communicate()
    assert process.returncode == 0
    return Counter(json.loads(output))


@pytest.mark.timeout(60 + TAKES // 20)
async def test_sixty_four_tasks_on_one_sqlite_never_give_a_conversation_two_owners(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'besedka.sqlite3'}"
    database = open_database(url)
    await schema.open_store(database)
    async with beating(database, following=False) as heart:
        outcomes = await racer.race(heart, await racer.furnish(heart), TAKES, SEED)
    await database.close()
    await require_a_fair_race(url, outcomes)


async def test_consoles_at_two_servers_reach_for_the_same_conversations(
    postgres_store: Store, server_on: ServerMaker
) -> None:
    servers = [server_on(postgres_store) for _ in range(2)]
    for server in servers:
        await server.start()
    ports = [server.port for server in servers]
    consoles = [Operator(f"operator{n}", [port]) for n in (1, 2, 3) for port in ports]
    visitors = [Visitor(f"visitor{n}", [ports[n % 2]]) for n in range(VISITORS)]
    everybody: list[Client] = [*consoles, *visitors]
    try:
        await everybody_is_on(everybody)
        await asyncio.gather(*(c.do("set_status", status="away", reason=None) for c in consoles))
        outcomes = Counter[str]()
        for number in range(ROUNDS):
            outcomes += await one_round(consoles, visitors, number)
        found = await oracle.require_clean(postgres_store.url, everybody)
    finally:
        await asyncio.gather(*(client.go() for client in everybody))
    assert oracle.Ownership(found).faults() == []
    assert outcomes["already_taken"] > ROUNDS * VISITORS
    print(dict(outcomes))


async def everybody_is_on(everybody: list[Client]) -> None:
    for client in everybody:
        client.come()
    await asyncio.wait_for(asyncio.gather(*(client.is_on.wait() for client in everybody)), 30)


async def one_round(consoles: list[Operator], visitors: list[Visitor], number: int) -> Counter[str]:
    """Every visitor writes, every console wants every conversation, and whoever got one ends it."""
    sent = await asyncio.gather(*(v.do("send", text=f"{v.name} in round {number}") for v in visitors))
    wishes = [(console, s["conversation_id"]) for s in sent for console in consoles]
    answers = await asyncio.gather(*(wanted(console, conversation) for console, conversation in wishes))
    owners: dict[str, str] = {}
    for (console, conversation), answer in zip(wishes, answers, strict=True):
        if answer == "taken":
            assert owners.setdefault(conversation, console.id) == console.id
    assert owners.keys() == {s["conversation_id"] for s in sent}
    closers = {console.id: console for console in consoles}
    await asyncio.gather(*(closers[o].do("close", conversation_id=c) for c, o in owners.items()))
    return Counter(answers)


async def wanted(console: Operator, conversation: str) -> str:
    try:
        await console.do("take", conversation_id=conversation)
    except Refused as refused:
        return str(refused.code)
    return "taken"
