"""The power goes at any moment: what was acknowledged before is there, and the database is whole.

The real server's writes are recorded; database and write-ahead log are rebuilt as a disk may hold them at random
places, with unsynced writes dropped, torn or reordered; then they are opened and judged. The same with a server that
does not sync must be seen to lose something: a test that cannot go red shows nothing.
"""

import asyncio
import os
import random
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults import oracle, recording, truth
from tests.faults.clients import Client
from tests.faults.conftest import ServerMaker
from tests.faults.crowd import Crowd
from tests.faults.recording import Disk, Entry, Op
from tests.faults.scale import POWER_CUTS, SEED
from tests.faults.server import Server, sqlite_store

NAME = "besedka.sqlite3"
CHECKPOINTS = 2
"""How often the server moves its write-ahead log into the database while it is recorded."""
WEAK = (sys.executable, "-m", "tests.faults.weak_server")


class Recorded(NamedTuple):
    """What a server did to its folder from the first moment until it was killed, and what its clients remember."""

    entries: list[Entry]
    clients: list[Client]
    served_from: int
    """The first record after the server was ready."""


async def record(server: Server, folder: Path, *, checkpoints: int, **more: str) -> Recorded:
    """Let a crowd talk to a recorded server, over some checkpoints and a little more, and kill it in the middle."""
    log = folder / "recording"
    server.store.folder.mkdir()
    recorder = recording.build_recorder(folder)
    where = {"RECORD_FOLDER": str(server.store.folder), "RECORD_LOG": str(log)}
    await server.start(LD_PRELOAD=str(recorder), **where, **more)
    served_from = len(recording.read(log))
    crowd = Crowd([server.port], SEED, pause_s=(0.01, 0.1))
    try:
        await crowd.gather()
        await crowd.moves(100)
        for _ in range(checkpoints):
            await over_a_checkpoint(crowd, server.store.folder / NAME)
        server.kill()
    finally:
        await crowd.leave()
    return Recorded(recording.read(log), crowd.everybody, served_from)


async def over_a_checkpoint(crowd: Crowd, file: Path) -> None:
    """Fall silent until the log was moved into the database, and talk on: the log begins anew then."""
    crowd.is_quiet = True
    before = os.stat(file).st_mtime_ns
    async with asyncio.timeout(30):
        while os.stat(file).st_mtime_ns == before:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    crowd.is_quiet = False
    await crowd.moves(100)


def faults_of_cuts(recorded: Recorded, cuts: int, folder: Path) -> list[str]:
    """Cut the power at so many places, and judge each time."""
    chance, disk = random.Random(SEED), Disk()
    places = sorted(chance.sample(range(recorded.served_from, len(recorded.entries) - 1), cuts))
    faults: list[str] = []
    for place, entry in enumerate(recorded.entries[:-1]):
        disk.play(entry)
        if places and place == places[0]:
            del places[0]
            found = faults_of_cut(disk, recorded, recorded.entries[place + 1].at, chance, folder)
            faults += [f"cut after record {place}: {fault}" for fault in found]
    return faults


def faults_of_cut(disk: Disk, recorded: Recorded, moment: int, chance: random.Random, folder: Path) -> list[str]:
    """Rebuild the files as they may be found, open them, judge: what was heard before that moment must be there."""
    rebuild(disk, chance, folder)
    try:
        return [*broken(folder / NAME), *unkept(truth.read_sqlite(str(folder / NAME)), recorded, moment)]
    except (sqlite3.Error, IndexError) as problem:
        return [f"the database cannot be read: {problem}"]


def rebuild(disk: Disk, chance: random.Random, folder: Path) -> None:
    """Write the files as they may be found. What lives in shared memory only is gone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in disk.after_a_cut(chance).items():
        if not name.endswith("-shm"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)


def broken(file: Path) -> list[str]:
    """What SQLite itself finds wrong."""
    with closing(sqlite3.connect(file)) as connection:
        answers = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    return [] if answers == ["ok"] else answers


def unkept(found: truth.Truth, recorded: Recorded, moment: int) -> list[str]:
    """Faults of the store, acknowledged commands that are gone, and entries on screens that are gone."""
    faults = oracle.faults_of_store(found)
    for client in recorded.clients:
        faults += oracle.lost(found, client.sent, before=moment)
        seen = {arrival.place for arrival in client.arrivals if arrival.at < moment}
        faults += [f"{client.name} has seen {place}, and it is gone" for place in seen - found.message_at.keys()]
    return faults


@pytest.mark.timeout(180 + POWER_CUTS)
async def test_everything_acknowledged_before_a_power_cut_is_there(tmp_path: Path, server_on: ServerMaker) -> None:
    store = sqlite_store(tmp_path)
    recorded = await record(server_on(store), tmp_path, checkpoints=CHECKPOINTS)
    require_whole(recorded, store.folder)
    begun = [
        entry for entry in recorded.entries if (entry.op, entry.name, entry.offset) == (Op.WRITE, f"{NAME}-wal", 0)
    ]
    assert len(begun) > CHECKPOINTS, "the log did not begin anew"
    faults = faults_of_cuts(recorded, POWER_CUTS, tmp_path / "found")
    assert not faults, f"seed {SEED}: " + "\n".join(faults[:20])
    rebuild(played(recorded), random.Random(SEED), store.folder)
    await the_talk_goes_on(recorded, server_on(store))


def require_whole(recorded: Recorded, folder: Path) -> None:
    """The recording is complete: played to its end, it gives the very files that are there."""
    there = {f.name: f.read_bytes() for f in folder.iterdir() if not f.name.endswith("-shm")}
    files = {name: content for name, content in played(recorded).without_a_cut().items() if not name.endswith("-shm")}
    assert {name: len(content) for name, content in files.items()} == {n: len(c) for n, c in there.items()}
    assert files == there


def played(recorded: Recorded) -> Disk:
    """The disk at the end of the recording."""
    disk = Disk()
    for entry in recorded.entries:
        disk.play(entry)
    return disk


async def the_talk_goes_on(recorded: Recorded, server: Server) -> None:
    """A new server on what was found takes up with the same clients, and nothing is missing."""
    await server.start()
    for client in recorded.clients:
        client.ports = [server.port]
        client.come()
    await oracle.require_clean(server.store.url, recorded.clients)
    await asyncio.gather(*(client.go() for client in recorded.clients))


@pytest.mark.parametrize("level", ["OFF", "NORMAL"])
async def test_of_this_test_a_server_with_weaker_synchronous_is_seen_to_lose_something(
    level: str, tmp_path: Path, server_on: ServerMaker
) -> None:
    command = (*WEAK, level, "unchecked", "serve", "--demo")
    recorded = await record(server_on(sqlite_store(tmp_path), command=command), tmp_path, checkpoints=0)
    assert faults_of_cuts(recorded, 20, tmp_path / "found")


@pytest.mark.parametrize(("name", "spared", "checkpoints"), [("-wal", 30, 0), (".sqlite3", 1, CHECKPOINTS)])
async def test_of_this_test_a_server_whose_syncs_do_nothing_is_seen_to_lose_something(
    name: str, spared: int, checkpoints: int, tmp_path: Path, server_on: ServerMaker
) -> None:
    swallowing = {"RECORD_SWALLOW": name, "RECORD_SPARED": str(spared)}
    recorded = await record(server_on(sqlite_store(tmp_path)), tmp_path, checkpoints=checkpoints, **swallowing)
    assert faults_of_cuts(recorded, 40, tmp_path / "found")
