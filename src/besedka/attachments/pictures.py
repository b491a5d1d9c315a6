"""Pictures made our own: turned upright, and nothing of the file kept but its pixels."""

import io
from pathlib import Path

import msgspec
from PIL import Image, ImageOps, ImageSequence

from besedka.attachments.model import PictureBroken, PictureTooLarge

PIXELS_MAX = 40_000_000
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
_TYPES = {kind: type_ for type_, kind in FORMATS.items()}
_FRAMES_MAX = 200
_SIDE = 520


class Drawn(msgspec.Struct, frozen=True):
    """The picture anew, and a small one of it (WebP)."""

    type: str
    width: int
    height: int
    content: bytes
    preview: bytes


def drawn(path: Path, type_: str) -> Drawn:
    """Raises PictureTooLarge by what the file declares, before anything is decoded, and PictureBroken."""
    try:
        with Image.open(path, formats=(FORMATS[type_],)) as found:
            _require_size(found)
            if frames := _frames(found):
                return _anew(found, FORMATS[type_], frames)
            return _anew(ImageOps.exif_transpose(found), "PNG" if type_ == "image/gif" else FORMATS[type_], [])
    except (PictureTooLarge, PictureBroken):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureTooLarge(f"Expected at most {PIXELS_MAX // 1_000_000} megapixels. Make it less.") from None
    except Exception as problem:
        raise PictureBroken(f"Expected a whole picture: {type(problem).__name__}. Save it anew.") from None


def _require_size(found: Image.Image) -> None:
    if found.width * found.height > PIXELS_MAX:
        raise PictureTooLarge(
            f"Expected at most {PIXELS_MAX // 1_000_000} megapixels, got {found.width} x {found.height}. Make it less."
        )


def _frames(found: Image.Image) -> list[Image.Image]:
    """Those of an animation that is small enough to keep; of others the first picture is enough."""
    count = getattr(found, "n_frames", 1)
    if not 1 < count <= _FRAMES_MAX or found.width * found.height * count > PIXELS_MAX:
        return []
    return [frame.copy() for frame in ImageSequence.Iterator(found)]


def _anew(picture: Image.Image, kind: str, frames: list[Image.Image]) -> Drawn:
    out = io.BytesIO()
    if frames:
        duration = [frame.info.get("duration", 100) for frame in frames]
        first, *rest = (_bare(frame, kind) for frame in frames)
        first.save(out, kind, save_all=True, append_images=rest, duration=duration, loop=0)
    else:
        first = _bare(picture, kind)
        first.save(out, kind, quality=88)
    return Drawn(_TYPES[kind], first.width, first.height, out.getvalue(), _preview(first))


def _preview(picture: Image.Image) -> bytes:
    small = picture.convert("RGB" if picture.mode in ("RGB", "L") else "RGBA")
    small.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=80, method=2)
    return out.getvalue()


def _bare(picture: Image.Image, kind: str) -> Image.Image:
    """A copy without the file's notes about itself (EXIF, XMP, comments, profiles), in a mode that the format takes."""
    mode = "RGB" if kind == "JPEG" else picture.mode if picture.mode in ("RGB", "RGBA", "L", "P", "LA") else "RGBA"
    bare = picture.convert(mode) if picture.mode != mode else picture.copy()
    for name in [name for name in bare.info if name != "transparency"]:
        del bare.info[name]
    return bare
