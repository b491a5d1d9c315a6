"""Signing in and out, as the database sees it. Who may is decided in `signin.py` and again here, under the lock."""

from collections.abc import Iterable

import msgspec

from besedka.events.staff import SessionRevoked
from besedka.kernel import audit
from besedka.kernel.ids import new_id, new_secret
from besedka.kernel.records import Need, Tx
from besedka.staff import throttle
from besedka.staff.model import (
    Attempts,
    NoSuchSession,
    Operator,
    SessionRow,
    Status,
    TooManySignIns,
    WrongCredentials,
)
from besedka.staff.service.status import set_status
from besedka.staff.store import ATTEMPTS, OPERATORS, SESSIONS, attempts_of, open_sessions, operator_by_id, session_by_id

_USER_AGENT_LIMIT = 300


class Caller(msgspec.Struct, frozen=True):
    """The other end of a request: its address and what the browser calls itself."""

    address: str
    user_agent: str


class CountAttempt(msgspec.Struct, frozen=True):
    """Let an attempt to sign in through and count it as failed until it succeeds; so attempts at once count all.

    Raises TooManySignIns.
    """

    keys: tuple[str, ...]

    def needs(self) -> Iterable[Need]:
        return ((attempts_of, key) for key in self.keys)

    def run(self, tx: Tx) -> None:
        found = {key: tx.find(attempts_of, key) for key in self.keys}
        wait = max(throttle.wait_ms(attempts, tx.now) for attempts in found.values())
        if wait:
            raise TooManySignIns(f"Too many failed attempts. Try again in {-(-wait // 1000)} s.", retry_ms=wait)
        for key, attempts in found.items():
            if attempts is None:
                tx.add(ATTEMPTS, Attempts(key, 1, tx.now))
            else:
                mine = tx.edit(ATTEMPTS, attempts)
                mine.failures, mine.last_at = throttle.failures_before(attempts, tx.now) + 1, tx.now


class NoteFailure(msgspec.Struct, frozen=True):
    """An attempt failed; it was counted already. `operator_id` is "" for an e-mail that nobody has."""

    operator_id: str

    def needs(self) -> Iterable[Need]:
        return ()

    def run(self, tx: Tx) -> None:
        audit.note(tx, "anonymous:", "sign_in.failed", self.operator_id)


class OpenSession(msgspec.Struct, frozen=True, kw_only=True):
    """The password was right: a new session, always with a new token. Answers (session, operator).

    `verified` is the stored hash that it was compared with, `rehashed` a newer one to keep. `replaces` is the session
    that this browser had. Raises WrongCredentials if the account has changed meanwhile.
    """

    operator_id: str
    verified: str
    rehashed: str | None
    token_hash: str
    caller: Caller
    attempts: tuple[str, ...]
    replaces: str = ""
    goes_online: bool = True

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield open_sessions, self.operator_id
        for key in self.attempts:
            yield attempts_of, key

    def run(self, tx: Tx) -> tuple[SessionRow, Operator]:
        operator = tx.get(operator_by_id, self.operator_id)
        if operator.is_disabled or operator.password_hash != self.verified:
            raise WrongCredentials
        take_back(tx, self.attempts)
        if self.rehashed:
            tx.edit(OPERATORS, operator).password_hash = self.rehashed
        session = begin(tx, operator, self.token_hash, self.caller, goes_online=self.goes_online)
        old = [s for s in tx.all(open_sessions, operator.id) if s.id == self.replaces]
        end(tx, operator, old, f"operator:{operator.id}")
        return session, tx.get(operator_by_id, operator.id)


class EndSession(msgspec.Struct, frozen=True, kw_only=True):
    """Sign out one browser of one's own, or (`by` the system) one whose time is over. Raises NoSuchSession."""

    operator_id: str
    session_id: str
    by: str = ""

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield open_sessions, self.operator_id

    def run(self, tx: Tx) -> None:
        found = [s for s in tx.all(open_sessions, self.operator_id) if s.id == self.session_id]
        if not found:
            raise NoSuchSession
        end(tx, tx.get(operator_by_id, self.operator_id), found, self.by or f"operator:{self.operator_id}")


class Seen(msgspec.Struct, frozen=True):
    """A session was used just now."""

    session_id: str

    def needs(self) -> Iterable[Need]:
        yield session_by_id, self.session_id

    def run(self, tx: Tx) -> None:
        session = tx.find(session_by_id, self.session_id)
        if session is not None and session.is_live(tx.now):
            tx.edit(SESSIONS, session).last_seen_at = tx.now


def begin(tx: Tx, operator: Operator, token_hash: str, caller: Caller, *, goes_online: bool = True) -> SessionRow:
    """A new session; who was offline is online, or (`goes_online` false) decides so later."""
    session = SessionRow(
        new_id(), token_hash, operator.id, new_secret(), caller.user_agent[:_USER_AGENT_LIMIT], caller.address,
        tx.now, tx.now, None,
    )  # fmt: skip
    tx.add(SESSIONS, session)
    actor = f"operator:{operator.id}"
    audit.note(tx, actor, "session.opened", operator.id, session.id)
    if goes_online and operator.status == Status.OFFLINE:
        set_status(tx, operator, Status.ONLINE, None, actor)
    return session


def end(tx: Tx, operator: Operator, sessions: Iterable[SessionRow], by: str) -> None:
    """End these sessions and their streams; who has no other is offline."""
    for session in sessions:
        tx.edit(SESSIONS, session).ended_at = tx.now
        tx.happened(SessionRevoked(subject=operator.id, actor=by, at=tx.now, session_id=session.id))
        audit.note(tx, by, "session.ended", operator.id, session.id)
    if not any(session.is_live(tx.now) for session in tx.all(open_sessions, operator.id)):
        set_status(tx, tx.get(operator_by_id, operator.id), Status.OFFLINE, None, by)


def take_back(tx: Tx, keys: Iterable[str]) -> None:
    """A success ends an account's row of failures; an address gets only this attempt back: others may be guessing."""
    for key in keys:
        if (attempts := tx.find(attempts_of, key)) is not None:
            mine = tx.edit(ATTEMPTS, attempts)
            mine.failures = max(0, mine.failures - 1) if key.startswith("address:") else 0
