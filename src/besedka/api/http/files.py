"""Built files of the front end, in memory, with the compressed twins that the build left beside them."""

import mimetypes
from pathlib import Path

import msgspec

from besedka.kernel.ids import digest

_TWINS = (("br", ".br"), ("gzip", ".gz"))
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


class Built(msgspec.Struct, frozen=True):
    """One file. `twins` is {content encoding: bytes}."""

    content: bytes
    media_type: str
    etag: str
    twins: dict[str, bytes]

    def encoded_for(self, accepts: str) -> tuple[bytes, str]:
        """(bytes, content encoding or "") for an Accept-Encoding header."""
        wanted = _acceptable(accepts)
        for encoding, _ in _TWINS:
            if encoding in self.twins and encoding in wanted:
                return self.twins[encoding], encoding
        return self.content, ""


class Folder:
    """The files of one folder by their relative names. Read once; again as long as there are none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: dict[str, Built] = {}

    def get(self, name: str) -> Built | None:
        """A file by its name below the folder. Only names that are there are known: no path leads elsewhere."""
        if not self._files and self._path.is_dir():
            self._files = _read(self._path)
        return self._files.get(name)


def _read(folder: Path) -> dict[str, Built]:
    contents = {str(p.relative_to(folder).as_posix()): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    endings = tuple(ending for _, ending in _TWINS)
    return {name: _built(name, contents) for name in contents if not name.endswith(endings)}


def _built(name: str, contents: dict[str, bytes]) -> Built:
    guessed = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    twins = {encoding: contents[name + ending] for encoding, ending in _TWINS if name + ending in contents}
    content = contents[name]
    return Built(content, guessed, f'"{digest(content.hex())[:16]}"', twins)


def _acceptable(accepts: str) -> set[str]:
    """The encodings that are named without a weight of zero."""
    found = set()
    for part in accepts.lower().split(","):
        name, _, weight = part.strip().partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            found.add(name.strip())
    return found
