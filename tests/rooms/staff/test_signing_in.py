"""Signing in and out: who gets in, what stays behind, how long one must wait after guessing wrong."""

import asyncio

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from besedka.kernel.db import Bulk
from besedka.kernel.ids import secret_hash
from besedka.staff import (
    Caller,
    ChangePassword,
    DisableOperator,
    Role,
    SetStatus,
    SignedOut,
    Status,
    TooManySignIns,
    WrongCredentials,
    tables,
)
from besedka.staff.model import NoSuchSession, WeakPassword, WrongPassword
from besedka.staff.service.sessions import OpenSession
from tests.rooms.staff.rooms import AWAY, HOME, PASSWORD, Office

DAY = 24 * 3600 * 1000
MINUTE = 60_000


async def guess(office: Office, email: str = "anna@x.example", caller: Caller = AWAY) -> None:
    with pytest.raises(WrongCredentials):
        await office.sign_ins.sign_in(email, "wrong", caller)


async def test_signing_in_opens_a_session_and_brings_who_was_offline_online(office: Office) -> None:
    anna = await office.hire("anna")
    signed_in = await office.sign_ins.sign_in(" Anna@X.example ", PASSWORD, HOME)
    assert signed_in.operator.id == anna
    session, operator = await office.sign_ins.who(signed_in.token)
    assert (session.id, operator.id, operator.status) == (signed_in.session.id, anna, Status.ONLINE)
    assert [e.status for _, e in await office.events("OperatorStatusChanged")] == ["online"]
    assert await office.audit("session.opened") == [(f"operator:{anna}", anna, session.id)]


async def test_nothing_stored_opens_a_session(office: Office) -> None:
    await office.hire("anna")
    signed_in = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)

    def rows(bulk: Bulk) -> str:
        return str(
            [tuple(row) for table in (tables.sessions, tables.operators) for row in bulk.execute(sa.select(table))]
        )

    everything = await office.heart.database.read(rows)
    assert signed_in.token not in everything
    assert PASSWORD not in everything
    assert secret_hash(signed_in.token) in everything
    for stored in (secret_hash(signed_in.token), signed_in.session.id, ""):
        with pytest.raises(SignedOut):
            await office.sign_ins.who(stored)


async def test_a_status_chosen_by_hand_survives_another_sign_in(office: Office) -> None:
    anna = await office.hire("anna")
    await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    await set_away(office, anna)
    await office.sign_ins.sign_in("anna@x.example", PASSWORD, AWAY)
    assert (await office.operator(anna)).status == Status.AWAY


async def set_away(office: Office, operator_id: str) -> None:
    await office.writer.do(SetStatus(operator_id=operator_id, client_id="c1", status=Status.AWAY, reason="lunch"))


async def test_the_last_sign_out_sets_the_operator_offline_and_an_earlier_one_does_not(office: Office) -> None:
    anna = await office.hire("anna")
    one = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    two = await office.sign_ins.sign_in("anna@x.example", PASSWORD, AWAY)
    await office.sign_ins.sign_out(anna, one.session.id)
    assert (await office.operator(anna)).status == Status.ONLINE
    with pytest.raises(SignedOut):
        await office.sign_ins.who(one.token)
    await office.sign_ins.sign_out(anna, two.session.id)
    assert (await office.operator(anna)).status == Status.OFFLINE
    ended = [e.session_id for _, e in await office.events("SessionRevoked")]
    assert ended == [one.session.id, two.session.id]


async def test_nobody_ends_a_session_of_somebody_else_or_twice(office: Office) -> None:
    anna, boris = await office.hire("anna"), await office.hire("boris")
    signed_in = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    with pytest.raises(NoSuchSession):
        await office.sign_ins.sign_out(boris, signed_in.session.id)
    await office.sign_ins.who(signed_in.token)
    await office.sign_ins.sign_out(anna, signed_in.session.id)
    with pytest.raises(NoSuchSession):
        await office.sign_ins.sign_out(anna, signed_in.session.id)


async def test_signing_in_again_in_the_same_browser_ends_the_old_session_and_keeps_the_operator_online(
    office: Office,
) -> None:
    anna = await office.hire("anna")
    one = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    two = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME, replaces=one.session.id)
    assert one.token != two.token
    with pytest.raises(SignedOut):
        await office.sign_ins.who(one.token)
    assert [s.id for s in await office.sign_ins.sessions(anna)] == [two.session.id]
    assert [e.status for _, e in await office.events("OperatorStatusChanged")] == ["online"]


async def test_a_session_of_another_operator_is_not_replaced(office: Office) -> None:
    await office.hire("anna")
    await office.hire("boris")
    hers = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    await office.sign_ins.sign_in("boris@x.example", PASSWORD, HOME, replaces=hers.session.id)
    await office.sign_ins.who(hers.token)


async def test_a_session_ends_after_two_idle_weeks_and_after_thirty_days_in_any_case(office: Office) -> None:
    anna = await office.hire("anna")
    idle = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    used = await office.sign_ins.sign_in("anna@x.example", PASSWORD, AWAY)
    office.clock.ahead = 13 * DAY
    await use(office, used.token)
    office.clock.ahead = 14 * DAY + 1
    with pytest.raises(SignedOut):
        await office.sign_ins.who(idle.token)
    await office.sign_ins.who(used.token)
    await office.sign_ins.upkeep()
    assert [e.session_id for _, e in await office.events("SessionRevoked")] == [idle.session.id]
    assert (await office.operator(anna)).status == Status.ONLINE
    office.clock.ahead = 26 * DAY
    await use(office, used.token)
    office.clock.ahead = 30 * DAY + 1
    with pytest.raises(SignedOut):
        await office.sign_ins.who(used.token)
    await office.sign_ins.upkeep()
    assert (await office.operator(anna)).status == Status.OFFLINE


async def use(office: Office, token: str) -> None:
    """A request with this cookie, and that it was seen is written."""
    await office.sign_ins.who(token)
    await office.writer.drain()


async def test_use_of_a_session_is_written_at_most_once_a_minute(office: Office) -> None:
    anna = await office.hire("anna")
    token = (await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)).token

    async def last_seen() -> int:
        await office.writer.drain()
        return (await office.sign_ins.sessions(anna))[0].last_seen_at

    first = await last_seen()
    office.clock.ahead += MINUTE // 2
    await office.sign_ins.who(token)
    assert await last_seen() == first
    office.clock.ahead += MINUTE
    await office.sign_ins.who(token)
    assert await last_seen() - first >= MINUTE


async def test_a_disabled_operator_has_no_session_and_gets_the_same_answer_as_a_stranger(office: Office) -> None:
    anna = await office.hire("anna")
    await office.hire("vera", Role.ADMIN)
    signed_in = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    await office.writer.do(DisableOperator(actor="t:", operator_id=anna))
    with pytest.raises(SignedOut):
        await office.sign_ins.who(signed_in.token)
    answers = []
    for email in ("anna@x.example", "nobody@x.example"):
        with pytest.raises(WrongCredentials) as refused:
            await office.sign_ins.sign_in(email, PASSWORD, HOME)
        answers.append(refused.value.detail)
    assert answers[0] == answers[1]
    assert (await office.operator(anna)).status == Status.OFFLINE
    assert len(await office.events("SessionRevoked")) == len(await office.events("OperatorDisabled")) == 1


async def test_an_unknown_e_mail_costs_as_much_work_as_a_wrong_password(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.hire("anna")
    worked: list[str] = []
    verify = office.passwords._verify

    def watched(stored: str, password: str) -> bool:
        worked.append(stored)
        return verify(stored, password)

    monkeypatch.setattr(office.passwords, "_verify", watched)
    await guess(office, "anna@x.example")
    await guess(office, "nobody@x.example")
    assert [stored.split("$")[1:4] for stored in worked] == [["argon2id", "v=19", "m=19456,t=2,p=1"]] * 2


async def test_pauses_grow_with_wrong_guesses_and_end_by_themselves(office: Office) -> None:
    await office.hire("anna")
    for _ in range(5):
        await guess(office)
    waits = []
    for _ in range(9):
        with pytest.raises(TooManySignIns) as refused:
            await office.sign_ins.sign_in("anna@x.example", PASSWORD, AWAY)
        waits.append(refused.value.retry_ms)
        office.clock.ahead += refused.value.retry_ms
        await guess(office)
    seconds = [round(wait / 1000) for wait in waits]
    assert seconds == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    office.clock.ahead += MINUTE
    assert (await office.sign_ins.sign_in("anna@x.example", PASSWORD, AWAY)).token
    await guess(office)
    await office.sign_ins.sign_in("anna@x.example", PASSWORD, AWAY)


async def test_attempts_at_the_same_moment_all_count(office: Office) -> None:
    await office.hire("anna")
    tries = [office.sign_ins.sign_in("anna@x.example", "wrong", AWAY) for _ in range(20)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, WrongCredentials) for answer in answers) == 5
    assert sum(isinstance(answer, TooManySignIns) for answer in answers) == 15


async def test_guessing_elsewhere_does_not_lock_the_owner_out_at_an_address_in_use(office: Office) -> None:
    await office.hire("anna")
    await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    for _ in range(5):
        await guess(office, caller=AWAY)
    with pytest.raises(TooManySignIns):
        await office.sign_ins.sign_in("anna@x.example", PASSWORD, AWAY)
    await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)


async def test_guesses_at_an_address_in_use_are_held_up_too(office: Office) -> None:
    await office.hire("anna")
    await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    for _ in range(5):
        await guess(office, caller=HOME)
    with pytest.raises(TooManySignIns):
        await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)


async def test_one_address_that_tries_many_accounts_is_held_up(office: Office) -> None:
    for number in range(50):
        await guess(office, f"n{number}@x.example")
    with pytest.raises(TooManySignIns):
        await office.sign_ins.sign_in("n51@x.example", PASSWORD, AWAY)
    with pytest.raises(WrongCredentials):
        await office.sign_ins.sign_in("n51@x.example", PASSWORD, HOME)


async def test_what_was_typed_is_stored_nowhere(office: Office) -> None:
    await guess(office, "secret-typed-as-name")

    def attempts(bulk: Bulk) -> str:
        return str([tuple(row) for row in bulk.execute(sa.select(tables.sign_in_attempts))])

    stored = await office.heart.database.read(attempts)
    assert "account:" in stored
    assert "secret-typed" not in stored
    assert AWAY.address not in stored
    assert await office.audit("sign_in.failed") == [("anonymous:", "", "")]


async def test_changing_the_password_ends_every_session_but_gives_this_browser_a_new_one(office: Office) -> None:
    anna = await office.hire("anna")
    here = await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    there = await office.sign_ins.sign_in("anna@x.example", PASSWORD, AWAY)
    with pytest.raises(WrongPassword):
        await office.sign_ins.change_password(here.operator, "wrong", "another good one", HOME)
    with pytest.raises(WeakPassword):
        await office.sign_ins.change_password(here.operator, PASSWORD, "short", HOME)
    fresh = await office.sign_ins.change_password(here.operator, PASSWORD, "another good one", HOME)
    for old in (here, there):
        with pytest.raises(SignedOut):
            await office.sign_ins.who(old.token)
    await office.sign_ins.who(fresh.token)
    assert (await office.operator(anna)).status == Status.ONLINE
    assert {e.session_id for _, e in await office.events("SessionRevoked")} == {here.session.id, there.session.id}
    with pytest.raises(WrongCredentials):
        await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    await office.sign_ins.sign_in("anna@x.example", "another good one", HOME)
    assert await office.audit("operator.password_changed") == [(f"operator:{anna}", anna, "")]


async def test_a_password_hashed_with_older_parameters_is_hashed_anew_at_sign_in(office: Office) -> None:
    anna = await office.hire("anna")
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    await office.writer.do(ChangePassword(actor="t:", operator_id=anna, password_hash=weak))
    await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    stored = (await office.operator(anna)).password_hash
    assert "m=19456,t=2,p=1" in stored
    await office.sign_ins.sign_in("anna@x.example", PASSWORD, HOME)
    assert (await office.operator(anna)).password_hash == stored


async def test_an_account_that_changed_while_the_password_was_compared_is_not_entered(office: Office) -> None:
    anna = await office.hire("anna")
    compared = (await office.operator(anna)).password_hash
    await office.writer.do(
        ChangePassword(actor="t:", operator_id=anna, password_hash=await office.passwords.hash("another good one"))
    )
    late = OpenSession(operator_id=anna, verified=compared, rehashed=None, token_hash="x", caller=HOME, attempts=())
    with pytest.raises(WrongCredentials):
        await office.writer.do(late)
