"""The audit: who did what to whom, and taking a change back."""

from enum import StrEnum
from functools import partial
from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import QueryParameter

from besedka.api.admin.undo import inverse
from besedka.api.http.paging import Before, Limit, PathId, QueryId, cursor
from besedka.api.http.paging import place as place_of
from besedka.api.http.place import Here
from besedka.api.http.signed_in import Me
from besedka.kernel import audit
from besedka.kernel.audit import AuditRow
from besedka.staff import AsAdmin


class Kind(StrEnum):
    """What a line is about: settings, people, both (`changes`), or sign-ins."""

    CHANGES = "changes"
    SETTINGS = "settings"
    PEOPLE = "people"
    SIGN_INS = "sign_ins"


_SETTINGS = ("department.", "inbox.")
_PEOPLE = ("operator.", "contact.")
_ACTIONS = {
    Kind.CHANGES: (*_SETTINGS, *_PEOPLE),
    Kind.SETTINGS: _SETTINGS,
    Kind.PEOPLE: _PEOPLE,
    Kind.SIGN_INS: ("session.", "sign_in."),
}
"""How the actions of a kind begin."""


class AuditPage(msgspec.Struct, frozen=True):
    """Latest first. `next` goes into `before`; null: there are no more."""

    rows: list[AuditRow]
    next: str | None


@get("/audit", summary="Who did what to whom")
async def audit_rows(
    place: Here,
    before: Before = None,
    limit: Limit = 50,
    kind: Annotated[Kind | None, QueryParameter()] = None,
    person: QueryId = None,
) -> AuditPage:
    """Sign-ins, changes of people and settings. A row with `before` and `after` can be undone.

    `person`: the id of an operator who did it, or to whom it was done.
    """
    last = place_of(before)
    wanted = partial(audit.page, actions=_ACTIONS[kind] if kind else (), person=person)
    found = await place.database.read(wanted, last[1] if last else None, limit + 1)
    shown = found[:limit]
    return AuditPage(shown, cursor(shown[-1].at, shown[-1].id) if len(found) > limit else None)


@post("/audit/{line_id:str}/undo", status_code=204, summary="Undo a change")
async def undo(line_id: PathId, me: Me, place: Here) -> None:
    """What stood before stands again, and that is a row of the audit too. 409 when it was changed since."""
    command = inverse(await place.database.read(audit.line, line_id), me.actor)
    await place.writer.do(AsAdmin(me.id, command))
    await place.directory.load()
    await place.departments.load()
