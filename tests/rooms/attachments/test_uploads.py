"""Uploads over both databases: what is kept, what is cleared away, and what happens when something is in the way."""

import asyncio
import errno
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import obstore
import pytest
from obstore.store import MemoryStore

from besedka.attachments import Attachment, Begin, Examiner, NoSuchUpload, Scanner, Uploads, attachment
from besedka.attachments.model import AlreadyAttached, TooManyUploads, UploadNotReady
from besedka.attachments.service import Advance
from besedka.contacts import Visitor
from besedka.conversations import Edit, Receive, message
from besedka.inboxes import AttachmentRules
from besedka.kernel import files as kernel_files
from besedka.kernel.db import Database
from besedka.kernel.files import Bucket, Files, Folder, NoRoom, NoSuchFile, Spool
from besedka.kernel.ids import new_id
from tests.clamd import EICAR, clamd
from tests.rooms.heart import Heart, beating

DAY = 24 * 3600 * 1000


@pytest.fixture
async def heart(database: Database) -> AsyncIterator[Heart]:
    async with beating(database, following=False) as running:
        yield running


class Desk:
    """Uploads over a heart, in a folder of the test's."""

    def __init__(self, heart: Heart, folder: Path, scanner: str = "", files: Files | None = None) -> None:
        self.heart, self.folder = heart, folder
        self.files = files or Folder(folder / "files")
        self.uploads = self.opened(scanner)
        self.visitor = heart.visitor()

    def opened(self, scanner: str = "") -> Uploads:
        """As a process has them after its start."""
        heart, spool = self.heart, Spool(self.folder / "uploads")
        examiner = Examiner(self.files, Scanner(scanner))
        return Uploads(heart.database, heart.writer, heart.clock, self.files, spool, examiner, 10**9)

    @property
    def owner(self) -> str:
        return f"visitor:{self.visitor.id}"

    async def begin(self, size: int, **more: Any) -> Attachment:
        fields = {"owner": self.owner, "client_id": new_id(), "conversation_id": None, "name": "a.txt", "kind": "file"}
        return await self.uploads.begin(Begin(**{**fields, "size": size, "rules": AttachmentRules(), **more}))

    async def upload(self, content: bytes, **more: Any) -> Attachment:
        begun = await self.begin(len(content), **more)
        return await self.uploads.append(self.owner, begun.id, 0, pieces(content))

    async def send(self, *ids: str, who: Visitor | None = None, client_id: str = "") -> Any:
        heart = self.heart
        words = Receive(who or self.visitor, heart.inbox, client_id or new_id(), "", attachments=ids)
        return await heart.writer.do(words)

    async def kept(self, name: str) -> bytes:
        return b"".join([piece async for piece in self.files.read(name, 0, 10**6)])


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), 1000):
        yield content[at : at + 1000]


async def test_of_those_who_send_an_upload_at_once_one_does(heart: Heart, tmp_path: Path) -> None:
    desk = Desk(heart, tmp_path)
    upload = await desk.upload(b"text")
    found = await asyncio.gather(*(desk.send(upload.id) for _ in range(5)), return_exceptions=True)
    assert [type(each) for each in found].count(AlreadyAttached) == 4
    with pytest.raises(NoSuchUpload):
        await desk.send(upload.id, who=heart.visitor())
    (sent,) = [each for each in found if not isinstance(each, BaseException)]
    row = await heart.database.read(attachment, upload.id)
    assert (row.conversation_id, row.seq) == (sent.conversation_id, sent.seq)


async def test_a_refused_message_leaves_its_uploads_free(heart: Heart, tmp_path: Path) -> None:
    desk = Desk(heart, tmp_path)
    ready, begun = await desk.upload(b"text"), await desk.begin(5)
    with pytest.raises(UploadNotReady):
        await desk.send(ready.id, begun.id)
    assert await desk.send(ready.id)


async def test_a_piece_that_was_torn_is_written_again(heart: Heart, tmp_path: Path) -> None:
    """Bytes behind the committed offset count for nothing: a power cut may have left anything there."""
    desk = Desk(heart, tmp_path)
    begun = await desk.begin(8)
    await desk.uploads.append(desk.owner, begun.id, 0, pieces(b"good"))
    with (tmp_path / "uploads" / begun.id).open("ab") as file:
        file.write(b"torn torn torn")
    done = await desk.uploads.append(desk.owner, begun.id, 4, pieces(b"news"))
    assert (done.state, await desk.kept(done.id)) == ("ready", b"goodnews")


async def test_what_a_crash_left_unexamined_is_examined_after_the_next_start(heart: Heart, tmp_path: Path) -> None:
    desk = Desk(heart, tmp_path)
    begun = await desk.begin(4)
    await Spool(tmp_path / "uploads").write(begun.id, 0, pieces(b"text"), 4)
    await heart.writer.do(Advance(upload_id=begun.id, offset=0, written=4))
    desk.uploads = desk.opened()
    await desk.uploads.go_on()
    assert (await desk.uploads.look(desk.owner, begun.id)).state == "ready"
    assert list((tmp_path / "uploads").iterdir()) == []


async def test_a_virus_is_found_and_a_scanner_that_is_away_lets_nothing_through(heart: Heart, tmp_path: Path) -> None:
    async with clamd() as address:
        desk = Desk(heart, tmp_path, address)
        found = await desk.upload(EICAR)
        assert (found.state, found.code) == ("refused", "virus_found")
        assert (await desk.upload(b"clean")).state == "ready"
    waiting = await desk.upload(b"clean")
    assert (waiting.state, waiting.code) == ("examining", "scanner_unavailable")
    with pytest.raises(UploadNotReady):
        await desk.send(waiting.id)
    async with clamd() as address:
        desk.uploads = desk.opened(address)
        await desk.uploads.go_on()
    assert (await desk.uploads.look(desk.owner, waiting.id)).state == "ready"
    with pytest.raises(NoSuchFile):
        await desk.kept(found.id)


async def test_what_nobody_sent_goes_after_a_day_and_what_was_deleted_goes_later(heart: Heart, tmp_path: Path) -> None:
    desk = Desk(heart, tmp_path)
    unsent, sent, deleted = [await desk.upload(b"text") for _ in range(3)]
    await desk.send(sent.id)
    gone = await desk.send(deleted.id)
    edit = Edit("visitor", desk.visitor.id, gone.message_id, new_id(), None, heart.directory.rules)
    await heart.writer.do(edit)
    assert (await heart.database.read(message, gone.conversation_id, gone.seq)).attachments == "[]"
    await desk.uploads.tidy()
    assert await desk.kept(deleted.id)
    heart.clock.ahead = DAY + 1000
    await desk.uploads.tidy()
    with pytest.raises(NoSuchUpload):
        await desk.send(unsent.id)
    heart.clock.ahead += DAY
    await desk.uploads.tidy()
    assert await desk.kept(sent.id) == b"text"
    for upload in (unsent, deleted):
        assert await heart.database.read(attachment, upload.id) is None
        with pytest.raises(NoSuchFile):
            await desk.kept(upload.id)


async def test_a_full_disk_is_a_refusal_and_the_upload_goes_on_later(
    heart: Heart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(heart, tmp_path)
    begun = await desk.begin(4)

    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(NoRoom):
            await desk.uploads.append(desk.owner, begun.id, 0, pieces(b"text"))
    with monkeypatch.context() as patched:
        patched.setattr(kernel_files.shutil, "copyfileobj", full)
        waiting = await desk.uploads.append(desk.owner, begun.id, 0, pieces(b"text"))
    assert (waiting.state, waiting.code) == ("examining", "no_room")
    await desk.uploads.go_on()
    assert await desk.kept(begun.id) == b"text"
    monkeypatch.setattr(kernel_files, "_SPARE", 2**60)
    with pytest.raises(NoRoom):
        await desk.begin(4)


async def test_dropped_and_refused_files_make_room_for_others(heart: Heart, tmp_path: Path) -> None:
    desk = Desk(heart, tmp_path)
    begun = [await desk.begin(4) for _ in range(20)]
    with pytest.raises(TooManyUploads):
        await desk.begin(4)
    await desk.uploads.drop(desk.owner, begun[0].id)
    assert await desk.begin(4)


async def test_a_bucket_keeps_files_as_a_folder_does(heart: Heart, tmp_path: Path) -> None:
    store = MemoryStore()
    desk = Desk(heart, tmp_path, files=Bucket(store))
    upload = await desk.upload(b"x" * 5000)
    await desk.send(upload.id)
    assert [piece async for piece in desk.files.read(upload.id, 10, 20)] == [b"x" * 10]
    await desk.files.delete(upload.id)
    await desk.files.delete("never there")
    assert list(obstore.list(store)) == []
    with pytest.raises(NoSuchFile):
        await desk.kept(upload.id)
