"""Uploads of one process: pieces come in, whole files are examined, and what nobody wants is cleared away."""

import asyncio
from collections.abc import AsyncIterator

import structlog

from besedka.attachments import store
from besedka.attachments.examining import Examiner, preview_name
from besedka.attachments.model import CHUNK_MAX, KEPT_MS, Attachment, NoSuchUpload, PieceTooLarge, State, UploadLost
from besedka.attachments.service import Advance, Begin, Drop, Judge
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.errors import Refusal, Unavailable
from besedka.kernel.files import Files, NoRoom, Spool
from besedka.kernel.writer import Writer

log = structlog.get_logger()
_PATIENCE_S = 10.0
_LINGERS_MS = 3600 * 1000


class Uploads:
    """One for each process. `room` is what all files that are not sent may take together, in bytes."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        clock: Clock,
        files: Files,
        spool: Spool,
        examiner: Examiner,
        room: int,
    ) -> None:
        self._database, self._writer, self._clock = database, writer, clock
        self._files, self._spool, self._examiner, self._room = files, spool, examiner, room
        self._writing: set[str] = set()
        self._looking: dict[str, asyncio.Task[None]] = {}

    async def begin(self, command: Begin) -> Attachment:
        """Raises NoRoom, and what Begin does."""
        command.require_allowed()
        await asyncio.to_thread(self._spool.require_room, command.size)
        if await self._database.read(store.unsent_bytes) + command.size > self._room:
            raise NoRoom("Expected less on the way: too many files are not sent yet. Try again later.")
        made: Attachment = await self._writer.do(command)
        return made

    async def look(self, owner: str, upload_id: str) -> Attachment:
        """How far it has got. Raises NoSuchUpload."""
        found = await self._database.read(store.attachment, upload_id)
        if found is None:
            raise NoSuchUpload
        found.require_owner(owner)
        return found

    async def append(self, owner: str, upload_id: str, offset: int, pieces: AsyncIterator[bytes]) -> Attachment:
        """A piece, on the disk before this returns; with the last one the file is examined.

        Raises NoSuchUpload, WrongOffset, PieceTooLarge, NoRoom.
        """
        found = await self.look(owner, upload_id)
        if found.state != State.RECEIVING:
            return found
        found.require_offset(offset)
        if upload_id in self._writing:
            raise Unavailable("Expected one piece at a time. Ask how far the upload is, and go on from there.")
        self._writing.add(upload_id)
        try:
            found = await self._write(found, pieces)
        finally:
            self._writing.discard(upload_id)
        return await self._judged(found) if found.state == State.EXAMINING else found

    async def _write(self, upload: Attachment, pieces: AsyncIterator[bytes]) -> Attachment:
        at_most = min(CHUNK_MAX, upload.declared - upload.received)
        written = await self._spool.write(upload.id, upload.received, pieces, at_most)
        if written > at_most:
            raise PieceTooLarge(f"Expected at most {at_most} bytes in this piece. Send it in smaller ones.")
        made: Attachment = await self._writer.do(Advance(upload_id=upload.id, offset=upload.received, written=written))
        return made

    async def drop(self, owner: str, upload_id: str) -> None:
        """Raises NoSuchUpload."""
        await self._writer.do(Drop(upload_id=upload_id, owner=owner))
        await self._spool.remove(upload_id)

    async def _judged(self, upload: Attachment) -> Attachment:
        """As it is when the examination is over, or when that takes longer than anybody should wait."""
        await asyncio.wait([self._examine(upload)], timeout=_PATIENCE_S)
        return await self.look(upload.owner, upload.id)

    def _examine(self, upload: Attachment) -> asyncio.Task[None]:
        if (task := self._looking.get(upload.id)) is None:
            task = self._looking[upload.id] = asyncio.create_task(self._examined(upload))
            task.add_done_callback(lambda _: self._looking.pop(upload.id, None))
        return task

    async def _examined(self, upload: Attachment) -> None:
        try:
            judgement = await self._judgement(upload)
            await self._writer.do(judgement)
            if judgement.is_final:
                await self._spool.remove(upload.id)
        except Exception:
            log.exception("an upload was not examined; it will be tried again", upload=upload.id)

    async def _judgement(self, upload: Attachment) -> Judge:
        try:
            return Judge(upload_id=upload.id, found=await self._examiner.examine(upload, self._spool.path(upload.id)))
        except Unavailable as wait:
            return Judge(upload_id=upload.id, code=wait.code, is_final=False)
        except Refusal as refusal:
            return Judge(upload_id=upload.id, code=refusal.code)
        except FileNotFoundError:
            return Judge(upload_id=upload.id, code=UploadLost.code)

    async def go_on(self) -> None:
        """Examine what waits for it: a crash came between, or the scanner did not answer."""
        for upload_id in await self._database.read(store.examined_by_nobody):
            found = await self._database.read(store.attachment, upload_id)
            if found is not None and upload_id not in self._looking:
                await self._examine(found)

    async def tidy(self) -> None:
        """What was not sent within a day is given up; the bytes of what was taken away an hour ago are cleared away."""
        now = self._clock.now()
        await self._writer.transaction(lambda bulk: store.give_up_unsent(bulk, now - KEPT_MS, now))
        ids = await self._database.read(store.removed_before, now - _LINGERS_MS)
        for upload_id in ids:
            await self._spool.remove(upload_id)
            for name in (upload_id, preview_name(upload_id)):
                await self._files.delete(name)
        if ids:
            await self._writer.transaction(lambda bulk: store.forget(bulk, ids))

    async def stop(self) -> None:
        """Let go; what is under way is examined at the next start."""
        for task in list(self._looking.values()):
            task.cancel()
        await asyncio.gather(*self._looking.values(), return_exceptions=True)
