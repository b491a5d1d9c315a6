"""Photos of operators: taken as bytes from the signed in, shown to everybody under a name that nobody guesses."""

import asyncio
from typing import Any

from litestar import Request, Response, Router, get

from besedka.api.http.paging import PathId
from besedka.api.http.place import HERE, Here
from besedka.staff import BYTES_MAX, MEDIA_TYPE, photo, portrait

_AT_ONCE = asyncio.Semaphore(2)
BODY_MAX = BYTES_MAX + 1024
"""A little more than a photo may have, so that its own refusal says so."""


@get("/photos/{name:str}", summary="An operator's photo")
async def show(name: PathId, place: Here) -> Response[bytes]:
    """256 x 256, WebP. The name changes with the picture, so it may be kept for ever. Raises NoSuchPhoto."""
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return Response(await place.database.read(photo, name), media_type=MEDIA_TYPE, headers=headers)


photos = Router("/", route_handlers=[show], dependencies=HERE)


async def received(request: Request[Any, Any, Any]) -> bytes:
    """The picture in a request's body, made our own. Raises BadPhoto."""
    content = await request.body()
    async with _AT_ONCE:
        return await asyncio.to_thread(portrait, content)
