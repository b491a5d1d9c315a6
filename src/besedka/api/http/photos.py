"""Photos of operators, taken as bytes from the signed in, and pictures of linked pages.

Everybody may see them under names that nobody guesses. A name changes with its picture, so it may be kept for ever.
"""

import asyncio
from typing import Any

from litestar import Request, Response, Router, get

from besedka import previews
from besedka.api.http.paging import PathId
from besedka.api.http.place import HERE, Here
from besedka.staff import BYTES_MAX, MEDIA_TYPE, photo, portrait

_AT_ONCE = asyncio.Semaphore(2)
_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
BODY_MAX = BYTES_MAX + 1024
"""A little more than a photo may have, so that its own refusal says so."""


@get("/photos/{name:str}", summary="An operator's photo")
async def show(name: PathId, place: Here) -> Response[bytes]:
    """256 x 256, WebP. Raises NoSuchPhoto."""
    return Response(await place.database.read(photo, name), media_type=MEDIA_TYPE, headers=_HEADERS)


@get("/previews/{name:str}", summary="The picture of a linked page")
async def show_preview(name: PathId, place: Here) -> Response[bytes]:
    """At most 320 pixels wide and high, WebP. Raises NoSuchPicture."""
    return Response(await place.database.read(previews.picture, name), media_type=MEDIA_TYPE, headers=_HEADERS)


photos = Router("/", route_handlers=[show, show_preview], dependencies=HERE)


async def received(request: Request[Any, Any, Any]) -> bytes:
    """The picture in a request's body, made our own. Raises BadPhoto."""
    content = await request.body()
    async with _AT_ONCE:
        return await asyncio.to_thread(portrait, content)
