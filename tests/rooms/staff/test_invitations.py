"""Invitations: a link that sets a password, once, within three days."""

import asyncio

import pytest

from besedka.kernel.errors import Refusal
from besedka.kernel.records import Command
from besedka.staff import (
    AddOperator,
    DisableOperator,
    NoSuchOperator,
    RevokeInvitation,
    Role,
    SignedIn,
    WrongCredentials,
)
from besedka.staff.model import INVITATION_MS, InvitationOver, WeakPassword
from tests.rooms.staff.rooms import AWAY, HOME, PASSWORD, Office

WANTED = "four words make one"


async def add(office: Office, name: str = "nadia") -> str:
    """Somebody without a password; answers the id."""
    command = AddOperator(
        actor="t:", email=f"{name}@x.example", name=name, role=Role.OPERATOR, departments=(office.heart.department,)
    )
    return str(await office.writer.do(command))


async def invite(office: Office, operator_id: str) -> str:
    def as_it_is(command: Command) -> Command:
        return command

    return (await office.sign_ins.invite("operator:vera", operator_id, as_it_is))[0]


async def test_without_a_password_nobody_signs_in_until_the_invitation_is_accepted(office: Office) -> None:
    nadia = await add(office)
    for guess in ("", PASSWORD):
        with pytest.raises(WrongCredentials):
            await office.sign_ins.sign_in("nadia@x.example", guess, HOME)
    token = await invite(office, nadia)
    invitation, operator = await office.sign_ins.invited(token)
    assert (operator.id, invitation.expires_at - invitation.created_at) == (nadia, INVITATION_MS)
    fresh = await office.sign_ins.accept(token, WANTED, HOME)
    assert (await office.sign_ins.who(fresh.token))[1].id == nadia
    assert (await office.sign_ins.sign_in("nadia@x.example", WANTED, AWAY)).operator.id == nadia
    assert [len(await office.audit(f"operator.{what}")) for what in ("invited", "invitation_accepted")] == [1, 1]


async def test_an_invitation_works_once_however_many_hands_hold_it(office: Office) -> None:
    token = await invite(office, await add(office))
    answers = await asyncio.gather(
        *(office.sign_ins.accept(token, f"{WANTED} {n}", HOME) for n in range(3)), return_exceptions=True
    )
    assert sum(isinstance(answer, SignedIn) for answer in answers) == 1
    assert sum(isinstance(answer, InvitationOver) for answer in answers) == 2
    with pytest.raises(InvitationOver):
        await office.sign_ins.invited(token)


async def test_a_new_invitation_replaces_the_old_one(office: Office) -> None:
    nadia = await add(office)
    first, second = await invite(office, nadia), await invite(office, nadia)
    with pytest.raises(InvitationOver):
        await office.sign_ins.accept(first, WANTED, HOME)
    await office.sign_ins.accept(second, WANTED, HOME)


async def test_an_invitation_ends_after_three_days_or_when_it_is_taken_back(office: Office) -> None:
    nadia = await add(office)
    token = await invite(office, nadia)
    office.clock.ahead = INVITATION_MS - 10_000
    await office.sign_ins.invited(token)
    office.clock.ahead = INVITATION_MS
    with pytest.raises(InvitationOver):
        await office.sign_ins.accept(token, WANTED, HOME)
    revoke = RevokeInvitation(actor="t:", operator_id=nadia)
    with pytest.raises(InvitationOver):
        await office.writer.do(revoke)
    token = await invite(office, nadia)
    await office.writer.do(revoke)
    with pytest.raises(InvitationOver):
        await office.sign_ins.accept(token, WANTED, HOME)


async def test_accepting_ends_the_sessions_that_there_were(office: Office) -> None:
    anna = await office.hire("anna")
    before = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    fresh = await office.sign_ins.accept(await invite(office, anna), WANTED, AWAY)
    assert [session.id for session in await office.sign_ins.sessions(anna)] == [fresh.session.id]
    with pytest.raises(WrongCredentials):
        await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    assert before.session.id != fresh.session.id


async def test_a_weak_password_leaves_the_invitation_open_and_a_disabled_account_does_not(office: Office) -> None:
    nadia = await add(office)
    token = await invite(office, nadia)
    with pytest.raises(WeakPassword):
        await office.sign_ins.accept(token, "short", HOME)
    await office.writer.do(DisableOperator(actor="t:", operator_id=nadia))
    with pytest.raises(InvitationOver):
        await office.sign_ins.accept(token, WANTED, HOME)
    with pytest.raises(InvitationOver):
        await invite(office, nadia)


async def test_nobody_is_invited_who_is_not_there(office: Office) -> None:
    with pytest.raises(NoSuchOperator):
        await invite(office, "nobody")
    for token in ("", "x", "x" * 43):
        with pytest.raises(Refusal):
            await office.sign_ins.accept(token, WANTED, HOME)
