"""Pictures of pages: whatever another server sent becomes a small picture of our own making."""

import hashlib
import io
import warnings

import msgspec
from PIL import Image, ImageOps

MEDIA_TYPE = "image/webp"
KINDS = ("image/jpeg", "image/png", "image/webp", "image/gif")
BYTES_MAX = 5 * 1024 * 1024
_SIDE = 320
_PIXELS_MAX = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class Small(msgspec.Struct, frozen=True):
    """At most 320 pixels on its longer side."""

    name: str
    width: int
    height: int
    content: bytes


def small(content: bytes) -> Small | None:
    """Nothing of the file but its pixels; None if it is no picture, or one that would fill the memory."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            found = Image.open(io.BytesIO(content), formats=_FORMATS)
            if found.width * found.height > _PIXELS_MAX:
                return None
            found.draft("RGB", (_SIDE * 2, _SIDE * 2))
            return _drawn(ImageOps.exif_transpose(found).convert("RGBA"))
    except Exception:
        return None


def _drawn(picture: Image.Image) -> Small:
    picture.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=80, method=4)
    made = out.getvalue()
    return Small(hashlib.sha256(made).hexdigest()[:40], picture.width, picture.height, made)
