"""The examination of a file that has arrived: what it is, whether it is welcome, and what of it is kept."""

import asyncio
from pathlib import Path

from besedka.attachments.kinds import HEAD, Content, content_of
from besedka.attachments.model import Attachment, Examined, FileTypeRefused, Kind
from besedka.attachments.naming import require_group
from besedka.attachments.pictures import FORMATS, Drawn, drawn
from besedka.attachments.scanner import Scanner
from besedka.attachments.voice import voice_of
from besedka.kernel.files import Files, room

_AT_ONCE = 2


def preview_name(attachment_id: str) -> str:
    """Where the small picture is kept, beside the file."""
    return f"{attachment_id}.preview"


class Examiner:
    """Looks at two files at a time, in threads."""

    def __init__(self, files: Files, scanner: Scanner) -> None:
        self._files, self._scanner = files, scanner
        self._at_once = asyncio.Semaphore(_AT_ONCE)

    async def examine(self, upload: Attachment, path: Path) -> Examined:
        """What was found; the file is in the store. Raises the Invalid that says why it is refused, ScannerUnavailable,
        NoRoom.
        """
        async with self._at_once:
            await self._scanner.require_clean(path)
            if upload.wanted_kind == Kind.VOICE:
                return await self._voice(upload, path)
            content = await asyncio.to_thread(_content, path)
            require_group(content.group, upload.allowed)
            if content.type in FORMATS:
                return await self._picture(upload, path, content.type)
            await self._files.put(upload.id, path)
            return Examined(Kind.FILE, content.type, upload.declared)

    async def _voice(self, upload: Attachment, path: Path) -> Examined:
        found = await asyncio.to_thread(lambda: voice_of(path.read_bytes()))
        if found is None:
            raise FileTypeRefused("Expected a recording: Opus in Ogg or WebM, or AAC in MP4.")
        await self._files.put(upload.id, path)
        return Examined(Kind.VOICE, found.type, upload.declared, duration_ms=found.duration_ms)

    async def _picture(self, upload: Attachment, path: Path, type_: str) -> Examined:
        """What is kept is what we drew, not what came."""
        made = await asyncio.to_thread(drawn, path, type_)
        await self._keep(upload.id, path, made)
        return Examined(Kind.IMAGE, made.type, len(made.content), made.width, made.height, preview=len(made.preview))

    async def _keep(self, attachment_id: str, path: Path, made: Drawn) -> None:
        for name, content in ((attachment_id, made.content), (preview_name(attachment_id), made.preview)):
            beside = path.with_suffix(".drawn")
            await asyncio.to_thread(_write, beside, content)
            try:
                await self._files.put(name, beside)
            finally:
                await asyncio.to_thread(beside.unlink, missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with room():
        path.write_bytes(content)


def _content(path: Path) -> Content:
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, path.stat().st_size - HEAD))
        return content_of(head, file.read(HEAD))
