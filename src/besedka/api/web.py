"""The HTTP side of a process: every router under one application, in its shell."""

from collections.abc import Sequence
from typing import Any, Protocol

from litestar import Litestar, Router
from litestar.openapi import OpenAPIConfig

from besedka.api import operator, visitor
from besedka.api.http import pages, problems
from besedka.api.http.bodies import MAX_BYTES
from besedka.api.http.place import Place
from besedka.api.http.shell import Shell
from besedka.api.operator import carriers as operator_carriers
from besedka.api.stream.sockets import Door
from besedka.api.visitor import carriers as visitor_carriers


class Offered(Place, Protocol):
    """What the composition root's process offers beside the place: the doors."""

    visitors: visitor.VisitorDoor
    operators: operator.OperatorDoor
    visitor_door: Door
    operator_door: Door


def application(process: Offered, *, more: Sequence[Any] = (), framed_by: Sequence[str] = ()) -> Shell:
    """The ASGI application of a process. `more`: further handlers (a demo's pages)."""
    return Shell(framework(process, more, framed_by), process)


def framework(process: Offered, more: Sequence[Any] = (), framed_by: Sequence[str] = ()) -> Litestar:
    """The application inside the shell."""
    found = Litestar(
        route_handlers=[
            pages.health,
            pages.router(process.settings, framed_by=framed_by),
            Router(visitor.PATH, route_handlers=[visitor_carriers.router(process.visitor_door, process.visitors)]),
            Router(operator.PATH, route_handlers=[operator_carriers.router(process.operator_door, process.operators)]),
            *more,
        ],
        exception_handlers={Exception: problems.answer},
        request_max_body_size=MAX_BYTES,
        openapi_config=OpenAPIConfig(title="Besedka", version="1", path="/api", use_handler_docstrings=True),
    )
    found.state.place = process
    return found
