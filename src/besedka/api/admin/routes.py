"""The admin's HTTP routes, below `/api/admin/v1`. All for admins, unless a route's `opt` says less."""

import msgspec
from litestar import Router, get

from besedka.api.admin import departments, inboxes, staff
from besedka.api.http.bodies import Body
from besedka.api.http.paging import Before, Limit, cursor
from besedka.api.http.paging import place as place_of
from besedka.api.http.place import HERE, Here
from besedka.api.http.signed_in import ME, signed_in
from besedka.kernel import audit
from besedka.kernel.audit import AuditRow
from besedka.staff import Role


class AuditPage(msgspec.Struct, frozen=True):
    """Latest first. `next` goes into `before`; null: there are no more."""

    rows: list[AuditRow]
    next: str | None


@get("/audit", summary="Who did what to whom")
async def audit_rows(place: Here, before: Before = None, limit: Limit = 50) -> AuditPage:
    """Sign-ins, changes of people and settings."""
    last = place_of(before)
    found = await place.database.read(audit.page, last[1] if last else None, limit + 1)
    shown = found[:limit]
    return AuditPage(shown, cursor(shown[-1].at, shown[-1].id) if len(found) > limit else None)


def router(path: str) -> Router:
    """Everything below the admin's path."""
    return Router(
        path,
        route_handlers=[
            staff.staff,
            staff.add,
            staff.change,
            staff.disable,
            staff.enable,
            staff.give_password,
            staff.give_photo,
            staff.take_photo,
            departments.departments,
            departments.department,
            departments.add_department,
            departments.change_department,
            inboxes.inboxes,
            inboxes.add_inbox,
            inboxes.change_inbox,
            audit_rows,
        ],
        guards=[signed_in],
        opt={"role": Role.ADMIN},
        dependencies={**HERE, **ME},
        dto=Body,
        return_dto=None,
        tags=["admin"],
    )
