"""The admin's HTTP routes, below `/api/admin/v1`. All for admins, unless a route's `opt` says less."""

from litestar import Router

from besedka.api.admin import audit, departments, inboxes, keys, staff
from besedka.api.admin.config import routes as config
from besedka.api.http.bodies import Body
from besedka.api.http.place import HERE
from besedka.api.http.signed_in import ME, signed_in
from besedka.staff import Role


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
            staff.invite,
            staff.revoke_invitation,
            departments.departments,
            departments.department,
            departments.add_department,
            departments.change_department,
            inboxes.inboxes,
            inboxes.add_inbox,
            inboxes.change_inbox,
            keys.keys,
            keys.add_key,
            keys.revoke_key,
            keys.check_identity,
            config.config,
            config.apply_config,
            audit.audit_rows,
            audit.undo,
        ],
        guards=[signed_in],
        opt={"role": Role.ADMIN},
        dependencies={**HERE, **ME},
        dto=Body,
        return_dto=None,
        tags=["admin"],
    )
