"""Every route there is, taken from the code: none of staff's is open, none takes more than it names."""

from typing import Any

import pytest
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from besedka import app
from besedka.api import web
from besedka.api.http.bodies import Body
from besedka.api.http.signed_in import own_page, signed_in
from besedka.staff import Role
from tests.api.house import House, problem

pytestmark = pytest.mark.asyncio(loop_scope="module")
house = pytest.fixture(name="house")(lambda shared: shared)

DOCUMENT = app.openapi_document()
OPERATIONS = [
    (method, path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
    if isinstance(operation, dict)
]
NAMES = [f"{method.upper()} {path}" for method, path, _ in OPERATIONS]
STAFF = [(m.upper(), p) for m, p, _ in OPERATIONS if p.startswith(("/api/operator/", "/api/admin/"))]
OPEN = {
    ("POST", "/api/operator/v1/session"),
    ("POST", "/api/operator/v1/invitation"),
    ("POST", "/api/operator/v1/invitation/look"),
}
"""Where somebody comes in; only pages of ours may ask."""


def handlers(house: House) -> list[tuple[str, str, HTTPRouteHandler]]:
    """(method, path, handler) of the application, but for the framework's own answers to OPTIONS."""
    application = web.framework(house.process)
    return [
        (method, route.path, handler)
        for route in application.routes
        if isinstance(route, HTTPRoute)
        for method, (handler, _) in route.route_handler_map.items()
        if method != "OPTIONS"
    ]


async def test_every_route_of_staff_asks_who_is_signed_in(house: House) -> None:
    looked_at = 0
    for method, path, handler in handlers(house):
        if path.startswith(("/api/operator/", "/api/admin/")):
            guards = handler.resolve_guards()
            wanted = own_page if (method, path) in OPEN else signed_in
            assert wanted in guards, f"{method} {path}"
            looked_at += 1
    assert looked_at == len(STAFF)


async def test_every_route_of_admins_asks_for_a_role(house: House) -> None:
    roles = {f"{m} {p}": h.opt.get("role") for m, p, h in handlers(house) if p.startswith("/api/admin/")}
    assert len(roles) > 10
    below = {name for name, role in roles.items() if role != Role.ADMIN}
    assert below == {
        "GET /api/admin/v1/staff",
        "GET /api/admin/v1/departments",
        "GET /api/admin/v1/departments/{department_id:str}",
    }
    assert {roles[name] for name in below} == {Role.SUPERVISOR}


async def test_every_body_is_read_strictly(house: House) -> None:
    with_body = [(m, p, h) for m, p, h in handlers(house) if "data" in h.parsed_fn_signature.parameters]
    assert len(with_body) > 10
    for method, path, handler in with_body:
        assert handler.resolve_data_dto() is Body, f"{method} {path}"


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
async def test_every_route_says_what_its_refusals_look_like(
    house: House, method: str, path: str, operation: dict[str, Any]
) -> None:
    assert operation["summary"]
    assert "application/problem+json" in operation["responses"]["4XX"]["content"]


@pytest.mark.parametrize("name", sorted(Body.kinds))
async def test_every_body_forbids_what_it_does_not_name(house: House, name: str) -> None:
    assert DOCUMENT["components"]["schemas"][name]["additionalProperties"] is False


@pytest.mark.parametrize(("method", "path"), [route for route in STAFF if route not in OPEN])
async def test_nobody_gets_anything_of_staffs(house: House, method: str, path: str) -> None:
    address = path.replace("{seq}", "1").replace("{", "").replace("}", "")
    problem(await house.browser().client.request(method, address), 401, "signed_out")
    as_visitor = await house.visitor().client.request(method, address, headers={"Authorization": f"Bearer {'x' * 43}"})
    problem(as_visitor, 401, "signed_out")


@pytest.mark.parametrize(("method", "path"), [route for route in STAFF if route[0] != "GET" and route not in OPEN])
async def test_nothing_is_changed_for_a_foreign_page(house: House, method: str, path: str) -> None:
    admin = await house.signed_in("admin")
    address = path.replace("{", "").replace("}", "").removeprefix("/api")
    problem(await admin.call(method, address, Origin="https://evil.example"), 403, "foreign_origin")
    admin.csrf = ""
    problem(await admin.call(method, address), 403, "forged_request")
