"""The power goes while files come in: every acknowledged piece is there, and every file that was ready."""

import asyncio
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import httpx2

from besedka.kernel.ids import new_id, new_secret
from tests.faults import recording
from tests.faults.conftest import ServerMaker
from tests.faults.recording import Disk, Entry
from tests.faults.scale import SEED
from tests.faults.server import Server, sqlite_store
from tests.faults.test_power_cut import NAME, rebuild

PIECE, PIECES, FILES, CUTS = 5000, 3, 8, 60


class Heard(NamedTuple):
    """An acknowledgement: of which upload, at which moment, and how far it is."""

    id: str
    at: int
    offset: int
    state: str


class Recorded(NamedTuple):
    """What the server did to its folder, what was sent, and what was acknowledged."""

    entries: list[Entry]
    contents: dict[str, bytes]
    heard: list[Heard]


async def record(server: Server, folder: Path, **more: str) -> Recorded:
    """Somebody sends files to a recorded server, which is killed then."""
    log = folder / "recording"
    server.store.folder.mkdir()
    where = {"RECORD_FOLDER": str(server.store.folder), "RECORD_LOG": str(log)}
    await server.start(LD_PRELOAD=str(recording.build_recorder(folder)), **where, **more)
    contents, heard = {}, []
    headers = {"Authorization": f"Bearer {new_secret()}", "X-Besedka-Inbox": "demo"}
    base = f"http://127.0.0.1:{server.port}/api/visitor/v1"
    async with httpx2.AsyncClient(base_url=base, headers=headers, trust_env=False, timeout=30) as client:
        for _ in range(FILES):
            content = random.Random(len(contents)).randbytes(PIECE * PIECES // 2).hex().encode()
            wish = {"client_id": new_id(), "name": "a.txt", "size": len(content)}
            upload = (await client.post("/uploads", json=wish)).json()["id"]
            contents[upload] = content
            for offset in range(0, len(content), PIECE):
                piece = content[offset : offset + PIECE]
                answer = (await client.put(f"/uploads/{upload}?offset={offset}", content=piece)).json()
                heard.append(Heard(upload, time.monotonic_ns(), answer["offset"], answer["state"]))
    server.kill()
    assert [one.state for one in heard].count("ready") == FILES
    return Recorded(recording.read(log), contents, heard)


def faults(recorded: Recorded, folder: Path) -> list[str]:
    """What is missing after cuts at random places since the first acknowledgement."""
    chance, disk, found = random.Random(SEED), Disk(), []
    entries = recorded.entries
    first = next(n for n, entry in enumerate(entries) if entry.at > recorded.heard[0].at)
    places = set(chance.sample(range(first, len(entries) - 1), min(CUTS, len(entries) - 1 - first)))
    for place, entry in enumerate(entries[:-1]):
        disk.play(entry)
        if place in places:
            rebuild(disk, chance, folder)
            found += [f"cut after record {place}: {what}" for what in missing(recorded, entries[place + 1].at, folder)]
    return found


def missing(recorded: Recorded, moment: int, folder: Path) -> list[str]:
    """What was acknowledged before the moment, and is not there."""
    with closing(sqlite3.connect(folder / NAME)) as connection:
        rows = {row[0]: row[1:] for row in connection.execute("SELECT id, state, received FROM attachments")}
    wrong = []
    for upload, at, offset, _ in recorded.heard:
        if at < moment and (upload not in rows or rows[upload][1] < offset):
            wrong.append(f"{upload} is not at {offset} any more")
    for upload, (state, received) in rows.items():
        kept = folder / "files" / upload[:2] / upload if state == "ready" else folder / "uploads" / upload
        content = kept.read_bytes()[:received] if kept.exists() else b""
        if content != recorded.contents[upload][:received]:
            wrong.append(f"{upload} is {state} at {received}, and its bytes are not there")
    return wrong


async def test_every_acknowledged_piece_of_a_file_survives_a_power_cut(tmp_path: Path, server_on: ServerMaker) -> None:
    recorded = await record(server_on(sqlite_store(tmp_path)), tmp_path)
    found = await asyncio.to_thread(faults, recorded, tmp_path / "found")
    assert not found, f"seed {SEED}: " + "\n".join(found[:20])


async def test_of_this_test_a_server_that_does_not_sync_its_files_is_seen_to_lose_some(
    tmp_path: Path, server_on: ServerMaker
) -> None:
    recorded = await record(server_on(sqlite_store(tmp_path)), tmp_path, RECORD_SWALLOW=".part")
    assert await asyncio.to_thread(faults, recorded, tmp_path / "found")
