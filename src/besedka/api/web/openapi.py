"""The OpenAPI document: what the framework knows of the routes, and beside it every message of the streams."""

from collections.abc import Callable
from typing import Any

import msgspec
from litestar import Litestar, Router, get
from litestar.openapi import OpenAPIConfig

from besedka.api.http.bodies import Body
from besedka.api.http.problems import Problem
from besedka.api.operator.commands import OperatorCommand
from besedka.api.stream import pieces, protocol
from besedka.api.visitor.commands import VisitorCommand

_SERVER_MESSAGES = (
    protocol.Hello,
    protocol.Welcome,
    protocol.Snapshot,
    protocol.Resync,
    protocol.Frame,
    protocol.Ack,
    protocol.Refused,
    protocol.Typing,
    protocol.Queue,
    protocol.Pong,
    protocol.Bye,
    pieces.EntryPiece,
    pieces.ConversationPiece,
    pieces.OperatorPiece,
    pieces.DepartmentPiece,
    pieces.GonePiece,
    Problem,
)
CONFIG = OpenAPIConfig(title="Besedka", version="1", use_handler_docstrings=True, render_plugins=())
_REF = "#/components/schemas/"
_PROBLEM = {
    "description": "A problem document (RFC 9457).",
    "content": {"application/problem+json": {"schema": {"$ref": f"{_REF}Problem"}}},
}


def document(application: Litestar) -> dict[str, Any]:
    """OpenAPI 3.1 of every route, and of the messages of docs/protocol.md."""
    found = application.openapi_schema.to_schema()
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(_components((*_SERVER_MESSAGES, *Body.kinds.values()), ""))
    schemas.update(_components((VisitorCommand,), "Visitor"))
    schemas.update(_components((OperatorCommand,), "Operator"))
    for operation in (o for path in found["paths"].values() for o in path.values() if isinstance(o, dict)):
        _say_what_refusals_look_like(operation)
    return found


def router(describe: Callable[[], dict[str, Any]]) -> Router:
    """`GET /api/openapi.json`; made when somebody asks for the first time."""
    kept: dict[str, Any] = {}

    @get("/api/openapi.json", include_in_schema=False, sync_to_thread=False)
    def openapi() -> dict[str, Any]:
        if not kept:
            kept.update(describe())
        return kept

    return Router("/", route_handlers=[openapi])


def _components(types: tuple[Any, ...], prefix: str) -> dict[str, Any]:
    """JSON Schemas by name; audiences have commands of the same names, so theirs get a prefix."""
    _, found = msgspec.json.schema_components(types, ref_template=f"{_REF}{prefix}{{name}}")
    return {f"{prefix}{name}": schema for name, schema in found.items()}


def _say_what_refusals_look_like(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    for status in [status for status in responses if status.startswith(("4", "5"))]:
        del responses[status]
    responses["4XX"] = responses["503"] = _PROBLEM
    if "Uploads" in operation["operationId"]:
        responses["507"] = _PROBLEM
    responses.get("204", {}).pop("content", None)
