"""Departments open and close by the clock: said once for each moment, whichever process looks."""

from collections.abc import Iterable

import msgspec

from besedka.events.staff import DepartmentClosed, DepartmentOpened
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx
from besedka.staff.calendar import is_open
from besedka.staff.store import department_by_id

_CLOCK = "system:clock"


class Turn(msgspec.Struct, frozen=True):
    """Say that a department opened or closed at `due_at`. Nothing happens if it was said, or is not so any more."""

    department_id: str
    opens: bool
    due_at: int

    @property
    def _name(self) -> str:
        return f"{self.department_id}:{self.due_at}"

    def needs(self) -> Iterable[Need]:
        yield department_by_id, self.department_id
        yield actions.done_by, (self._name, _CLOCK)

    def run(self, tx: Tx) -> None:
        department, request = tx.get(department_by_id, self.department_id), digest("turn", self._name)
        if is_open(department.told.hours, tx.now) != self.opens or actions.earlier(tx, _CLOCK, self._name, request):
            return
        happened = DepartmentOpened if self.opens else DepartmentClosed
        tx.happened(happened(subject=department.id, actor=_CLOCK, at=tx.now, due_at=self.due_at))
        actions.remember(tx, _CLOCK, self._name, request, {"opens": self.opens})
