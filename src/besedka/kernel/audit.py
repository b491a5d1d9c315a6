"""Who did what to whom, for actions on people and settings. Never what people say, secrets or network addresses."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from besedka.kernel import tables
from besedka.kernel.db import Bulk
from besedka.kernel.errors import Conflict, NotFound
from besedka.kernel.ids import new_id
from besedka.kernel.records import Records, Tx


class NoSuchLine(NotFound):
    """There is no such line in the audit."""


class CannotBeUndone(Conflict):
    """This cannot be undone."""


class ChangedSince(Conflict):
    """It was changed again since, so it cannot simply be undone."""


class OldVersion(Conflict):
    """Somebody else changed this meanwhile."""


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


class Undo(msgspec.Struct, frozen=True):
    """What a change takes back: a line of the audit, and what that one left behind."""

    line: str
    after: str

    def require(self, present: Mapping[str, Any]) -> None:
        """Raises ChangedSince unless everything stands as that change left it."""
        left: dict[str, Any] = msgspec.json.decode(self.after)
        if moved := differing({field: present.get(field) for field in left}, left):
            raise ChangedSince(
                f"Expected everything as that change left it, but this was changed since: {', '.join(moved)}. "
                "Undo the later change first, or set it by hand."
            )


def require_version(looked_at: int | None, present: int, differing: Sequence[str]) -> None:
    """Raises OldVersion when somebody `looked_at` another version than the present one (None: whichever there is).

    `differing`: in which fields the wanted state is not what stands.
    """
    if looked_at in (None, present):
        return
    differs = f" What stands there now differs from this in: {', '.join(differing)}." if differing else ""
    raise OldVersion(
        f"Expected version {present}, got {looked_at}: somebody else changed it meanwhile.{differs} Look at it again."
    )


def change(
    tx: Tx,
    actor: str,
    action: str,
    subject: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    undo: Undo | None = None,
) -> None:
    """Write a line about the fields that differ, with their values before and after, so that it can be undone."""
    detail = ",".join(differing(before, after)) + (f" undo:{undo.line}" if undo else "")
    fields = [field for field in after if before.get(field) != after[field]]
    old, new = ({field: state[field] for field in fields} for state in (before, after))
    note(tx, actor, action, subject, detail, before=_json(old), after=_json(new))


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Names of what differs, in order: `limit`, or `settings.hours` where both sides are objects."""
    found: list[str] = []
    for field in sorted({*one, *other}):
        a, b = one.get(field), other.get(field)
        if isinstance(a, dict) and isinstance(b, dict):
            found += [f"{field}.{part}" for part in sorted({*a, *b}) if a.get(part) != b.get(part)]
        elif a != b:
            found.append(field)
    return found


def _json(fields: Mapping[str, Any]) -> str:
    return msgspec.json.encode(fields, order="sorted").decode()


def line(bulk: Bulk, line_id: str) -> AuditRow:
    """One line; raises NoSuchLine. Lines never change."""
    found = AUDIT.all(bulk, tables.audit.c.id == line_id)
    if not found:
        raise NoSuchLine
    return found[0]


def stood(bulk: Bulk, action: str, at: int) -> dict[str, dict[str, Any]]:
    """What stood at a moment, by subject: the fields that such an action has changed since, as they were then."""
    t, found = tables.audit.c, dict[str, dict[str, Any]]()
    for row in AUDIT.all(bulk, (t.action == action) & (t.at > at) & t.before.is_not(None), t.id):
        fields = found.setdefault(row.subject, {})
        for field, value in msgspec.json.decode(row.before or "{}").items():
            fields.setdefault(field, value)
    return found


def page(
    bulk: Bulk, before: str | None, limit: int, *, actions: Sequence[str] = (), person: str | None = None
) -> list[AuditRow]:
    """The latest lines first; `before` is the id of the last one seen. Ids are ordered by time.

    `actions`: only those that begin so. `person`: only what this operator did, or what was done to them.
    """
    t = tables.audit
    query = sa.select(t).order_by(t.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(t.c.id < before)
    if actions:
        query = query.where(sa.or_(*(t.c.action.startswith(each, autoescape=True) for each in actions)))
    if person is not None:
        query = query.where(sa.or_(t.c.actor == f"operator:{person}", t.c.subject == person))
    return [AuditRow(*tuple(row)) for row in bulk.execute(query)]
