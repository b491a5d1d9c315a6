"""A recording of what a process did to its files, and a disk that loses power at any place in it.

The disk is as mean as POSIX allows: of a file only what was written before its last completed sync is sure to be
there; anything later may be there or not, whole or torn, in any combination. A name (a new file, a removed one) is sure
once its folder was synced; of later changes of names some first part has happened. A folder has a name too.
"""

import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

SECTOR = 512
_ENTRY = struct.Struct("=IIqqQ")
_SOURCE = Path(__file__).with_name("recorder.c")


class Op(IntEnum):
    CREATE = 1
    WRITE = 2
    TRUNCATE = 3
    SYNC_BEGIN = 4
    SYNC_END = 5
    UNLINK = 6
    RENAME = 7
    MKDIR = 8


class Entry(NamedTuple):
    """One record: `at` in monotonic ns; `offset` of a write, the new length, or the number of a sync."""

    op: Op
    name: str
    at: int
    offset: int
    data: bytes


def build_recorder(folder: Path) -> Path:
    """The shared object for LD_PRELOAD, built with the C compiler of this machine."""
    assert sys.platform == "linux", "The power cut is recorded on Linux alone. Run this test there."
    compiler = shutil.which(os.environ.get("CC") or "gcc") or shutil.which("cc")
    assert compiler, "The power cut needs a C compiler. On Debian: apt-get install build-essential"
    target = folder / "recorder.so"
    command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(target), str(_SOURCE), "-ldl", "-pthread"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"recorder.c was not built. On Debian: apt-get install build-essential\n{done.stderr}"
    return target


def read(log: Path) -> list[Entry]:
    """All whole records; the process may have been killed in the middle of the last one."""
    return list(_entries(log.read_bytes()))


def _entries(raw: bytes) -> Iterator[Entry]:
    place = 0
    while place + _ENTRY.size <= len(raw):
        op, name_length, at, offset, length = _ENTRY.unpack_from(raw, place)
        name = place + _ENTRY.size
        data = name + name_length
        place = data + length
        if place <= len(raw):
            yield Entry(Op(op), raw[name:data].decode(), at, offset, raw[data:place])


class File:
    """What is sure to be on the disk, and what was done since."""

    def __init__(self, *, is_folder: bool = False) -> None:
        self.is_folder = is_folder
        self.sure = bytearray()
        self.since: list[tuple[int, Entry]] = []

    def settle(self, before: int) -> None:
        """Everything done before this place of the recording is sure now."""
        done = [entry for place, entry in self.since if place < before]
        for entry in done:
            apply(self.sure, entry)
        del self.since[: len(done)]

    def after_a_cut(self, chance: random.Random) -> bytes:
        """One of the contents that may be found."""
        content = bytearray(self.sure)
        how = chance.choice(("nothing", "first", "some"))
        until = chance.randint(0, len(self.since)) if how == "first" else len(self.since)
        for number, (_, entry) in enumerate(self.since):
            if how == "some" and chance.random() < 0.5:
                apply(content, torn(entry, chance))
            elif how == "first" and number < until:
                apply(content, entry)
            elif how == "first" and number == until:
                apply(content, torn(entry, chance))
        return bytes(content)


def apply(content: bytearray, entry: Entry) -> None:
    """Do to a content what was done to the file."""
    if entry.op == Op.TRUNCATE:
        _lengthen(content, entry.offset)
        del content[entry.offset :]
        return
    _lengthen(content, entry.offset)
    content[entry.offset : entry.offset + len(entry.data)] = entry.data


def torn(entry: Entry, chance: random.Random) -> Entry:
    """A write of which only the first sectors arrived."""
    if entry.op != Op.WRITE or chance.random() < 0.5:
        return entry
    return entry._replace(data=entry.data[: SECTOR * chance.randint(0, len(entry.data) // SECTOR)])


def _lengthen(content: bytearray, length: int) -> None:
    if len(content) < length:
        content.extend(bytes(length - len(content)))


class Disk:
    """Plays a recording up to any place, and answers what a power cut there leaves."""

    def __init__(self) -> None:
        self.files: dict[str, File] = {}
        self.sure_names: dict[str, File] = {}
        self._names_since: list[tuple[int, Entry, File]] = []
        self._begun: dict[int, int] = {}
        self._place = 0

    def play(self, entry: Entry) -> None:
        """The next record."""
        self._place += 1
        match entry.op:
            case Op.SYNC_BEGIN:
                self._begun[entry.offset] = self._place
            case Op.SYNC_END:
                self._synced(entry.name, self._begun.pop(entry.offset))
            case Op.WRITE | Op.TRUNCATE:
                self.files[entry.name].since.append((self._place, entry))
            case _:
                self._renamed(entry)

    def _synced(self, name: str, begun: int) -> None:
        if name and not self.files[name].is_folder:
            self.files[name].settle(begun)
            return
        left = []
        for place, entry, file in self._names_since:
            if place < begun and _folder_of(entry.name) == name:
                _change(self.sure_names, entry, file)
            else:
                left.append((place, entry, file))
        self._names_since = left

    def _renamed(self, entry: Entry) -> None:
        is_new = entry.op in (Op.CREATE, Op.MKDIR)
        file = File(is_folder=entry.op == Op.MKDIR) if is_new else self.files[entry.name]
        _change(self.files, entry, file)
        self._names_since.append((self._place, entry, file))

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files that may be found: name to content."""
        names = dict(self.sure_names)
        for _, entry, file in self._names_since[: chance.randint(0, len(self._names_since))]:
            _change(names, entry, file)
        found = {name: file for name, file in names.items() if not file.is_folder and _is_reached(name, names)}
        return {name: file.after_a_cut(chance) for name, file in found.items()}

    def without_a_cut(self) -> dict[str, bytes]:
        """The files as every program sees them."""
        return {name: _whole(file) for name, file in self.files.items() if not file.is_folder}


def _whole(file: File) -> bytes:
    content = bytearray(file.sure)
    for _, entry in file.since:
        apply(content, entry)
    return bytes(content)


def _folder_of(name: str) -> str:
    return name.rpartition("/")[0]


def _is_reached(name: str, names: dict[str, File]) -> bool:
    """Whether the folders that lead there are there."""
    folder = _folder_of(name)
    return not folder or (folder in names and _is_reached(folder, names))


def _change(names: dict[str, File], entry: Entry, file: File) -> None:
    if entry.op in (Op.CREATE, Op.MKDIR):
        names[entry.name] = file
        return
    names.pop(entry.name, None)
    if entry.op == Op.RENAME:
        names[entry.data.decode()] = file
