"""An attachment from its first byte to the message that carries it: states and rules, nothing else."""

import unicodedata
from enum import StrEnum

import msgspec

from besedka.inboxes import AttachmentRules
from besedka.kernel.errors import Conflict, Invalid, NotFound, TooMany, Unavailable

AT_ONCE = 10
CHUNK_MAX = 1024 * 1024
OPEN_MAX = 20
NAME_MAX = 255
KEPT_MS = 24 * 3600 * 1000


class State(StrEnum):
    """How far an upload has got. Only what is ready can be attached."""

    RECEIVING = "receiving"
    EXAMINING = "examining"
    READY = "ready"
    REFUSED = "refused"


class Kind(StrEnum):
    """How an attachment is shown."""

    IMAGE = "image"
    FILE = "file"
    VOICE = "voice"


class NoSuchUpload(NotFound):
    """There is no such upload, or it is not yours."""


class AttachmentsOff(Conflict):
    """No files can be sent here."""


class FileTooLarge(Invalid):
    """The file is too large."""


class FileEmpty(Invalid):
    """The file is empty."""


class FileTypeRefused(Invalid):
    """Files of this type are not accepted here."""


class PictureBroken(Invalid):
    """The picture cannot be read."""


class PictureTooLarge(Invalid):
    """The picture has too many pixels."""


class VirusFound(Invalid):
    """The virus scanner refused the file."""


class ScannerUnavailable(Unavailable):
    """The virus scanner does not answer. The file is looked at again later."""


class UploadLost(Invalid):
    """The server has not kept the bytes. Upload the file again."""


class PieceTooLarge(Invalid):
    """The piece is larger than a piece may be, or than what is missing."""


class TooManyUploads(TooMany):
    """Too many files wait to be sent."""

    retry_ms = 30_000


class WrongOffset(Conflict):
    """The piece does not begin where the last one ended."""


class UploadNotReady(Conflict):
    """The upload is not complete, or was refused."""


class AlreadyAttached(Conflict):
    """The upload was sent already."""


class TooManyAttachments(Invalid):
    """A message cannot carry so many files."""


class Attachment(msgspec.Struct):
    """An upload, and what it has become. `owner` is `visitor:<id>` or `operator:<id>`; `rules` those it began under.

    Without a `seq` it is not sent. `removed_at`: its message was deleted, or its owner dropped it.
    """

    id: str
    owner: str
    client_id: str
    hash: str
    conversation_id: str | None
    seq: int | None
    wanted_kind: str
    name: str
    declared: int
    received: int
    rules: str
    state: str
    code: str | None
    kind: str
    type: str
    size: int
    width: int | None
    height: int | None
    duration_ms: int | None
    preview: int
    created_at: int
    removed_at: int | None

    @property
    def is_open(self) -> bool:
        """Not sent, refused or dropped."""
        return self.seq is None and self.removed_at is None and self.state != State.REFUSED

    @property
    def allowed(self) -> AttachmentRules:
        """The rules that it began under."""
        return msgspec.json.decode(self.rules, type=AttachmentRules)

    def require_owner(self, owner: str) -> None:
        """Raises NoSuchUpload."""
        if self.owner != owner or self.removed_at is not None:
            raise NoSuchUpload

    def require_offset(self, offset: int) -> None:
        """Raises WrongOffset."""
        if offset != self.received:
            raise WrongOffset(f"Expected offset {self.received}, got {offset}. Go on from there.")

    def require_attachable(self, owner: str, conversation_id: str) -> None:
        """Raises NoSuchUpload, AlreadyAttached, UploadNotReady."""
        self.require_owner(owner)
        if self.seq is not None:
            raise AlreadyAttached("Expected an upload that was not sent before. Upload the file again.")
        if self.conversation_id not in (None, conversation_id):
            raise NoSuchUpload("Expected an upload for this conversation. Upload the file again.")
        if self.state != State.READY:
            raise UploadNotReady(f"Expected an upload that is ready, got one that is {self.state}.")


class Shown(msgspec.Struct, frozen=True):
    """What a message says of its attachment: everything but the addresses, which differ by reader."""

    id: str
    kind: str
    name: str
    type: str
    size: int
    width: int | None
    height: int | None
    duration_ms: int | None
    preview: int


class Examined(msgspec.Struct, frozen=True):
    """What the examination found: what it is, and how large."""

    kind: str
    type: str
    size: int
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None
    preview: int = 0


def shown(upload: Attachment) -> Shown:
    """Its public part."""
    values = {name: getattr(upload, name) for name in Shown.__struct_fields__}
    return Shown(**values)


def cleaned_name(name: str) -> str:
    """A name without folders, and without characters that cannot be seen or that turn the direction of writing.

    Two endings stay two endings: `photo.jpg.exe` is shown as what it is.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    seen = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    tidy = unicodedata.normalize("NFC", seen).strip(" .") or "file"
    return _cut(tidy)


def _cut(name: str) -> str:
    """At most 255 bytes, the ending kept."""
    if len(name.encode()) <= NAME_MAX:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending.encode()) > 20:
        stem, dot, ending = name, "", ""
    kept = NAME_MAX - len((dot + ending).encode())
    return stem.encode()[:kept].decode(errors="ignore") + dot + ending


def checked_size(size: int, rules: AttachmentRules) -> int:
    """Raises FileEmpty, FileTooLarge."""
    if size < 1:
        raise FileEmpty("Expected a file of at least one byte.")
    if size > rules.max_bytes:
        raise FileTooLarge(f"Expected at most {rules.max_bytes} bytes, got {size}. Send a smaller file.")
    return size
