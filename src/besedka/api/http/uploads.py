"""Files on their way in, the same for every door. A door says who uploads (`uploader`) and by which rules."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal, Protocol

import msgspec
from litestar import Request, delete, get, post, put
from litestar.exceptions import InternalServerException
from litestar.params import JSONBody, QueryParameter, SkipValidation

from besedka.api.http.paging import Id, PathId
from besedka.api.http.place import Here, Place
from besedka.api.http.problems import BadBody
from besedka.attachments import CHUNK_MAX, Attachment, Begin
from besedka.inboxes import AttachmentRules

_UUID = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
_Offset = Annotated[int, QueryParameter(ge=0, le=2**53, description="Where the piece begins.")]


class Uploader(Protocol):
    """Somebody who may send files."""

    owner: str

    async def place(self, place: Place, conversation_id: str | None) -> tuple[str | None, AttachmentRules]:
        """The conversation that the upload is bound to, and the rules there. Raises NoSuchConversation."""
        ...


Who = SkipValidation[Uploader]


class NewUpload(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file to be: what it is called, and how large it is."""

    client_id: Annotated[str, msgspec.Meta(pattern=_UUID, max_length=36)]
    name: Annotated[str, msgspec.Meta(max_length=1000)]
    size: Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
    conversation_id: Id | None = None
    kind: Literal["file", "voice"] = "file"


class UploadView(msgspec.Struct, frozen=True):
    """How far it has got. `code`: why it was refused, or what it waits for. A piece has at most `chunk_max` bytes."""

    id: str
    offset: int
    size: int
    chunk_max: int
    state: str
    code: str | None


@post("/uploads", summary="Announce a file")
async def begin(data: JSONBody[NewUpload], uploader: Who, place: Here) -> UploadView:
    """The same `client_id` again answers how far it has got. Raises FileTooLarge, FileTypeRefused, TooManyUploads,
    AttachmentsOff, NoRoom.
    """
    conversation_id, rules = await uploader.place(place, data.conversation_id)
    command = Begin(
        owner=uploader.owner,
        client_id=data.client_id,
        conversation_id=conversation_id,
        name=data.name,
        size=data.size,
        kind=data.kind,
        rules=rules,
    )
    return _view(await place.uploads.begin(command))


@put("/uploads/{upload_id:str}", request_max_body_size=CHUNK_MAX + 1024, summary="A piece of a file")
async def append(
    upload_id: PathId, uploader: Who, place: Here, request: Request[Any, Any, Any], offset: _Offset
) -> UploadView:
    """The raw bytes from `offset` on. With the last ones the file is examined. Raises WrongOffset, NoSuchUpload."""
    return _view(await place.uploads.append(uploader.owner, upload_id, offset, _pieces(request)))


@get("/uploads/{upload_id:str}", summary="How far a file has got")
async def look(upload_id: PathId, uploader: Who, place: Here) -> UploadView:
    """Raises NoSuchUpload."""
    return _view(await place.uploads.look(uploader.owner, upload_id))


@delete("/uploads/{upload_id:str}", summary="A file will not be sent")
async def drop(upload_id: PathId, uploader: Who, place: Here) -> None:
    """Raises NoSuchUpload."""
    await place.uploads.drop(uploader.owner, upload_id)


HANDLERS = [begin, append, look, drop]


async def _pieces(request: Request[Any, Any, Any]) -> AsyncIterator[bytes]:
    """The body as it comes. A line that breaks is no mistake of ours. Raises BadBody."""
    try:
        async for piece in request.stream():
            yield piece
    except InternalServerException:
        raise BadBody("Expected the whole piece, but the line broke. Ask how far the upload is.") from None


def _view(a: Attachment) -> UploadView:
    return UploadView(a.id, a.received, a.declared, CHUNK_MAX, a.state, a.code)
