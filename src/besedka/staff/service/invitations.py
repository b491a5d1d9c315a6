"""Inviting somebody: a link that works once sets the first password, or another one."""

from collections.abc import Iterable

import msgspec

from besedka.kernel import audit
from besedka.kernel.ids import new_id
from besedka.kernel.records import Need, Tx, Via
from besedka.staff.model import INVITATION_MS, Invitation, InvitationOver, Operator, SessionRow
from besedka.staff.service import sessions
from besedka.staff.service.sessions import Caller
from besedka.staff.store import (
    INVITATIONS,
    OPERATORS,
    invitation_by_hash,
    open_invitations,
    open_sessions,
    operator_by_id,
)


class Invite(msgspec.Struct, frozen=True, kw_only=True):
    """A new invitation, in place of those there are; answers when it ends. Raises NoSuchOperator, InvitationOver."""

    actor: str
    operator_id: str
    token_hash: str

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield open_invitations, self.operator_id

    def run(self, tx: Tx) -> int:
        operator = tx.get(operator_by_id, self.operator_id)
        if operator.is_disabled:
            raise InvitationOver(f"Expected somebody who may sign in, but {operator.name} is disabled. Enable first.")
        _take_back(tx, operator)
        row = Invitation(new_id(), self.token_hash, operator.id, tx.now, self.actor, tx.now + INVITATION_MS)
        tx.add(INVITATIONS, row)
        audit.note(tx, self.actor, "operator.invited", operator.id, row.id)
        return row.expires_at


class RevokeInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """The link works no more. Raises NoSuchOperator, InvitationOver."""

    actor: str
    operator_id: str

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield open_invitations, self.operator_id

    def run(self, tx: Tx) -> None:
        operator = tx.get(operator_by_id, self.operator_id)
        if not _take_back(tx, operator):
            raise InvitationOver(f"Expected an open invitation, {operator.name} has none.")
        audit.note(tx, self.actor, "operator.invitation_revoked", operator.id)


class AcceptInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """Set the password and sign in; sessions from before end. Answers (session, operator). Raises InvitationOver."""

    invitation_hash: str
    password_hash: str
    token_hash: str
    caller: Caller

    def needs(self) -> Iterable[Need]:
        yield invitation_by_hash, self.invitation_hash
        whose = Via(invitation_by_hash, self.invitation_hash, "operator_id")
        yield operator_by_id, whose
        yield open_sessions, whose

    def run(self, tx: Tx) -> tuple[SessionRow, Operator]:
        invitation = tx.get(invitation_by_hash, self.invitation_hash)
        operator = tx.get(operator_by_id, invitation.operator_id)
        if not invitation.is_open(tx.now) or operator.is_disabled:
            raise InvitationOver
        tx.edit(INVITATIONS, invitation).used_at = tx.now
        mine = tx.edit(OPERATORS, operator)
        mine.password_hash = self.password_hash
        actor = f"operator:{mine.id}"
        audit.note(tx, actor, "operator.invitation_accepted", mine.id, invitation.id)
        old = tx.all(open_sessions, mine.id)
        session = sessions.begin(tx, mine, self.token_hash, self.caller, goes_online=False)
        sessions.end(tx, mine, old, actor)
        return session, mine


def _take_back(tx: Tx, operator: Operator) -> bool:
    """Whether there was one that still worked."""
    found = [invitation for invitation in tx.all(open_invitations, operator.id) if invitation.is_open(tx.now)]
    for invitation in found:
        tx.edit(INVITATIONS, invitation).revoked_at = tx.now
    return bool(found)
