"""Whether new conversations may come to an operator."""

from collections.abc import Iterable
from typing import Any

import msgspec

from besedka.events.staff import OperatorStatusChanged
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx
from besedka.staff.model import Operator, SignedOut, Status, checked_reason
from besedka.staff.store import OPERATORS, operator_by_id


class SetStatus(msgspec.Struct, frozen=True, kw_only=True):
    """An operator's own choice, exactly once; answers {"operator_id", "status"}."""

    operator_id: str
    client_id: str
    status: Status
    reason: str | None = None

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield actions.done_by, (self.client_id, self.operator_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises SignedOut, BadReason."""
        operator = tx.get(operator_by_id, self.operator_id)
        request = digest("set_status", self.status, *([] if self.reason is None else [self.reason]))
        if earlier := actions.earlier(tx, operator.id, self.client_id, request):
            return earlier
        if operator.is_disabled:
            raise SignedOut
        changed = set_status(tx, operator, self.status, checked_reason(self.reason), f"operator:{operator.id}")
        answer = {"operator_id": changed.id, "status": str(changed.status)}
        return actions.remember(tx, operator.id, self.client_id, request, answer)


def set_status(tx: Tx, operator: Operator, status: Status, reason: str | None, by: str) -> Operator:
    """Change whether new conversations may come; the same status again changes nothing."""
    if operator.status == status and operator.status_reason == reason:
        return operator
    mine = tx.edit(OPERATORS, operator)
    was, mine.status, mine.status_reason = mine.status, status, reason
    mine.version += 1
    tx.happened(OperatorStatusChanged(subject=mine.id, actor=by, at=tx.now, status=status, was=was))
    return mine
