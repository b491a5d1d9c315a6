"""Facts of what the verbs really write, read back from both databases."""

import asyncio
import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from besedka import cli
from besedka.conversations import CloseByVisitor, Park, TransferToOperator
from besedka.kernel.db import Database, open_database
from besedka.kernel.ids import new_id
from besedka.kernel.schema import open_store
from besedka.reports import Outcome, Wanted, judge, judge_segment, lines, read_facts
from besedka.reports.judging import Span
from besedka.staff import ChangeDepartment, DepartmentSettings, Hours, NoSuchDepartment, SetStatus, Status
from besedka.staff.model import UnknownZone
from tests.rooms.heart import Heart, beating
from tests.unit.reports.stories import moment, shown

OFFICE = Hours(zone="Europe/Moscow", always=False, week={"thu": (("09:00", "18:00"),), "fri": (("09:00", "18:00"),)})
NOW = moment("Fri 12:00")
WANTED = Wanted(since=datetime(2026, 11, 25), until=datetime(2026, 11, 27), zone="Europe/Moscow")


def at(heart: Heart, when: str) -> None:
    """From now on it is this moment of a story."""
    heart.clock.now = lambda: moment(when)  # type: ignore[method-assign]


async def evening_and_morning(heart: Heart) -> None:
    """Anna answers one on Wednesday at noon; one of the evening waits until Thursday; a third leaves at once."""
    at(heart, "0:00")
    anna = await heart.operator("anna")
    settings = DepartmentSettings(hours=OFFICE)
    await heart.writer.do(ChangeDepartment(actor="t:", department_id=heart.department, settings=settings))
    first = heart.visitor()
    talk = (await heart.receive(first)).conversation_id
    at(heart, "0:10")
    await heart.take(anna, talk)
    at(heart, "0:45")
    await heart.reply(anna, talk)
    at(heart, "2:00")
    await heart.close(anna, talk)
    at(heart, "Wed 19:00:00")
    late = (await heart.receive(heart.visitor())).conversation_id
    settings = DepartmentSettings(hours=Hours())
    await heart.writer.do(ChangeDepartment(actor="t:", department_id=heart.department, settings=settings))
    third = heart.visitor()
    short = (await heart.receive(third)).conversation_id
    at(heart, "Wed 19:00:08")
    await heart.writer.do(CloseByVisitor(third.id, short, new_id(), heart.directory.rules))
    at(heart, "Thu 09:02:00")
    await heart.take(anna, late)
    at(heart, "Thu 09:03:00")
    await heart.reply(anna, late)


async def test_what_the_verbs_write_becomes_facts(database: Database) -> None:
    async with beating(database, following=False) as heart:
        await evening_and_morning(heart)
        facts = await read_facts(database)
    answered, late, short = facts.episodes.values()
    assert (answered.t0, answered.first_reply_at, answered.closed_by) == (moment("0:00"), moment("0:45"), "operator")
    assert (answered.channel, answered.department_id) == ("site", heart.department)
    assert (late.first_reply_at, late.calendar) == (moment("Thu 09:03"), 2)
    assert (short.closed_by, short.calendar) == ("visitor", 3)
    assert [(limit.limit, stay.status) for limit, stay in zip(facts.limits, facts.stays, strict=True)] == [
        (4, "offline")
    ]


async def test_parking_and_transfer_leave_what_the_definitions_need(database: Database) -> None:
    async with beating(database, following=False) as heart:
        at(heart, "0:00")
        anna, boris = await heart.operator("anna"), await heart.operator("boris")
        for operator in (anna, boris):
            await heart.writer.do(SetStatus(operator_id=operator, client_id=new_id(), status=Status.ONLINE))
        visitor = heart.visitor()
        talk = (await heart.receive(visitor)).conversation_id
        at(heart, "0:10")
        await heart.take(anna, talk)
        at(heart, "0:30")
        await heart.reply(anna, talk)
        at(heart, "1:00")
        await heart.writer.do(Park(anna, talk, new_id()))
        at(heart, "11:00")
        await heart.receive(visitor)
        at(heart, "11:20")
        rules = heart.directory.rules
        await heart.writer.do(
            TransferToOperator(
                operator_id=anna, conversation_id=talk, client_id=new_id(), receiver_id=boris, rules_of=rules
            )
        )
        at(heart, "11:45")
        await heart.reply(boris, talk)
        at(heart, "12:00")
        await heart.close(boris, talk)
        (episode,) = (await read_facts(database)).episodes.values()
    judged = judge(episode, Hours(), NOW)
    segments = [judge_segment(segment, Hours(), NOW) for segment in episode.segments]
    assert judged.frt == Span(30_000, 30_000)
    assert [(who, span.ms) for who, span in judged.replies] == [(anna, 30_000), (boris, 45_000)]
    # Anna: 0:10 to 11:20 less ten minutes; Boris: 11:20 to 12:00, his first words after 25 s.
    assert [(one.duration.ms, one.frt and one.frt.ms) for one in segments] == [(70_000, 20_000), (40_000, 25_000)]
    assert [one.segment.why for one in segments] == ["transferred", "closed"]
    assert (episode.transfers, episode.returns, judged.requeue_waits) == (1, 0, ())


async def test_rows_have_real_and_business_time_by_the_calendar_of_their_time(database: Database) -> None:
    async with beating(database, following=False) as heart:
        await evening_and_morning(heart)
        wanted = Wanted(since=WANTED.since, until=WANTED.until, as_rows=True, as_json=True)
        rows = [json.loads(line) for line in await lines(database, wanted, NOW)]
    assert [row["outcome"] for row in rows] == [Outcome.ANSWERED, Outcome.ANSWERED, Outcome.SHORT_ABANDON]
    assert [shown(rows[1]["frt"][part]) for part in ("ms", "open_ms")] == ["14:03:00", "3:00"]
    assert rows[0]["frt"] == {"ms": 45_000, "open_ms": 0}


async def test_figures_are_printed_for_a_span_and_a_department(database: Database) -> None:
    async with beating(database, following=False) as heart:
        await evening_and_morning(heart)
        printed = "\n".join(await lines(database, WANTED, NOW))
        one_day = Wanted(since=WANTED.since, until=datetime(2026, 11, 25, 18), zone="Europe/Moscow", as_rows=True)
        rows = await lines(database, one_day, NOW)
        support = Wanted(since=WANTED.since, until=WANTED.until, department="support", as_json=True)
        found = json.loads((await lines(database, support, NOW))[0])
        with pytest.raises(NoSuchDepartment, match="support"):
            await lines(database, Wanted(since=WANTED.since, until=WANTED.until, department="sales"), NOW)
        with pytest.raises(UnknownZone):
            await lines(database, Wanted(since=WANTED.since, until=WANTED.until, zone="Moscow"), NOW)
    assert "2: 2 answered, 0 waiting" in printed
    assert "1 short abandons" in printed
    assert "answered in 60 s          50.0% (1 of 2" in printed
    assert len(rows) == 2
    assert rows[1].startswith("2026-11-25 12:00:00")
    assert found["figures"]["offered"] == 2
    assert found["operators"][0]["segments"] == 2


@pytest.fixture
def empty_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    async def make() -> None:
        database = open_database(f"sqlite:///{tmp_path / 'besedka.sqlite3'}")
        await open_store(database)
        await database.close()

    asyncio.run(make())
    monkeypatch.setenv("BESEDKA_DATA", str(tmp_path))
    monkeypatch.delenv("BESEDKA_DATABASE", raising=False)
    return tmp_path


def test_the_command_prints_figures_of_an_empty_store(empty_store: Path) -> None:
    done = CliRunner().invoke(cli.main, ["facts", "--from", "2026-11-24", "--to", "2026-11-25T12:00"])
    assert done.exit_code == 0, done.output
    assert "0: 0 answered, 0 waiting" in done.output
    wrong = CliRunner().invoke(
        cli.main, ["facts", "--from", "2026-11-24", "--to", "2026-11-25", "--zone", "Mars/Phobos"]
    )
    assert wrong.exit_code == 1
    assert "Expected a name like Europe/Moscow" in wrong.output
