"""Files that people choose, drop and paste, as a browser hands them to a page."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import FilePayload, Locator

_HAND = """(place, {how, files}) => {
  const data = new DataTransfer();
  for (const {name, type, bytes} of files)
    data.items.add(new File([Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))], name, {type}));
  const shared = {bubbles: true, composed: true, cancelable: true};
  if (how === "paste") return place.dispatchEvent(new ClipboardEvent("paste", {...shared, clipboardData: data}));
  place.dispatchEvent(new DragEvent("dragover", {...shared, dataTransfer: data}));
  return place.dispatchEvent(new DragEvent("drop", {...shared, dataTransfer: data}));
}"""


@dataclass(frozen=True)
class File:
    name: str
    type: str
    content: bytes

    @property
    def payload(self) -> FilePayload:
        """For a file dialog."""
        return {"name": self.name, "mimeType": self.type, "buffer": self.content}


def picture(name: str, colour: str, size: tuple[int, int] = (640, 480)) -> File:
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "PNG")
    return File(name, "image/png", made.getvalue())


def paste(place: Locator, *files: File) -> None:
    _hand(place, "paste", files)


def drop(place: Locator, *files: File) -> None:
    _hand(place, "drop", files)


def choose(button: Locator, *files: File) -> None:
    """By the button and the browser's own dialog."""
    with button.page.expect_file_chooser() as asked:
        button.click()
    asked.value.set_files([file.payload for file in files])


def _hand(place: Locator, how: str, files: tuple[File, ...]) -> None:
    told = [{"name": file.name, "type": file.type, "bytes": base64.b64encode(file.content).decode()} for file in files]
    place.evaluate(_HAND, {"how": how, "files": told})
