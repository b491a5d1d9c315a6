"""Whether new conversations may come to an operator."""

from collections.abc import Iterable
from typing import Any

import msgspec

from besedka.events.staff import OperatorStatusChanged
from besedka.kernel import actions, audit
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx
from besedka.staff.fields import checked_reason
from besedka.staff.model import NoSuchOperator, Operator, Role, SignedOut, Status
from besedka.staff.store import OPERATORS, operator_by_id

BY_FINISHING = "system:finishing"


class SetStatus(msgspec.Struct, frozen=True, kw_only=True):
    """An operator's choice, exactly once; answers {"operator_id", "status"}. `of`: somebody else, for supervisors."""

    operator_id: str
    client_id: str
    status: Status
    reason: str | None = None
    of: str | None = None

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        if self.of is not None:
            yield operator_by_id, self.of
        yield actions.done_by, (self.client_id, self.operator_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises SignedOut, BadReason, NeedsRole, NoSuchOperator."""
        me = tx.get(operator_by_id, self.operator_id)
        request = digest("set_status", self.status, *(part for part in (self.reason, self.of) if part is not None))
        if earlier := actions.earlier(tx, me.id, self.client_id, request):
            return earlier
        if me.is_disabled:
            raise SignedOut
        whose = me if self.of in (None, me.id) else self._somebody_else(tx, me)
        changed = set_status(tx, whose, self.status, checked_reason(self.reason), f"operator:{me.id}")
        answer = {"operator_id": changed.id, "status": str(changed.status)}
        return actions.remember(tx, me.id, self.client_id, request, answer)

    def _somebody_else(self, tx: Tx, me: Operator) -> Operator:
        me.require_role(Role.SUPERVISOR)
        found = tx.get(operator_by_id, self.of)
        if found.is_disabled:
            raise NoSuchOperator
        audit.note(tx, f"operator:{me.id}", "operator.status_set", found.id, f"{found.status} -> {self.status}")
        return found


class Finish(msgspec.Struct, frozen=True):
    """Who is finishing and has ended the last active conversation is offline. Otherwise nothing."""

    operator_id: str

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id

    def run(self, tx: Tx) -> None:
        operator = tx.find(operator_by_id, self.operator_id)
        if operator is not None and operator.has_finished:
            set_status(tx, operator, Status.OFFLINE, None, BY_FINISHING)


def set_status(tx: Tx, operator: Operator, status: Status, reason: str | None, by: str) -> Operator:
    """Change whether new conversations may come; the same status again changes nothing.

    `by` is `kind:id`. Whoever is offline is not missed any more.
    """
    if operator.status == status and operator.status_reason == reason:
        return operator
    mine = tx.edit(OPERATORS, operator)
    was, mine.status, mine.status_reason = mine.status, status, reason
    if was != status:
        mine.status_since = tx.now
    kind, _, who = by.partition(":")
    mine.status_by = who if kind == "operator" and who != mine.id else None
    if status == Status.OFFLINE:
        mine.vanished_at = None
    mine.version += 1
    tx.happened(OperatorStatusChanged(subject=mine.id, actor=by, at=tx.now, status=status, was=was))
    return mine
