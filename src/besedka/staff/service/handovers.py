"""The note at the end of a shift, for the colleagues of a department."""

from collections.abc import Iterable

import msgspec

from besedka.kernel.ids import new_id
from besedka.kernel.records import Need, Tx
from besedka.staff.fields import checked_handover
from besedka.staff.model import Handover, NoSuchDepartment, SignedOut
from besedka.staff.store import HANDOVERS, operator_by_id, told_department


class LeaveHandover(msgspec.Struct, frozen=True):
    """Leave a note; answers it. Raises SignedOut, NoSuchDepartment (also for one that is not seen), BadHandover."""

    operator_id: str
    department_id: str
    text: str

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield told_department, self.department_id

    def run(self, tx: Tx) -> Handover:
        operator = tx.find(operator_by_id, self.operator_id)
        if operator is None or operator.is_disabled:
            raise SignedOut
        department = tx.get(told_department, self.department_id)
        if not operator.may_see(department.id):
            raise NoSuchDepartment
        row = Handover(new_id(), department.id, operator.id, tx.now, checked_handover(self.text))
        return tx.add(HANDOVERS, row)
