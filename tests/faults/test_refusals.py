"""What a server must not start with, and what it says then."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import ServerMaker
from tests.faults.server import DiedAtStart, Server, Store, sqlite_store
from tests.postgres import Cluster, cluster

SECRET = "a-secret-that-nobody-else-knows-0123456789"
SERVE = (sys.executable, "-m", "besedka.cli", "serve")
WEAK = (sys.executable, "-m", "tests.faults.weak_server")


async def refusal(server: Server, **environment: str) -> str:
    """What a server says that does not start."""
    with pytest.raises(DiedAtStart) as death:
        await server.start(**environment)
    assert death.value.code == 1
    assert "Traceback" not in death.value.output
    return death.value.output


async def test_a_second_process_on_sqlite_is_refused_and_told_what_to_do(
    tmp_path: Path, server_on: ServerMaker
) -> None:
    store = sqlite_store(tmp_path)
    first = server_on(store)
    await first.start()
    said = await refusal(server_on(store))
    assert f"process {first.running.pid} has it" in said
    assert "BESEDKA_DATABASE" in said


async def test_after_a_kill_the_next_process_gets_the_folder_at_once(tmp_path: Path, server_on: ServerMaker) -> None:
    store = sqlite_store(tmp_path)
    first = server_on(store)
    await first.start()
    first.kill()
    await server_on(store).start()


async def test_two_processes_start_on_one_postgresql_at_the_same_moment(
    postgres_store: Store, server_on: ServerMaker
) -> None:
    await asyncio.gather(*(server_on(postgres_store).start() for _ in range(2)))


async def test_a_demo_store_is_refused_by_a_real_server(store: Store, server_on: ServerMaker) -> None:
    demo = server_on(store)
    await demo.start()
    demo.kill()
    assert "belongs to a demo" in await refusal(server_on(store, command=SERVE), BESEDKA_SECRET=SECRET)


@pytest.mark.parametrize("secret", ["", "only-for-the-demo", "short"])
async def test_a_default_secret_is_refused(secret: str, tmp_path: Path, server_on: ServerMaker) -> None:
    said = await refusal(server_on(sqlite_store(tmp_path), command=SERVE), BESEDKA_SECRET=secret)
    assert "BESEDKA_SECRET: expected at least 32 characters" in said


@pytest.mark.parametrize("variable", ["BESEDKA_TEST_CLOCK", "BESEDKA_FAILPOINT"])
async def test_the_levers_of_tests_are_refused(variable: str, tmp_path: Path, server_on: ServerMaker) -> None:
    server = server_on(sqlite_store(tmp_path), command=SERVE)
    said = await refusal(server, BESEDKA_SECRET=SECRET, **{variable: "before_commit:1"})
    assert variable in said


@pytest.mark.parametrize("level", ["OFF", "NORMAL"])
async def test_sqlite_with_weaker_synchronous_is_refused(level: str, tmp_path: Path, server_on: ServerMaker) -> None:
    command = (*WEAK, level, "serve", "--demo")
    assert "synchronous=FULL" in await refusal(server_on(sqlite_store(tmp_path), command=command))


async def test_postgresql_without_synchronous_commit_is_refused(
    postgres: Cluster, postgres_store: Store, server_on: ServerMaker
) -> None:
    database = postgres_store.url.rpartition("/")[2]
    postgres.psql(f"ALTER DATABASE {database} SET synchronous_commit = off")
    assert "synchronous_commit=on (got off)" in await refusal(server_on(postgres_store))


async def test_postgresql_without_fsync_is_refused(tmp_path: Path, server_on: ServerMaker) -> None:
    with cluster("fsync=off", "full_page_writes=off") as careless:
        said = await refusal(server_on(Store(careless.make_database(), tmp_path / "data")))
    assert "fsync=on (got off)" in said
    assert "full_page_writes=on (got off)" in said


def test_doctor_names_what_is_weak(postgres: Cluster, postgres_store: Store) -> None:
    database = postgres_store.url.rpartition("/")[2]
    environment = os.environ | postgres_store.environment() | {"BESEDKA_SECRET": SECRET}
    command = (sys.executable, "-m", "besedka.cli")
    subprocess.run([*command, "migrate"], env=environment, check=True, capture_output=True)
    postgres.psql(f"ALTER DATABASE {database} SET synchronous_commit = off")
    done = subprocess.run([*command, "doctor"], env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "synchronous_commit=on (got off)" in done.stdout
