"""Verbs on uploads and attachments."""

import secrets
from collections.abc import Iterable, Sequence

import msgspec

from besedka.attachments.model import (
    AT_ONCE,
    OPEN_MAX,
    Attachment,
    AttachmentsOff,
    Examined,
    Kind,
    State,
    TooManyAttachments,
    TooManyUploads,
    checked_size,
    cleaned_name,
    shown,
)
from besedka.attachments.naming import require_name
from besedka.attachments.store import ATTACHMENTS, attached_to, attachment_by_id, begun_by, unsent_of
from besedka.inboxes import AttachmentRules
from besedka.kernel.errors import ClientIdConflict
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx


class Begin(msgspec.Struct, frozen=True, kw_only=True):
    """Announce a file. The same one again answers what has become of it."""

    owner: str
    client_id: str
    conversation_id: str | None
    name: str
    size: int
    kind: str
    rules: AttachmentRules

    def needs(self) -> Iterable[Need]:
        yield begun_by, (self.client_id, self.owner)
        yield unsent_of, self.owner

    def run(self, tx: Tx) -> Attachment:
        """Raises AttachmentsOff, FileEmpty, FileTooLarge, FileTypeRefused, TooManyUploads, ClientIdConflict."""
        request = digest("upload", str(self.conversation_id), self.name, str(self.size), self.kind)
        if earlier := tx.find(begun_by, (self.client_id, self.owner)):
            if earlier.hash != request:
                raise ClientIdConflict("Expected the file that this client_id was first used for. Make a new one.")
            return earlier
        self.require_allowed()
        if sum(upload.is_open for upload in tx.all(unsent_of, self.owner)) >= OPEN_MAX:
            raise TooManyUploads(f"Expected at most {OPEN_MAX} files that wait to be sent. Send or remove some first.")
        return tx.add(ATTACHMENTS, self._row(request, tx.now))

    def require_allowed(self) -> None:
        """Raises AttachmentsOff, FileEmpty, FileTooLarge, FileTypeRefused."""
        if not self.rules.enabled or (self.kind == Kind.VOICE and not self.rules.voice):
            raise AttachmentsOff("Expected words: this inbox takes no such files.")
        checked_size(self.size, self.rules)
        if self.kind != Kind.VOICE:
            require_name(cleaned_name(self.name), self.rules)

    def _row(self, request: str, now: int) -> Attachment:
        return Attachment(
            id=secrets.token_urlsafe(24), owner=self.owner, client_id=self.client_id, hash=request,
            conversation_id=self.conversation_id, seq=None, wanted_kind=self.kind, name=cleaned_name(self.name),
            declared=self.size, received=0, rules=msgspec.json.encode(self.rules).decode(), state=State.RECEIVING,
            code=None, kind=Kind.FILE, type="", size=0, width=None, height=None, duration_ms=None, preview=0,
            created_at=now, removed_at=None,
        )  # fmt: skip


class _AboutUpload(msgspec.Struct, frozen=True, kw_only=True):
    upload_id: str

    def needs(self) -> Iterable[Need]:
        yield attachment_by_id, self.upload_id


class Advance(_AboutUpload, frozen=True, kw_only=True):
    """A piece is on the disk."""

    offset: int
    written: int

    def run(self, tx: Tx) -> Attachment:
        """Raises NoSuchUpload, WrongOffset."""
        found = tx.get(attachment_by_id, self.upload_id)
        found.require_offset(self.offset)
        mine = tx.edit(ATTACHMENTS, found)
        mine.received += self.written
        if mine.received == mine.declared:
            mine.state = State.EXAMINING
        return mine


class Judge(_AboutUpload, frozen=True, kw_only=True):
    """What the examination found, or the code of a refusal; with neither it waits on, for `code`'s sake."""

    found: Examined | None = None
    code: str | None = None
    is_final: bool = True

    def run(self, tx: Tx) -> Attachment:
        """Raises NoSuchUpload. One that is judged already stays so."""
        upload = tx.get(attachment_by_id, self.upload_id)
        if upload.state != State.EXAMINING:
            return upload
        mine = tx.edit(ATTACHMENTS, upload)
        mine.code = self.code
        if self.found is not None:
            mine.state = State.READY
            for name in Examined.__struct_fields__:
                setattr(mine, name, getattr(self.found, name))
        elif self.is_final:
            mine.state = State.REFUSED
        return mine


class Drop(_AboutUpload, frozen=True, kw_only=True):
    """Its owner does not want to send it any more."""

    owner: str

    def run(self, tx: Tx) -> None:
        """Raises NoSuchUpload, also for what was sent."""
        found = tx.get(attachment_by_id, self.upload_id)
        found.require_owner(self.owner)
        if found.seq is not None:
            raise attachment_by_id.missing("Expected an upload that was not sent. Delete its message instead.")
        tx.edit(ATTACHMENTS, found).removed_at = tx.now


def needed(ids: Sequence[str]) -> Iterable[Need]:
    """What `attach` looks up."""
    for attachment_id in ids:
        yield attachment_by_id, attachment_id


def attach(tx: Tx, owner: str, place: tuple[str, int], ids: Sequence[str]) -> str:
    """The uploads become part of the message at this place; answers their public parts as JSON.

    Raises TooManyAttachments, NoSuchUpload, AlreadyAttached, UploadNotReady.
    """
    if len(ids) > AT_ONCE:
        raise TooManyAttachments(f"Expected at most {AT_ONCE} files, got {len(ids)}. Send them in several messages.")
    made = []
    for attachment_id in ids:
        found = tx.get(attachment_by_id, attachment_id)
        found.require_attachable(owner, place[0])
        mine = tx.edit(ATTACHMENTS, found)
        mine.conversation_id, mine.seq = place
        made.append(shown(mine))
    return msgspec.json.encode(made).decode()


def detach(tx: Tx, place: tuple[str, int]) -> None:
    """Their message was deleted: hidden at once, and their files go later. The caller needs `attached_to`."""
    for found in tx.all(attached_to, place):
        tx.edit(ATTACHMENTS, found).removed_at = tx.now
