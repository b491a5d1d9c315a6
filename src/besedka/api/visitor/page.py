"""A page of our own that holds the widget alone: where the link of a mail leads if the inbox names no page."""

from html import escape
from typing import Any
from urllib.parse import urlsplit

from litestar import MediaType, Request, Response, Router, get

from besedka.api.http.paging import PathId
from besedka.api.http.place import HERE, Here
from besedka.kernel.settings import Settings

_PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"></head>
<body><h1>{title}</h1>
<script async src="{base}/widget.js" data-inbox="{key}" data-locale="{language}" data-open></script>
</body></html>
"""


def own_origin(settings: Settings) -> str:
    """The origin of this page: it may use every inbox."""
    url = urlsplit(settings.url)
    return f"{url.scheme}://{url.netloc}"


@get("/chat/{key:str}", summary="A page with the widget alone")
async def chat(key: PathId, place: Here, request: Request[Any, Any, Any]) -> Response[str]:
    """Raises NoSuchInbox."""
    inbox = place.directory.by_key(key)
    language = inbox.rules.language(request.headers.get("accept-language"))
    base = urlsplit(place.settings.public_url).path.rstrip("/")
    words = {"title": inbox.brand.name, "language": language, "key": inbox.key, "base": base}
    html = _PAGE.format(**{name: escape(value) for name, value in words.items()})
    socket = f"ws{own_origin(place.settings).removeprefix('http')}"
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' {socket}; "
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    return Response(html, media_type=MediaType.HTML, headers={"Content-Security-Policy": policy})


page = Router("/", route_handlers=[chat], dependencies=HERE, include_in_schema=False)
