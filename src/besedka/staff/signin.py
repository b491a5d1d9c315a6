"""Signing in: the same answer and the same work whoever asks, growing pauses, tokens that are never stored.

What the doors use. `SignIns` reads and hashes outside of any transaction; what must hold is checked again by the
commands of `service/sessions.py` under the operator's lock.
"""

import contextlib
from collections.abc import Callable

import msgspec

from besedka.kernel.addresses import network
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.ids import new_secret, secret_hash
from besedka.kernel.records import Command
from besedka.kernel.writer import Writer
from besedka.staff import store, throttle
from besedka.staff.model import (
    BadTicket,
    Invitation,
    InvitationOver,
    NoSuchSession,
    Operator,
    SessionRow,
    SignedOut,
    WrongCredentials,
    WrongPassword,
)
from besedka.staff.passwords import Passwords, checked_password
from besedka.staff.service.invitations import AcceptInvitation, Invite
from besedka.staff.service.people import ChangePassword
from besedka.staff.service.sessions import Caller, CountAttempt, EndSession, NoteFailure, OpenSession, Seen
from besedka.staff.service.tickets import IssueTicket, RedeemTicket

_SEEN_EVERY_MS = 60_000
_TOKEN_LENGTH = 43
_TOUCHED_MAX = 10_000


class SignedIn(msgspec.Struct, frozen=True):
    """A fresh sign-in. `token` goes into the cookie and is kept nowhere else."""

    operator: Operator
    session: SessionRow
    token: str


class SignIns:
    """Sessions, tickets and passwords of operators."""

    def __init__(self, database: Database, writer: Writer, clock: Clock, passwords: Passwords) -> None:
        self._database, self._writer, self._clock, self._passwords = database, writer, clock, passwords
        self._touched: dict[str, int] = {}

    async def sign_in(
        self, email: str, password: str, caller: Caller, replaces: str = "", *, goes_online: bool = True
    ) -> SignedIn:
        """A new session; `replaces` is the id of the one this browser has. Raises WrongCredentials, TooManySignIns."""
        email = email.strip().lower()
        operator, keys = await self._attempt(email, caller)
        stored = operator.password_hash if operator and not operator.is_disabled else None
        if not await self._passwords.verify(stored, password) or operator is None:
            await self._writer.do(NoteFailure(operator.id if operator else ""))
            raise WrongCredentials("Expected the e-mail and password of an operator. Check both and try again.")
        token = new_secret()
        command = OpenSession(
            operator_id=operator.id,
            verified=operator.password_hash,
            rehashed=await self._rehashed(operator, password),
            token_hash=secret_hash(token),
            caller=caller,
            attempts=keys,
            replaces=replaces,
            goes_online=goes_online,
        )
        session, operator = await self._writer.do(command)
        return SignedIn(operator, session, token)

    async def change_password(self, operator: Operator, present: str, wanted: str, caller: Caller) -> SignedIn:
        """Another password: every session ends, this browser gets a new one. Raises WrongPassword, WeakPassword."""
        checked_password(wanted)
        known, keys = await self._attempt(operator.email, caller)
        if known is None or not await self._passwords.verify(known.password_hash, present):
            await self._writer.do(NoteFailure(operator.id))
            raise WrongPassword("Expected your present password.")
        token = new_secret()
        command = ChangePassword(
            actor=f"operator:{operator.id}",
            operator_id=operator.id,
            password_hash=await self._passwords.hash(wanted),
            verified=known.password_hash,
            token_hash=secret_hash(token),
            caller=caller,
            attempts=keys,
        )
        session, changed = await self._writer.do(command)
        return SignedIn(changed, session, token)

    async def invite(self, actor: str, operator_id: str, by: Callable[[Command], Command]) -> tuple[str, int]:
        """(token, when it ends) of a new invitation; `by` wraps the command. Raises NoSuchOperator, InvitationOver."""
        token = new_secret()
        command = Invite(actor=actor, operator_id=operator_id, token_hash=secret_hash(token))
        expires_at: int = await self._writer.do(by(command))
        return token, expires_at

    async def invited(self, token: str) -> tuple[Invitation, Operator]:
        """An open invitation and whose it is; raises InvitationOver."""
        found = None
        if len(token) == _TOKEN_LENGTH:
            found = await self._database.read(store.invited, secret_hash(token), self._clock.now())
        if found is None:
            raise InvitationOver
        return found

    async def accept(self, invitation: str, password: str, caller: Caller) -> SignedIn:
        """Set the password and sign in; raises InvitationOver, WeakPassword."""
        await self.invited(invitation)
        token = new_secret()
        command = AcceptInvitation(
            invitation_hash=secret_hash(invitation),
            password_hash=await self._passwords.hash(password),
            token_hash=secret_hash(token),
            caller=caller,
        )
        session, operator = await self._writer.do(command)
        return SignedIn(operator, session, token)

    async def who(self, token: str) -> tuple[SessionRow, Operator]:
        """Whose cookie this is; raises SignedOut."""
        found = None
        if len(token) == _TOKEN_LENGTH:
            found = await self._database.read(store.live_session, secret_hash(token), self._clock.now())
        if found is None:
            raise SignedOut("Expected the cookie of an open session. Sign in.")
        if self._clock.now() - found[0].last_seen_at >= _SEEN_EVERY_MS:
            self.touch(found[0].id)
        return found

    async def current(self, session_id: str) -> Operator:
        """Whose session this is now, with present rights; raises SignedOut."""
        found = await self._database.read(store.session_with_id, session_id, self._clock.now())
        if found is None:
            raise SignedOut("The session has ended. Sign in.")
        return found[1]

    def touch(self, session_id: str) -> None:
        """The session is in use; written at most once a minute, and nobody waits for it."""
        now = self._clock.now()
        if now - self._touched.get(session_id, 0) < _SEEN_EVERY_MS:
            return
        if len(self._touched) >= _TOUCHED_MAX:
            self._touched.clear()
        self._touched[session_id] = now
        self._writer.submit(Seen(session_id), lambda _: None)

    async def sessions(self, operator_id: str) -> list[SessionRow]:
        """Open sessions, the latest used first."""
        return await self._database.read(store.sessions_of, operator_id, self._clock.now())

    async def sign_out(self, operator_id: str, session_id: str) -> None:
        """End one session of this operator, and its streams; raises NoSuchSession."""
        await self._writer.do(EndSession(operator_id=operator_id, session_id=session_id))

    async def ticket(self, session: SessionRow) -> tuple[str, int]:
        """(ticket, when it expires): opens one stream within 30 s, in any process."""
        ticket = new_secret()
        expires_at: int = await self._writer.do(IssueTicket(ticket, session.id, session.operator_id))
        return ticket, expires_at

    async def redeem(self, ticket: str) -> tuple[str, Operator]:
        """(session id, operator) of a ticket, exactly once; raises BadTicket, SignedOut."""
        if len(ticket) != _TOKEN_LENGTH:
            raise BadTicket("Expected a ticket from POST /api/operator/v1/ticket.")
        redeemed: tuple[str, Operator] = await self._writer.do(RedeemTicket(ticket))
        return redeemed

    async def upkeep(self) -> None:
        """End what has outlived its time, drop what nobody needs. To be called about once a minute."""
        for session in await self._database.read(store.outlived_sessions, self._clock.now()):
            with contextlib.suppress(NoSuchSession):
                await self._writer.do(
                    EndSession(operator_id=session.operator_id, session_id=session.id, by="system:expiry")
                )
        now = self._clock.now()
        await self._writer.transaction(lambda bulk: store.forget_old(bulk, now))

    async def _attempt(self, email: str, caller: Caller) -> tuple[Operator | None, tuple[str, ...]]:
        """Who that would be, and the counters of the attempt; raises TooManySignIns."""
        since = self._clock.now() - throttle.FAMILIAR_MS
        operator, addresses = await self._database.read(store.signing_in, email, since)
        here = network(caller.address)
        keys = throttle.counters(email, here, here in {network(address) for address in addresses})
        await self._writer.do(CountAttempt(keys))
        return operator, keys

    async def _rehashed(self, operator: Operator, password: str) -> str | None:
        """A hash with today's parameters, when the stored one has others."""
        if not self._passwords.is_outdated(operator.password_hash):
            return None
        return await self._passwords.rehash(password)
