"""The hardest repetition: the first message of a new visitor, written but never acknowledged, and closed meanwhile."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.faults import oracle, truth
from tests.faults.clients import Sent, Visitor
from tests.faults.conftest import ServerMaker
from tests.faults.server import DiedAtStart, Server, Store

SILENCE_MS = 3 * 24 * 3600 * 1000
TRIES = 20
QUIET_S = 0.4


async def test_a_first_message_killed_after_its_commit_and_closed_by_a_timer_stays_one_message(
    store: Store, server_on: ServerMaker, tmp_path: Path
) -> None:
    clock = tmp_path / "clock"
    clock.write_text("0")
    server = server_on(store, extra={"BESEDKA_TEST_CLOCK": str(clock)})
    visitor, sent = await written_but_not_acknowledged(server)
    clock.write_text(str(SILENCE_MS + 60_000))
    await server.start()
    before = await closed_by_the_timer(store.url, visitor)
    visitor.come()
    answer = await asyncio.wait_for(sent.answered(), 20)
    assert (answer["conversation_id"], answer["seq"]) == (before.id, 1)
    found = await oracle.require_clean(store.url, [visitor])
    await visitor.go()
    assert [c.status for c in found.conversations if c.identity_id == visitor.id] == ["closed"]
    assert [m.client_id for m in found.entries_of[before.id] if m.kind == "message"] == [sent.client_id]


async def written_but_not_acknowledged(server: Server) -> tuple[Visitor, Sent]:
    """A visitor whose first message the server has committed, dying before it could say so. The server is dead."""
    await server.start()
    for _ in range(TRIES):
        server.kill()
        await started_to_die_at_the_next_commit(server)
        last = await the_one_without_an_answer(server)
        await server.start()
        found = await truth.read(server.store.url)
        if last is not None and last[1].client_id in found.message_of:
            server.kill()
            return last
    raise AssertionError(f"in {TRIES} tries the server always died at another commit")


async def started_to_die_at_the_next_commit(server: Server) -> None:
    """Start a server that has made the commits of its start, and dies behind the next one."""
    for visit in range(1, 50):
        try:
            await server.start(BESEDKA_FAILPOINT=f"after_commit:{visit}")
        except DiedAtStart:
            continue
        if await server.death(QUIET_S) is None:
            return
    pytest.fail("the server does not stop committing")


async def the_one_without_an_answer(server: Server) -> tuple[Visitor, Sent] | None:
    """Newcomers say their first words one after another, until the server dies: under whom?"""
    for number in range(100):
        if server.running.poll() is not None:
            return None
        visitor = Visitor(f"newcomer{number}", [server.port])
        visitor.come()
        await asyncio.wait([asyncio.create_task(visitor.is_on.wait())], timeout=2)
        sent = visitor.hand_in("send", text=f"first words {visitor.token}")
        if await is_dead_before_the_answer(server, sent):
            await visitor.go()
            return visitor, sent
        await visitor.go()
    pytest.fail("the server did not die")


async def is_dead_before_the_answer(server: Server, sent: Sent) -> bool:
    while not sent.answer.done():
        if (code := await server.death(0.01)) is not None:
            assert code == -signal.SIGKILL
            await asyncio.sleep(0.05)
            return not sent.answer.done()
    return False


async def closed_by_the_timer(url: str, visitor: Visitor) -> truth.Conversation:
    """The visitor's conversation, once the timer of silence has closed it."""
    for _ in range(200):
        found = await truth.read(url)
        mine = [c for c in found.conversations if c.identity_id == visitor.id]
        if [c.status for c in mine] == ["closed"]:
            return mine[0]
        await asyncio.sleep(0.1)
    pytest.fail("the timer closed nothing")
