"""Files of messages, at signed addresses. What we drew ourselves is shown; everything else is a download."""

import re
from typing import Annotated, Any
from urllib.parse import quote

from litestar import Request, Response, Router, get
from litestar.params import QueryParameter
from litestar.response import Stream

from besedka.api.http.paging import PathId
from besedka.api.http.place import HERE, Here, Place
from besedka.api.http.signed_in import session_token
from besedka.attachments import STAFF, Attachment, Kind, attachment, preview_name, visitors
from besedka.conversations import Conversation, conversations_by_ids
from besedka.kernel.db import Bulk
from besedka.kernel.errors import Refusal
from besedka.kernel.files import NoSuchFile
from besedka.staff import Operator

_FOREIGN_PAGES = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
"""A widget shows pictures, and fetches voice to play it; the signed address is the credential."""
_RUN_BY_BROWSERS = ("text/html", "image/svg+xml")
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, max-age=3600",
}
_Short = Annotated[str, QueryParameter(max_length=80)]


@get("/files/{file_id:str}", summary="A file of a message", status_code=200)
async def show(
    file_id: PathId,
    request: Request[Any, Any, Any],
    place: Here,
    e: Annotated[int, QueryParameter(ge=0, le=2**53)] = 0,
    r: _Short = "",
    s: _Short = "",
    p: Annotated[int, QueryParameter(ge=0, le=1)] = 0,
) -> Stream | Response[bytes]:
    """At the address that an entry names. Raises NoSuchFile for whoever it was not made for."""
    if not place.addresses.is_good(file_id, r, e, s, place.clock.now(), is_preview=bool(p)):
        raise NoSuchFile
    operator = await _signed_in(request, place) if r == STAFF else None
    found = await place.database.read(_visible, file_id, r, operator)
    headers = {**_HEADERS, **({} if r == STAFF else _FOREIGN_PAGES)}
    if p:
        return _answer(place, preview_name(file_id), found.preview, "image/webp", "inline", headers, request)
    return _answer(place, file_id, found.size, _type(found), _disposition(found), headers, request)


downloads = Router("/", route_handlers=[show], dependencies=HERE)


async def _signed_in(request: Request[Any, Any, Any], place: Place) -> Operator:
    """Staff's addresses are nothing without the cookie."""
    try:
        return (await place.sign_ins.who(session_token(request, place.settings)))[1]
    except Refusal:
        raise NoSuchFile from None


def _visible(bulk: Bulk, file_id: str, reader: str, operator: Operator | None) -> Attachment:
    """Raises NoSuchFile, also when its message is deleted or the conversation is out of sight now."""
    found = attachment(bulk, file_id)
    if found is None or found.seq is None or found.removed_at is not None:
        raise NoSuchFile
    (conversation,) = conversations_by_ids(bulk, [str(found.conversation_id)]) or (None,)
    if conversation is None or not _may_see(conversation, reader, operator):
        raise NoSuchFile
    return found


def _may_see(conversation: Conversation, reader: str, operator: Operator | None) -> bool:
    if operator is not None:
        return operator.may_see(conversation.department_id)
    return reader == visitors(conversation.identity_id)


def _type(found: Attachment) -> str:
    """As a browser is told: nothing that it would run."""
    return "application/octet-stream" if found.type in _RUN_BY_BROWSERS else found.type


def _disposition(found: Attachment) -> str:
    """Inline is only what holds nothing but pixels or sound."""
    plain = re.sub(r"[^ !#-\[\]-~]", "_", found.name)
    how = "inline" if found.kind in (Kind.IMAGE, Kind.VOICE) else "attachment"
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name, safe='')}"


def _answer(
    place: Place,
    name: str,
    size: int,
    type_: str,
    disposition: str,
    headers: dict[str, str],
    request: Request[Any, Any, Any],
) -> Stream | Response[bytes]:
    """All of it, or the range that was asked for (RFC 9110, 14)."""
    start, end, status = _span(request.headers.get("range", ""), size)
    if start >= end and size:
        return Response(b"", status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    sent = {**headers, "Content-Length": str(end - start), "Content-Disposition": disposition}
    if status == 206:
        sent["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return Stream(place.files.read(name, start, end), status_code=status, headers=sent, media_type=type_)


def _span(asked: str, size: int) -> tuple[int, int, int]:
    """(from, up to, status). One range only; what is no range is not looked at."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not (found[1] or found[2]):
        return 0, size, 200
    if not found[1]:
        return max(0, size - int(found[2])), size, 206
    return int(found[1]), min(size, int(found[2]) + 1) if found[2] else size, 206
