"""Stream tickets: once, for thirty seconds, for a session that lives, in any process."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from besedka.kernel import schema
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database, open_database
from besedka.kernel.eventlog import Tail
from besedka.kernel.ids import new_secret
from besedka.kernel.writer import Writer
from besedka.staff import BadTicket, DisableOperator, SignedIn, SignedOut, SignIns, tables
from tests.postgres import Cluster
from tests.rooms.staff.rooms import HOME, PASSWORD, Office, opened


async def signed_in(office: Office) -> SignedIn:
    await office.hire("anna")
    return await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)


async def test_a_ticket_says_whose_session_it_opens_a_stream_for(office: Office) -> None:
    anna = await signed_in(office)
    ticket, expires_at = await office.sign_ins.ticket(anna.session)
    assert 29_000 < expires_at - office.clock.now() <= 30_000
    session_id, operator = await office.sign_ins.redeem(ticket)
    assert (session_id, operator.id) == (anna.session.id, anna.operator.id)


async def test_a_ticket_works_exactly_once_also_when_many_try_at_the_same_moment(office: Office) -> None:
    anna = await signed_in(office)
    ticket, _ = await office.sign_ins.ticket(anna.session)
    answers = await asyncio.gather(*(office.sign_ins.redeem(ticket) for _ in range(20)), return_exceptions=True)
    assert sum(isinstance(answer, BadTicket) for answer in answers) == 19
    assert [answer[0] for answer in answers if isinstance(answer, tuple)] == [anna.session.id]


async def test_a_ticket_is_over_after_thirty_seconds(office: Office) -> None:
    anna = await signed_in(office)
    ticket, _ = await office.sign_ins.ticket(anna.session)
    office.clock.ahead += 30_000
    with pytest.raises(BadTicket):
        await office.sign_ins.redeem(ticket)


@pytest.mark.parametrize("invented", ["", "x", new_secret(), "\x00" * 43, "п" * 43, "x" * 100_000])
async def test_an_invented_ticket_opens_nothing(office: Office, invented: str) -> None:
    with pytest.raises(BadTicket):
        await office.sign_ins.redeem(invented)


async def test_a_ticket_dies_with_its_session(office: Office) -> None:
    anna = await signed_in(office)
    ticket, _ = await office.sign_ins.ticket(anna.session)
    await office.sign_ins.sign_out(anna.operator.id, anna.session.id)
    with pytest.raises(SignedOut):
        await office.sign_ins.redeem(ticket)
    with pytest.raises(SignedOut):
        await office.sign_ins.current(anna.session.id)


async def test_a_ticket_dies_with_its_operators_rights(office: Office) -> None:
    anna = await signed_in(office)
    ticket, _ = await office.sign_ins.ticket(anna.session)
    await office.writer.do(DisableOperator(actor="t:", operator_id=anna.operator.id))
    with pytest.raises(SignedOut):
        await office.sign_ins.redeem(ticket)


async def test_used_and_old_tickets_are_swept_away(office: Office) -> None:
    anna = await signed_in(office)
    await office.sign_ins.ticket(anna.session)
    office.clock.ahead += 31_000

    def count(bulk: Bulk) -> int:
        return len(bulk.execute(sa.select(tables.stream_tickets)).fetchall())

    assert await office.heart.database.read(count) == 1
    await office.sign_ins.upkeep()
    assert await office.heart.database.read(count) == 0


async def test_a_ticket_of_one_process_is_redeemed_in_another_once(postgres: Cluster) -> None:
    first, second = [open_database(url) for url in [postgres.make_database()] * 2]
    await schema.open_store(first)
    async with opened(first) as office, writing(second) as writer:
        anna = await signed_in(office)
        ticket, _ = await office.sign_ins.ticket(anna.session)
        there = SignIns(second, writer, office.clock, office.passwords)
        tries = [sign_ins.redeem(ticket) for sign_ins in (there, office.sign_ins) * 5]
        answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, tuple) for answer in answers) == 1
    assert sum(isinstance(answer, BadTicket) for answer in answers) == 9
    await first.close()
    await second.close()


@contextlib.asynccontextmanager
async def writing(database: Database) -> AsyncIterator[Writer]:
    """The writer of another process."""
    writer = Writer(database, Tail(database), Clock())
    task = asyncio.create_task(writer.run())
    yield writer
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
