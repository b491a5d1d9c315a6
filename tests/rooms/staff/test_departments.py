"""Settings of departments: one document, its history of hours, its audit."""

from functools import partial
from typing import Any

import msgspec
import pytest

from besedka.api.stream.facts import Facts, Wanted
from besedka.api.stream.pieces import Drawing, Everybody
from besedka.attachments import Addresses
from besedka.events.staff import DepartmentOpened
from besedka.kernel import audit
from besedka.kernel.audit import ChangedSince, OldVersion, Undo
from besedka.kernel.db import Bulk
from besedka.kernel.eventlog import Event
from besedka.staff import (
    AddDepartment,
    ChangeDepartment,
    Department,
    DepartmentSettings,
    Doorkeeper,
    Hours,
    NoSuchDepartment,
    departments_by_ids,
)
from besedka.staff.model import BadName
from besedka.staff.service.turning import Turn
from tests.rooms.heart import eventually
from tests.rooms.staff.rooms import Office

NINE_TO_SIX = Hours(zone="Europe/Moscow", always=False, week={"mon": (("09:00", "18:00"),)})
MONDAY_NOON = 1_781_514_000_000  # 2026-06-15 12:00 in Moscow
HOUR, MINUTE = 3600 * 1000, 60 * 1000


async def change(office: Office, **fields: Any) -> Department:
    given = {"actor": "operator:vera", "department_id": office.heart.department, **fields}
    changed: Department = await office.writer.do(ChangeDepartment(**given))
    return changed


async def rows(office: Office) -> list[audit.AuditRow]:
    changes = partial(audit.page, actions=("department.changed",))
    return await office.heart.database.read(changes, None, 50)


async def test_a_change_says_which_fields_changed_and_keeps_both_states(office: Office) -> None:
    await change(office, settings=DepartmentSettings(needs_topic=True), names={"en": "Help"})
    (row,) = await office.heart.database.read(departments_by_ids, [office.heart.department])
    assert (row.told.needs_topic, row.names, row.version, row.calendar) == (True, '{"en":"Help"}', 2, 1)
    (event,) = [event for _, event in await office.events("DepartmentChanged")]
    assert (event.subject, event.fields, event.calendar) == (row.id, ["names.en", "needs_topic"], 1)
    (line,) = await rows(office)
    assert (line.actor, line.detail) == ("operator:vera", "names.en,settings.needs_topic")
    assert line.before == '{"names":{"en":"Support"},"settings":{}}'
    assert line.after == '{"names":{"en":"Help"},"settings":{"needs_topic":true}}'


async def test_a_change_that_changes_nothing_leaves_no_trace(office: Office) -> None:
    changed = await change(office, settings=DepartmentSettings(), names={"en": "Support"})
    assert (changed.version, await rows(office)) == (1, [])


async def test_every_version_of_the_hours_is_kept_and_other_changes_make_none(office: Office) -> None:
    department = office.heart.department
    await change(office, settings=DepartmentSettings(hours=NINE_TO_SIX))
    changed = await change(office, settings=DepartmentSettings(hours=NINE_TO_SIX, needs_topic=True))
    assert (changed.version, changed.calendar) == (3, 2)
    await office.heart.departments.load()
    known = office.heart.departments
    assert [known.hours(department, version) for version in (1, 2)] == [Hours(), NINE_TO_SIX]
    with pytest.raises(NoSuchDepartment):
        known.hours(department, 3)


async def test_every_process_knows_when_a_department_is_open(office: Office) -> None:
    department, known = office.heart.department, office.heart.departments
    assert known.is_open(department, MONDAY_NOON)
    await change(office, settings=DepartmentSettings(hours=NINE_TO_SIX))

    async def noticed() -> bool:
        return known.hours(department) == NINE_TO_SIX

    await eventually(noticed)
    assert known.is_open(department, MONDAY_NOON)
    assert not known.is_open(department, MONDAY_NOON + 6 * HOUR)
    assert known.next_opening(department, MONDAY_NOON + 6 * HOUR) == MONDAY_NOON + (7 * 24 - 3) * HOUR
    added = await office.writer.do(AddDepartment(actor="t:", key="sales", names={}))

    async def knows_both() -> bool:
        return {row.id for row in known.all()} == {department, added}

    await eventually(knows_both)


async def test_that_it_opens_or_closes_is_said_once_whichever_process_looks(office: Office) -> None:
    heart, department, clock = office.heart, office.heart.department, office.clock
    await change(office, settings=DepartmentSettings(hours=NINE_TO_SIX))
    await heart.departments.load()
    clock.ahead = MONDAY_NOON + 5 * HOUR - clock.now()
    keepers = [Doorkeeper(heart.departments, heart.writer, clock) for _ in range(2)]
    for ahead in (0, HOUR, MINUTE, 7 * 24 * HOUR - 9 * HOUR):
        clock.ahead += ahead
        for keeper in keepers:
            await keeper.look()
    said = await office.events("DepartmentOpened", "DepartmentClosed")
    closed_at, opened_at = MONDAY_NOON + 6 * HOUR, MONDAY_NOON + (7 * 24 - 3) * HOUR
    assert [(type(event).__name__, event.subject, event.due_at) for _, event in said] == [  # type: ignore[attr-defined]
        ("DepartmentClosed", department, closed_at),
        ("DepartmentOpened", department, opened_at),
    ]
    await heart.writer.do(Turn(department, False, opened_at + 9 * HOUR))
    assert len(await office.events("DepartmentOpened", "DepartmentClosed")) == 2, "it is open still"


async def test_consoles_get_a_department_anew_when_it_opens_or_closes(office: Office) -> None:
    (row,) = await office.heart.database.read(departments_by_ids, [office.heart.department])
    event: Event = DepartmentOpened(subject=row.id, actor="system:clock", at=1, due_at=1)
    assert Wanted([(1, event)]).departments == {row.id}
    facts = Facts()
    facts.departments[row.id] = row
    (piece,) = Drawing([(1, event)], facts, office.heart.directory, Addresses("x" * 32), Everybody(), 1).draw()
    assert piece.topics == ("staff",)
    assert b'"cause":"DepartmentOpened"' in piece.payload


async def test_whoever_looked_at_an_older_version_overwrites_nothing(office: Office) -> None:
    await change(office, names={"en": "Help"}, version=1)
    with pytest.raises(OldVersion) as refused:
        await change(office, settings=DepartmentSettings(needs_topic=True), names={"en": "Support"}, version=1)
    assert "Expected version 2, got 1" in refused.value.detail
    assert "names.en, settings.needs_topic" in refused.value.detail
    assert len(await rows(office)) == 1


async def test_what_makes_no_sense_changes_nothing(office: Office) -> None:
    for fields, refusal in (
        ({"names": {"in english": "x"}}, BadName),
        ({"department_id": "nowhere"}, NoSuchDepartment),
    ):
        with pytest.raises(refusal):
            await change(office, **fields)
    assert await rows(office) == []


async def test_a_change_is_undone_unless_the_same_was_changed_again(office: Office) -> None:
    await change(office, settings=DepartmentSettings(hours=NINE_TO_SIX))
    await change(office, names={"en": "Help"})
    second, first = await rows(office)
    before = msgspec.convert(msgspec.json.decode(str(first.before))["settings"], DepartmentSettings)
    undo = Undo(first.id, str(first.after))
    undone = await change(office, settings=before, undo=undo)
    assert (undone.told, undone.names, undone.calendar) == (DepartmentSettings(), '{"en":"Help"}', 3)
    assert (await rows(office))[0].detail == f"settings.hours undo:{first.id}"
    with pytest.raises(ChangedSince) as refused:
        await change(office, settings=before, undo=undo)
    assert "settings.hours" in refused.value.detail
    assert await office.heart.database.read(_line, second.id) == second


def _line(bulk: Bulk, line_id: str) -> audit.AuditRow:
    return audit.line(bulk, line_id)
