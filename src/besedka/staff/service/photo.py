"""An operator's photo."""

from collections.abc import Iterable

import msgspec

from besedka.events.staff import OperatorChanged
from besedka.kernel import audit
from besedka.kernel.records import Need, Tx
from besedka.staff.model import Operator, Photo
from besedka.staff.photos import name_of
from besedka.staff.store import OPERATORS, PHOTOS, operator_by_id, photo_by_hash


class SetPhoto(msgspec.Struct, frozen=True, kw_only=True):
    """Another photo, as `portrait` made it, or none. Answers the operator. Raises NoSuchOperator."""

    actor: str
    operator_id: str
    content: bytes | None

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        if self.content is not None:
            yield photo_by_hash, name_of(self.content)

    def run(self, tx: Tx) -> Operator:
        operator = tx.get(operator_by_id, self.operator_id)
        wanted = name_of(self.content) if self.content is not None else None
        if operator.photo == wanted:
            return operator
        if self.content is not None and wanted is not None and tx.find(photo_by_hash, wanted) is None:
            tx.add(PHOTOS, Photo(wanted, self.content, tx.now))
        mine = tx.edit(OPERATORS, operator)
        mine.photo = wanted
        mine.version += 1
        tx.happened(OperatorChanged(subject=mine.id, actor=self.actor, at=tx.now, fields=["photo"]))
        audit.note(tx, self.actor, "operator.changed", mine.id, "photo")
        return mine
