"""What browsers open: the console, the widget's files, the health check, and what a problem's name means.

`router(...)` takes the folder of the built front end. The console's page is filled in for each answer with a nonce for
the styles that its components make, and with the path that it lives under.
"""

import asyncio
import secrets
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from litestar import MediaType, Request, Response, Router, get, head
from litestar.params import FromPath

from besedka.api.http.files import Built, Folder
from besedka.api.http.place import HERE, Here
from besedka.api.http.problems import NoSuchAddress
from besedka.kernel import eventlog
from besedka.kernel.errors import Unavailable
from besedka.kernel.settings import Settings

STATIC = Path(__file__).parents[2] / "web" / "static"
_FOREVER = "public, max-age=31536000, immutable"
_BRIEFLY = "public, max-age=300"
_HEALTH_S = 2.0
_NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Besedka</title>
<h1>The console is not built yet</h1>
<p>In the project's folder, run <code>make run</code> (it builds the front end; Node.js 20.19 or newer), or install a
wheel, which carries it. Then open this page again.</p></html>
"""


class Unhealthy(Unavailable):
    """The database does not answer."""


class Pages:
    """The built front end of one process. `framed_by`: origins that may show the console in a frame (a demo's page)."""

    def __init__(self, settings: Settings, static: Path, framed_by: Sequence[str]) -> None:
        self._console, self._widget = Folder(static / "console"), Folder(static / "widget")
        self._base = urlsplit(settings.public_url).path.rstrip("/") + "/"
        self._framed_by = " ".join(framed_by) or "'none'"

    def console(self) -> Response[Any]:
        """The console's page."""
        page = self._console.get("index.html")
        headers = {"Cache-Control": "no-store"}
        if page is None:
            return Response(_NOT_BUILT, status_code=503, media_type=MediaType.HTML, headers=headers)
        nonce = secrets.token_urlsafe(16)
        html = page.content.decode().replace("__CSP_NONCE__", nonce).replace("__BASE__", self._base)
        headers["Content-Security-Policy"] = self._policy(nonce)
        return Response(html, media_type=MediaType.HTML, headers=headers)

    def console_file(self, name: str, accepts: str) -> Response[Any]:
        """A file of the console; any other path is a place inside the console. Raises NoSuchAddress."""
        if (found := self._console.get(name)) and name != "index.html":
            return _file(found, accepts, _FOREVER if name.startswith("assets/") else _BRIEFLY)
        if "." in name.rpartition("/")[2]:
            raise NoSuchAddress
        return self.console()

    def widget_file(self, name: str, accepts: str, if_none_match: str) -> Response[Any]:
        """A file of the widget, for pages of any origin. `widget.js` keeps its name, so it is asked for again."""
        found = self._widget.get(name)
        if found is None:
            raise NoSuchAddress(
                "Expected a file of the widget. If there is none at all, build the front end: make run."
            )
        is_loader = name == "widget.js"
        answer = _file(found, accepts, _BRIEFLY if is_loader else _FOREVER)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if is_loader and found.etag in (tag.strip().removeprefix("W/") for tag in if_none_match.split(",")):
            return Response(None, status_code=304, headers=answer.headers)
        return answer

    def _policy(self, nonce: str) -> str:
        return (
            f"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
            "img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
            f"frame-ancestors {self._framed_by}"
        )


def router(settings: Settings, *, static: Path = STATIC, framed_by: Sequence[str] = ()) -> Router:
    """`/console`, `/widget.js`, `/widget/...`, `/healthz`."""
    pages = Pages(settings, static, framed_by)

    @get("/console", sync_to_thread=False)
    def console() -> Response[Any]:
        return pages.console()

    @get("/console/{path:path}", sync_to_thread=False)
    def inside_console(path: FromPath[str], request: Request[Any, Any, Any]) -> Response[Any]:
        return pages.console_file(path.lstrip("/"), request.headers.get("accept-encoding", ""))

    @get("/widget.js", sync_to_thread=False)
    def loader(request: Request[Any, Any, Any]) -> Response[Any]:
        headers = request.headers
        return pages.widget_file("widget.js", headers.get("accept-encoding", ""), headers.get("if-none-match", ""))

    @get("/widget/{path:path}", sync_to_thread=False)
    def widget(path: FromPath[str], request: Request[Any, Any, Any]) -> Response[Any]:
        return pages.widget_file(path.lstrip("/"), request.headers.get("accept-encoding", ""), "")

    return Router("/", route_handlers=[console, inside_console, loader, widget], include_in_schema=False)


@get("/healthz", summary="Whether the server and its database work", include_in_schema=False)
async def healthz(place: Here) -> dict[str, str]:
    """Raises Unhealthy."""
    try:
        async with asyncio.timeout(_HEALTH_S):
            await place.database.read(eventlog.head)
    except (TimeoutError, Unavailable):
        raise Unhealthy from None
    return {"status": "ok", "version": version("besedka"), "database": place.database.name}


@head("/healthz", include_in_schema=False)
async def healthz_head(place: Here) -> None:
    """As GET, without the words."""
    await healthz.fn(place)


health = Router("/", route_handlers=[healthz, healthz_head], dependencies=HERE)


def _file(built: Built, accepts: str, caching: str) -> Response[Any]:
    content, encoding = built.encoded_for(accepts)
    headers = {"Cache-Control": caching, "ETag": built.etag, "Vary": "Accept-Encoding"}
    if encoding:
        headers["Content-Encoding"] = encoding
    return Response(content, media_type=built.media_type, headers=headers)
