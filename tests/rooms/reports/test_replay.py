"""`besedka replay` on what the verbs really write, from both databases; and `besedka simulate`."""

import asyncio
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from besedka import cli
from besedka.kernel.db import Database, open_database
from besedka.kernel.schema import open_store
from besedka.reports import Wanted, replayed
from besedka.staff import ChangeOperator, NoSuchOperator, everybody, everybody_at, settings_at
from tests.rooms.heart import Heart, beating
from tests.unit.reports.stories import moment

WANTED = Wanted(since=datetime(2026, 11, 25), until=datetime(2026, 11, 26), zone="Europe/Moscow")


def at(heart: Heart, when: str) -> None:
    """From now on it is this moment of a story."""
    heart.clock.now = lambda: moment(when)  # type: ignore[method-assign]


async def two_at_noon(heart: Heart) -> None:
    """Anna and Boris are here; Anna answers one after 20 s, and the next one, who came 5 s later, after 20 s more."""
    at(heart, "0:00")
    anna, boris = await heart.operator("anna"), await heart.operator("boris")
    await heart.status(anna)
    await heart.status(boris)
    at(heart, "1:00")
    first = (await heart.receive(heart.visitor())).conversation_id
    await heart.take(anna, first)
    at(heart, "1:05")
    second = (await heart.receive(heart.visitor())).conversation_id
    await heart.take(anna, second)
    at(heart, "1:20")
    await heart.reply(anna, first)
    at(heart, "1:40")
    await heart.reply(anna, second)


async def test_the_engine_gives_the_second_one_to_whoever_is_idle(database: Database) -> None:
    async with beating(database, following=False) as heart:
        await two_at_noon(heart)
    found = await replayed(database, WANTED, None, (), None)
    assert (found.measured.first, found.replayed.first) == ([20_000, 35_000], [20_000, 20_000])


async def test_without_a_colleague_it_is_the_day_as_it_was(database: Database) -> None:
    async with beating(database, following=False) as heart:
        await two_at_noon(heart)
    found = await replayed(database, WANTED, None, ("Boris",), None)
    assert found.replayed.first == found.measured.first
    with pytest.raises(NoSuchOperator, match="got 'zoe'"):
        await replayed(database, WANTED, None, ("zoe",), None)


async def test_it_is_played_with_departments_and_people_as_they_were_set_then(database: Database) -> None:
    async with beating(database, following=False) as heart:
        await two_at_noon(heart)
        at(heart, "30:00")
        await heart.told(giving={"mode": "least_loaded"}, hours={"always": False})
        await heart.told(giving={"mode": "least_loaded"})
        for one in await database.read(everybody):
            await heart.writer.do(ChangeOperator(actor="t:", operator_id=one.id, departments=(), chat_limit=9))
    then, now = moment("1:00"), moment("40:00")
    told = [(await database.read(settings_at, when))[heart.department] for when in (then, now)]
    assert [(one.giving.mode, one.hours.always) for one in told] == [("late", True), ("least_loaded", True)]
    staff = [await database.read(everybody_at, when) for when in (then, now)]
    assert [[(o.department_ids, o.chat_limit) for o in those] for those in staff] == [
        [([heart.department], 4)] * 2, [([], 9)] * 2,
    ]  # fmt: skip
    found = await replayed(database, WANTED, None, (), None)
    assert found.replayed.first == [20_000, 20_000]


def test_the_command_shows_both_days_beside_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def furnish() -> None:
        database = open_database(f"sqlite:///{tmp_path}/besedka.sqlite3")
        await open_store(database)
        async with beating(database, following=False) as heart:
            await two_at_noon(heart)
        await database.close()

    asyncio.run(furnish())
    monkeypatch.setenv("BESEDKA_DATABASE", f"sqlite:///{tmp_path}/besedka.sqlite3")
    done = CliRunner().invoke(cli.main, ["replay", "--from", "2026-11-25", "--to", "2026-11-26", "--limit", "1"])
    assert done.exit_code == 0, done.output
    measured, again = done.output.splitlines()[1:]
    assert measured.split()[:5] == ["measured", "2", "27.5", "s", "20.0"]
    assert again.split()[:5] == ["replayed", "2", "20.0", "s", "20.0"]
    wrong = CliRunner().invoke(
        cli.main, ["replay", "--from", "2026-11-25", "--to", "2026-11-26", "--without-operator", "zoe"]
    )
    assert (wrong.exit_code, "Expected the name" in wrong.output) == (1, True)


def test_simulated_days_are_shown_for_both_routers() -> None:
    done = CliRunner().invoke(cli.main, ["simulate", "--seeds", "1", "--hours", "5"])
    assert done.exit_code == 0, done.output
    assert [line.split()[0] for line in done.output.splitlines()] == ["came", "naive", "besedka"]
    one = CliRunner().invoke(cli.main, ["simulate", "--router", "besedka", "--seeds", "1", "--hours", "5"])
    assert done.output.splitlines()[2] == one.output.splitlines()[1]
