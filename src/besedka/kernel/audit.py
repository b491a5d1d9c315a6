"""Who did what to whom, for actions on people and settings. Never texts, secrets or network addresses."""

import msgspec
import sqlalchemy as sa

from besedka.kernel import tables
from besedka.kernel.db import Bulk
from besedka.kernel.ids import new_id
from besedka.kernel.records import Records, Tx


class AuditRow(msgspec.Struct):
    """One line of the audit. A change of settings has what stood `before` and `after`, as JSON: it can be undone."""

    id: str
    at: int
    actor: str
    action: str
    subject: str
    detail: str
    before: str | None = None
    after: str | None = None


AUDIT = Records(AuditRow, tables.audit, rank=90, changing=(), locked=False)


def note(
    tx: Tx,
    actor: str,
    action: str,
    subject: str,
    detail: str = "",
    *,
    before: str | None = None,
    after: str | None = None,
) -> None:
    """Write a line in the transaction of what it tells of. `actor` is `kind:id`, `action` like `operator.disabled`."""
    tx.add(AUDIT, AuditRow(new_id(), tx.now, actor, action, subject, detail, before, after))


def page(bulk: Bulk, before: str | None, limit: int) -> list[AuditRow]:
    """The latest lines first; `before` is the id of the last one seen. Ids are ordered by time."""
    t = tables.audit
    query = sa.select(t).order_by(t.c.id.desc()).limit(limit)
    return [AuditRow(*tuple(row)) for row in bulk.execute(query if before is None else query.where(t.c.id < before))]
