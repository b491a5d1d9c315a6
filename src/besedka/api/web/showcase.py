"""The demo's pages on the server's own port; the supervisor serves the same on the second origin."""

from typing import Any
from urllib.parse import urlsplit

from litestar import Request, Response, Router, get

from besedka import demo
from besedka.api.http.problems import NoSuchAddress
from besedka.kernel.settings import Settings


def router(settings: Settings) -> Router:
    """`/demo`, `/demo/both` and the files they need."""

    def answer(name: str, request: Request[Any, Any, Any]) -> Response[bytes]:
        server = settings.public_url or f"http://{request.headers.get('host', '')}"
        site = f"http://{urlsplit(server).hostname}:{settings.demo_port}"
        locale = demo.locale_for(request.query_params.get("locale"), request.headers.get("accept-language", ""))
        found = demo.page(name, locale, server, site, known_passwords=settings.is_loopback)
        if found is None:
            raise NoSuchAddress
        headers = {"Content-Security-Policy": demo.csp(name, server, site), "Cache-Control": "no-cache"}
        return Response(found[1], media_type=found[0], headers=headers)

    @get("/demo", sync_to_thread=False)
    def site(request: Request[Any, Any, Any]) -> Response[bytes]:
        return answer("demo", request)

    @get("/demo/{name:str}", sync_to_thread=False)
    def file(name: str, request: Request[Any, Any, Any]) -> Response[bytes]:
        return answer(name, request)

    return Router("/", route_handlers=[site, file], include_in_schema=False)


def origins(settings: Settings) -> list[str]:
    """Who may show the console in a frame: the demo's page of both sides."""
    return list(demo.origins(settings.host, (settings.port, settings.demo_port), settings.public_url))
