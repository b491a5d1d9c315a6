"""Files on their way in: an upload against a plain streamed write to the same disk, and pictures drawn anew."""

import http.client
import io
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from bench.rows import Row, of_runs
from bench.world import World
from besedka.attachments.pictures import drawn
from besedka.kernel.ids import new_id, new_secret

_PIECE = 1024 * 1024
_PIECES = 16
_PICTURES = 5
_UPLOAD, _PICTURE = 0.05, 0.5


class Files:
    """Rows `upload` and `picture`."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._uploads: list[float] = []
        self._writes: list[float] = []
        self._pictures: list[float] = []
        self._decodes: list[float] = []

    def run(self) -> None:
        """One file of 16 MiB, then a few photos of 12 megapixels."""
        content = b"%PDF-1.7\n" + random.Random(1).randbytes(_PIECE * _PIECES - 9)
        self._writes.append(_PIECES / _timed_write(self._world.new_folder() / "plain", content))
        with self._world.besedka() as server:
            self._uploads.append(_PIECES / _timed_upload(server.port, content))
        with tempfile.NamedTemporaryFile(suffix=".jpg", dir=self._world.folder) as file:
            Image.effect_noise((4000, 3000), 40).convert("RGB").save(file, "JPEG", quality=85)
            file.flush()
            self._pictures.append(_per_second(lambda: drawn(Path(file.name), "image/jpeg")))
            self._decodes.append(_per_second(lambda: _coded(Path(file.name))))

    def rows(self) -> list[Row]:
        """The upload is on the disk twice, in the spool and in the store, and examined; the plain write once."""
        return [
            of_runs(
                "upload, 16 MiB", "MiB/s", self._uploads, "the same bytes written to a file, one fsync", self._writes,
                bar=_UPLOAD, note="1 MiB at a time, each piece fsynced and committed; until it is ready to be sent",
            ),
            of_runs(
                "pictures of 12 megapixels drawn anew", "1/s", self._pictures, "decoded and coded, nothing else",
                self._decodes, bar=_PICTURE, note="with a preview of 520 pixels, on one core",
            ),
        ]  # fmt: skip


def _timed_write(path: Path, content: bytes) -> float:
    began = time.monotonic()
    with path.open("wb") as file:
        for at in range(0, len(content), _PIECE):
            file.write(content[at : at + _PIECE])
        file.flush()
        os.fsync(file.fileno())
    return time.monotonic() - began


def _timed_upload(port: int, content: bytes) -> float:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {new_secret()}", "X-Besedka-Inbox": "demo"}
    wish = json.dumps({"client_id": new_id(), "name": "large.pdf", "size": len(content)})
    began = time.monotonic()
    upload = _asked(connection, "POST", "/uploads", wish.encode(), headers | {"Content-Type": "application/json"})
    found = upload
    for at in range(0, len(content), _PIECE):
        path = f"/uploads/{upload['id']}?offset={at}"
        found = _asked(connection, "PUT", path, content[at : at + _PIECE], headers)
    if found["state"] != "ready":
        raise RuntimeError(f"the upload is {found['state']}")
    return time.monotonic() - began


def _asked(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes, headers: dict[str, str]
) -> dict[str, str]:
    connection.request(method, f"/api/visitor/v1{path}", body, headers)
    answer = connection.getresponse()
    found: dict[str, str] = json.loads(answer.read())
    if answer.status >= 300:
        raise RuntimeError(f"{method} {path}: {found}")
    return found


def _coded(path: Path) -> None:
    with Image.open(path) as picture:
        picture.save(io.BytesIO(), "JPEG", quality=88)


def _per_second(work: Callable[[], object]) -> float:
    began = time.monotonic()
    for _ in range(_PICTURES):
        work()
    return _PICTURES / (time.monotonic() - began)
