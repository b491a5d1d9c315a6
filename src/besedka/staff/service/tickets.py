"""Tickets: a stream cannot carry a cookie across origins or a header, so it opens with a word that works once."""

from collections.abc import Iterable

import msgspec

from besedka.kernel.ids import secret_hash
from besedka.kernel.records import Need, Tx, Via
from besedka.staff.model import TICKET_MS, BadTicket, Operator, SignedOut, StreamTicket
from besedka.staff.store import TICKETS, operator_by_id, session_by_id, ticket_by_hash


class IssueTicket(msgspec.Struct, frozen=True):
    """Keep a new ticket of this session; answers when it expires."""

    ticket: str
    session_id: str
    operator_id: str

    def needs(self) -> Iterable[Need]:
        return ()

    def run(self, tx: Tx) -> int:
        expires_at = tx.now + TICKET_MS
        tx.add(TICKETS, StreamTicket(secret_hash(self.ticket), self.session_id, self.operator_id, expires_at, None))
        return expires_at


class RedeemTicket(msgspec.Struct, frozen=True):
    """Use a ticket, in whichever process; answers (session id, operator). Raises BadTicket, SignedOut."""

    ticket: str

    def needs(self) -> Iterable[Need]:
        hashed = secret_hash(self.ticket)
        yield ticket_by_hash, hashed
        yield operator_by_id, Via(ticket_by_hash, hashed, "operator_id")
        yield session_by_id, Via(ticket_by_hash, hashed, "session_id")

    def run(self, tx: Tx) -> tuple[str, Operator]:
        ticket = tx.find(ticket_by_hash, secret_hash(self.ticket))
        if ticket is None or ticket.used_at is not None or ticket.expires_at <= tx.now:
            raise BadTicket
        operator, session = tx.get(operator_by_id, ticket.operator_id), tx.get(session_by_id, ticket.session_id)
        if operator.is_disabled or not session.is_live(tx.now):
            raise SignedOut
        tx.edit(TICKETS, ticket).used_at = tx.now
        return session.id, operator
