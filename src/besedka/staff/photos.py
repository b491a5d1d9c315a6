"""Photos of operators: whatever somebody sent becomes a small square picture of our own making."""

import hashlib
import io
import warnings

from PIL import Image, ImageOps

from besedka.staff.model import BadPhoto

MEDIA_TYPE = "image/webp"
BYTES_MAX = 2 * 1024 * 1024
_SIDE = 256
_PIXELS_MAX = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")


def portrait(content: bytes) -> bytes:
    """256 x 256 as WebP, the middle of the picture, nothing of the file but its pixels. Raises BadPhoto.

    The size is read before the pixels are: a small file may stand for a picture that fills the memory.
    """
    if len(content) > BYTES_MAX:
        raise BadPhoto(f"Expected at most {BYTES_MAX // 1024} KiB, got {len(content) // 1024}.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=_FORMATS)
            if picture.width * picture.height > _PIXELS_MAX:
                raise BadPhoto(f"Expected at most {_PIXELS_MAX // 1_000_000} megapixels.")
            return _square(picture)
    except BadPhoto:
        raise
    except Exception:
        raise BadPhoto("Expected a picture: JPEG, PNG or WebP, whole and unbroken.") from None


def _square(picture: Image.Image) -> bytes:
    picture.draft("RGB", (_SIDE * 2, _SIDE * 2))
    upright = ImageOps.exif_transpose(picture)
    with_alpha = upright.convert("RGBA")
    paper = Image.new("RGBA", with_alpha.size, "white")
    paper.alpha_composite(with_alpha)
    small = ImageOps.fit(paper.convert("RGB"), (_SIDE, _SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=85, method=4)
    return out.getvalue()


def name_of(content: bytes) -> str:
    """The hash by which a photo is named."""
    return hashlib.sha256(content).hexdigest()[:40]
