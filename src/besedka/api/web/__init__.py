"""The HTTP side of a process: every router under one application, in its shell."""

from typing import Any, Protocol

from litestar import Litestar
from litestar.openapi import OpenAPIConfig

from besedka.api import admin, operator, visitor
from besedka.api.admin import routes as admin_routes
from besedka.api.http import pages, problems
from besedka.api.http.bodies import MAX_BYTES
from besedka.api.http.glossary import glossary
from besedka.api.http.photos import photos
from besedka.api.http.place import Place
from besedka.api.http.shell import Shell
from besedka.api.operator import carriers as operator_carriers
from besedka.api.operator import routes as operator_routes
from besedka.api.stream.sockets import Door
from besedka.api.visitor import carriers as visitor_carriers
from besedka.api.visitor import routes as visitor_routes
from besedka.api.visitor import stopping
from besedka.api.visitor.page import page as chat_page
from besedka.api.web import openapi, showcase


class Offered(Place, Protocol):
    """What the composition root's process offers beside the place: the doors."""

    visitors: visitor.VisitorDoor
    operators: operator.OperatorDoor
    visitor_door: Door
    operator_door: Door


def application(process: Offered) -> Shell:
    """The ASGI application of a process."""
    return Shell(framework(process), process)


def framework(process: Offered, described: OpenAPIConfig | None = None) -> Litestar:
    """The application inside the shell. `described`: one that is asked for its document, and never served.

    What is served has no such configuration, because the framework would add pages of its own to it.
    """
    settings = process.settings
    by_stream = visitor_carriers.router(process.visitor_door, process.visitors)
    by_staff = operator_carriers.router(process.operator_door, process.operators)
    found = Litestar(
        route_handlers=[
            pages.health,
            glossary,
            photos,
            chat_page,
            stopping.router,
            pages.router(settings, framed_by=showcase.origins(settings) if settings.demo else ()),
            visitor_routes.router(visitor.PATH, process.visitors, by_stream),
            operator_routes.router(operator.PATH, [by_staff]),
            admin_routes.router(admin.PATH),
            openapi.router(lambda: openapi_document(process)),
            *([showcase.router(settings)] if settings.demo else []),
        ],
        exception_handlers={Exception: problems.answer},
        request_max_body_size=MAX_BYTES,
        logging_config=None,
        openapi_config=described,
    )
    found.state.place = process
    return found


def openapi_document(process: Offered) -> dict[str, Any]:
    """The OpenAPI document of everything that a process serves."""
    return openapi.document(framework(process, openapi.CONFIG))
