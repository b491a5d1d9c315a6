"""Staff and departments: who may change whom, and what follows from it."""

import asyncio
from typing import Any

import msgspec
import pytest

from besedka.kernel.audit import OldVersion
from besedka.kernel.errors import ClientIdConflict
from besedka.staff import (
    AddDepartment,
    AddOperator,
    AsAdmin,
    ChangeOperator,
    ChangePassword,
    DisableOperator,
    EnableOperator,
    NeedsRole,
    NoSuchOperator,
    Role,
    SetStatus,
    SignedOut,
    Status,
)
from besedka.staff.model import (
    BadChatLimit,
    BadEmail,
    BadKey,
    BadName,
    BadReason,
    EmailTaken,
    LastAdmin,
    UnknownDepartment,
)
from tests.rooms.staff.rooms import HOME, PASSWORD, Office


def newcomer(office: Office, **fields: Any) -> AddOperator:
    given = {"email": "new@x.example", "name": "New", "departments": (office.heart.department,), **fields}
    return AddOperator(actor="t:", password_hash="-", role=Role.OPERATOR, **given)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"email": "ANNA@x.example"}, EmailTaken),
        ({"email": "nobody"}, BadEmail),
        ({"email": "a b@x.example"}, BadEmail),
        ({"email": "a\x00@x.example"}, BadEmail),
        ({"name": "  "}, BadName),
        ({"name": "x" * 121}, BadName),
        ({"public_names": {"english please": "Anna"}}, BadName),
        ({"chat_limit": -1}, BadChatLimit),
        ({"chat_limit": 10**26}, BadChatLimit),
        ({"departments": ("nowhere",)}, UnknownDepartment),
    ],
)
async def test_a_newcomer_must_make_sense(office: Office, fields: dict[str, Any], refusal: type[Exception]) -> None:
    await office.hire("anna")
    with pytest.raises(refusal):
        await office.writer.do(newcomer(office, **fields))


async def test_a_department_has_a_key_and_is_made_once(office: Office) -> None:
    again = AddDepartment(actor="t:", key="support", names={"en": "Other"})
    assert await office.writer.do(again) == office.heart.department
    with pytest.raises(BadKey):
        await office.writer.do(AddDepartment(actor="t:", key="Big Words", names={}))


async def test_changing_an_operator_says_which_fields_changed_and_nothing_more(office: Office) -> None:
    anna = await office.hire("anna")
    await office.writer.do(ChangeOperator(actor="operator:x", operator_id=anna, name="Anna P.", chat_limit=7))
    changed = await office.operator(anna)
    assert (changed.name, changed.chat_limit, changed.version, changed.role) == ("Anna P.", 7, 2, "operator")
    assert [e.fields for _, e in await office.events("OperatorChanged")] == [["chat_limit", "name"]]
    assert await office.audit("operator.changed") == [("operator:x", anna, "chat_limit,name")]
    await office.writer.do(ChangeOperator(actor="operator:x", operator_id=anna, name="Anna P."))
    assert (await office.operator(anna)).version == 2


async def test_a_person_changed_by_another_admin_meanwhile_is_looked_at_again_first(office: Office) -> None:
    anna = await office.hire("anna")
    await office.writer.do(ChangeOperator(actor="t:", operator_id=anna, name="Anna P.", edition=1))
    await office.writer.do(SetStatus(operator_id=anna, client_id="s", status=Status.AWAY))
    with pytest.raises(OldVersion) as refused:
        await office.writer.do(ChangeOperator(actor="t:", operator_id=anna, chat_limit=9, edition=1))
    assert "Expected version 2, got 1" in refused.value.detail
    assert "differs from this in: chat_limit" in refused.value.detail
    await office.writer.do(ChangeOperator(actor="t:", operator_id=anna, chat_limit=9, edition=2))
    assert (await office.operator(anna)).edition == 3


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"name": ""}, BadName),
        ({"chat_limit": 101}, BadChatLimit),
        ({"departments": ("nowhere",)}, UnknownDepartment),
        ({"public_names": {"en": ""}}, BadName),
    ],
)
async def test_a_change_that_makes_no_sense_changes_nothing(
    office: Office, fields: dict[str, Any], refusal: type[Exception]
) -> None:
    anna = await office.hire("anna")
    with pytest.raises(refusal):
        await office.writer.do(ChangeOperator(actor="t:", operator_id=anna, **fields))
    assert (await office.operator(anna)).version == 1


async def test_departments_can_be_taken_away_and_given(office: Office) -> None:
    anna = await office.hire("anna")
    sales = await office.writer.do(AddDepartment(actor="t:", key="sales", names={"en": "Sales"}))
    await office.writer.do(ChangeOperator(actor="t:", operator_id=anna, departments=(sales, sales)))
    assert (await office.operator(anna)).department_ids == [sales]
    await office.writer.do(ChangeOperator(actor="t:", operator_id=anna, departments=()))
    assert (await office.operator(anna)).department_ids == []


async def test_nobody_who_is_not_there_is_changed(office: Office) -> None:
    for command in (
        ChangeOperator(actor="t:", operator_id="nobody", name="x"),
        DisableOperator(actor="t:", operator_id="nobody"),
        EnableOperator(actor="t:", operator_id="nobody"),
        ChangePassword(actor="t:", operator_id="nobody", password_hash="-"),
    ):
        with pytest.raises(NoSuchOperator):
            await office.writer.do(command)


async def test_only_an_admin_commands_as_admin_and_only_as_long_as_being_one(office: Office) -> None:
    vera, zoe = await office.hire("vera", Role.ADMIN), await office.hire("zoe", Role.ADMIN)
    anna, max_ = await office.hire("anna"), await office.hire("max", Role.SUPERVISOR)
    change = ChangeOperator(actor="t:", operator_id=anna, chat_limit=9)
    for who in (anna, max_):
        with pytest.raises(NeedsRole):
            await office.writer.do(AsAdmin(who, change))
    await office.writer.do(AsAdmin(vera, change))
    demotion = ChangeOperator(actor="t:", operator_id=vera, role=Role.OPERATOR)
    late = ChangeOperator(actor="t:", operator_id=anna, chat_limit=1)
    answers = await asyncio.gather(
        office.writer.do(AsAdmin(zoe, demotion)), office.writer.do(AsAdmin(vera, late)), return_exceptions=True
    )
    assert isinstance(answers[1], NeedsRole)
    assert (await office.operator(anna)).chat_limit == 9
    await office.writer.do(DisableOperator(actor="t:", operator_id=vera))
    for who in (vera, "nobody"):
        with pytest.raises(SignedOut):
            await office.writer.do(AsAdmin(who, change))


async def test_the_last_admin_can_neither_be_disabled_nor_demoted(office: Office) -> None:
    vera, zoe = await office.hire("vera", Role.ADMIN), await office.hire("zoe", Role.ADMIN)
    at_once = [
        ChangeOperator(actor="t:", operator_id=vera, role=Role.OPERATOR),
        DisableOperator(actor="t:", operator_id=zoe),
    ]
    answers = await asyncio.gather(*map(office.writer.do, at_once), return_exceptions=True)
    assert sum(isinstance(answer, LastAdmin) for answer in answers) == 1
    with pytest.raises(LastAdmin):
        await office.writer.do(DisableOperator(actor="t:", operator_id=zoe))
    await office.writer.do(ChangeOperator(actor="t:", operator_id=zoe, name="Zoe"))


async def test_a_disabled_operator_can_be_let_in_again(office: Office) -> None:
    anna = await office.hire("anna")
    await office.writer.do(DisableOperator(actor="t:", operator_id=anna))
    await office.writer.do(DisableOperator(actor="t:", operator_id=anna))
    assert len(await office.events("OperatorDisabled")) == 1
    await office.writer.do(EnableOperator(actor="t:", operator_id=anna))
    await office.writer.do(EnableOperator(actor="t:", operator_id=anna))
    assert (await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)).operator.id == anna
    assert len(await office.audit("operator.enabled")) == 1


async def test_an_admin_gives_another_password_and_all_sessions_end(office: Office) -> None:
    anna = await office.hire("anna")
    signed_in = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    wanted = await office.passwords.hash("another good one")
    session, _ = await office.writer.do(ChangePassword(actor="operator:v", operator_id=anna, password_hash=wanted))
    assert session is None
    with pytest.raises(SignedOut):
        await office.sign_ins.who(signed_in.token)
    assert (await office.operator(anna)).status == Status.OFFLINE


async def test_a_status_is_set_once_for_each_client_id(office: Office) -> None:
    anna = await office.hire("anna")
    away = SetStatus(operator_id=anna, client_id="c1", status=Status.AWAY, reason="lunch")
    first = await office.writer.do(away)
    assert first == {"operator_id": anna, "status": "away"}
    await office.writer.do(SetStatus(operator_id=anna, client_id="c2", status=Status.ONLINE))
    assert await office.writer.do(away) == first
    assert (await office.operator(anna)).status == Status.ONLINE
    with pytest.raises(ClientIdConflict):
        await office.writer.do(msgspec.structs.replace(away, reason=None))
    assert [e.status for _, e in await office.events("OperatorStatusChanged")] == ["away", "online"]


@pytest.mark.parametrize("reason", ["x" * 201, "two\nlines", "\x00"])
async def test_the_reason_of_a_status_is_one_line(office: Office, reason: str) -> None:
    anna = await office.hire("anna")
    with pytest.raises(BadReason):
        await office.writer.do(SetStatus(operator_id=anna, client_id="c", status=Status.AWAY, reason=reason))


async def test_a_disabled_operator_sets_no_status(office: Office) -> None:
    anna = await office.hire("anna")
    await office.writer.do(DisableOperator(actor="t:", operator_id=anna))
    with pytest.raises(SignedOut):
        await office.writer.do(SetStatus(operator_id=anna, client_id="c", status=Status.ONLINE))
