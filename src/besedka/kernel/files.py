"""Bytes too large for the database: a spool for what is on its way, and a store for what has arrived.

A local folder fsyncs the file and its folder before it says that it has it; a bucket answers for itself.
"""

import asyncio
import contextlib
import errno
import os
import shutil
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Protocol

from besedka.kernel.errors import NotFound, Unavailable

_PIECE = 256 * 1024
_SPARE = 64 * 1024 * 1024
_making = threading.Lock()
_sure: set[Path] = set()
"""Folders that this process has made sure of."""


class NoRoom(Unavailable):
    """The server has no room for more files."""

    retry_ms = 60_000


class NoSuchFile(NotFound):
    """There is no such file, or you may not see it."""


class Files(Protocol):
    """Where files are kept, by name."""

    async def put(self, name: str, source: Path) -> None:
        """Keep a copy of the file. When this returns, it survives a power cut. Raises NoRoom."""
        ...

    def read(self, name: str, start: int, end: int) -> AsyncIterator[bytes]:
        """Bytes from `start` up to `end`. Raises NoSuchFile."""
        ...

    async def delete(self, name: str) -> None:
        """Keep it no longer. One that is not there is none the less gone."""
        ...


class Folder:
    """Files in a local folder, spread over 256 folders by the beginning of their names."""

    def __init__(self, root: Path) -> None:
        self._root = root

    async def put(self, name: str, source: Path) -> None:
        """A copy under a passing name, fsynced, renamed, and its folder fsynced."""
        await asyncio.to_thread(self._put, name, source)

    def _put(self, name: str, source: Path) -> None:
        target = self._path(name)
        with room():
            make_folder(self._root)
            make_folder(target.parent)
            passing = target.with_suffix(".part")
            with source.open("rb") as given, passing.open("wb") as kept:
                shutil.copyfileobj(given, kept, _PIECE)
                kept.flush()
                os.fsync(kept.fileno())
            passing.replace(target)
            sync_folder(target.parent)

    async def read(self, name: str, start: int, end: int) -> AsyncIterator[bytes]:
        """In pieces of 256 KiB, each read in a thread."""
        try:
            file = await asyncio.to_thread(self._path(name).open, "rb")
        except FileNotFoundError:
            raise NoSuchFile from None
        with file:
            await asyncio.to_thread(file.seek, start)
            while start < end and (piece := await asyncio.to_thread(file.read, min(_PIECE, end - start))):
                start += len(piece)
                yield piece

    async def delete(self, name: str) -> None:
        """Gone from the folder."""
        await asyncio.to_thread(self._path(name).unlink, missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._root / name[:2] / name


class Bucket:
    """Files in an object store, such as S3."""

    def __init__(self, store: Any) -> None:
        self._store = store

    async def put(self, name: str, source: Path) -> None:
        """Large ones in parts."""
        import obstore

        await obstore.put_async(self._store, name, source)

    async def read(self, name: str, start: int, end: int) -> AsyncIterator[bytes]:
        """One range after the other: little memory, however large the file is."""
        import obstore

        while start < end:
            size = min(4 * _PIECE, end - start)
            try:
                piece = await obstore.get_range_async(self._store, name, start=start, length=size)
            except FileNotFoundError:
                raise NoSuchFile from None
            yield bytes(piece)
            start += size

    async def delete(self, name: str) -> None:
        """Gone from the bucket."""
        import obstore

        with contextlib.suppress(FileNotFoundError):
            await obstore.delete_async(self._store, name)


def open_files(address: str, data: Path) -> Files:
    """The bucket that `address` names (credentials come from the environment), or a folder of the data folder."""
    if not address:
        return Folder(data / "files")
    from obstore.store import from_url

    return Bucket(from_url(address))


class Spool:
    """Files on their way in. A piece is on the disk before it is acknowledged."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, name: str) -> Path:
        """Where the file grows."""
        return self._root / name

    async def write(self, name: str, offset: int, pieces: AsyncIterator[bytes], at_most: int) -> int:
        """Write what comes at the offset, over whatever an interrupted attempt left there; answers how much came.

        No more than a few hundred kilobytes of it are ever in memory. Stops at `at_most`, which the caller judges.
        """
        file = await asyncio.to_thread(self._open, name, offset)
        written = 0
        try:
            async for piece in _gathered(pieces):
                await asyncio.to_thread(_write, file, piece)
                written += len(piece)
                if written > at_most:
                    break
            await asyncio.to_thread(_sync, file)
        finally:
            await asyncio.to_thread(os.close, file)
        return written

    def _open(self, name: str, offset: int) -> int:
        with room():
            make_folder(self._root)
            is_new = not self.path(name).exists()
            file = os.open(self.path(name), os.O_RDWR | os.O_CREAT, 0o600)
            os.ftruncate(file, offset)
            os.lseek(file, offset, os.SEEK_SET)
            if is_new:
                sync_folder(self._root)
            return file

    async def remove(self, name: str) -> None:
        """It is not needed any more."""
        await asyncio.to_thread(self.path(name).unlink, missing_ok=True)

    def require_room(self, size: int) -> None:
        """Raises NoRoom when the disk would be full with so much more."""
        make_folder(self._root)
        if shutil.disk_usage(self._root).free < 2 * size + _SPARE:
            raise NoRoom("Expected free space on the server's disk. Try again later, or tell its administrator.")


async def _gathered(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Small pieces joined, so that a thread is asked seldom."""
    held, size = [], 0
    async for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _write(file: int, piece: bytes) -> None:
    with room():
        view = memoryview(piece)
        while view:
            view = view[os.write(file, view) :]


def _sync(file: int) -> None:
    with room():
        os.fsync(file)


def make_folder(folder: Path) -> None:
    """The folder, kept safely in the one above it: looked after once in each process, whoever made it and when."""
    with _making:
        if folder not in _sure or not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            sync_folder(folder.parent)
            _sure.add(folder)


def sync_folder(folder: Path) -> None:
    """What the folder lists survives a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def room() -> Iterator[None]:
    """A full disk as a refusal."""
    try:
        yield
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom("The server's disk is full. Try again later, or tell its administrator.") from None
        raise
