"""Voice messages as browsers record them: Opus in Ogg or WebM, AAC in MP4. Pure."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

_OPUS_HZ = 48_000
_CLUSTER, _TIMESTAMP, _BLOCK, _GROUP_BLOCK = 0x1F43B675, 0xE7, 0xA3, 0xA1
_ENTERED = frozenset((0x18538067, _CLUSTER, 0xA0))
"""Segment, cluster, block group: what is looked into."""


class Voice(msgspec.Struct, frozen=True):
    """Its media type, and how long it is, if the file says so."""

    type: str
    duration_ms: int | None


def voice_of(content: bytes) -> Voice | None:
    """None for anything else, pictures that move included."""
    if content.startswith(b"OggS") and b"OpusHead" in content[:256]:
        return Voice("audio/ogg", _ogg_ms(content))
    if content.startswith(b"\x1aE\xdf\xa3") and b"A_OPUS" in content[:4096] and b"V_" not in content[:4096]:
        return Voice("audio/webm", _webm_ms(content))
    if content[4:8] == b"ftyp" and b"mp4a" in content and b"vide" not in content:
        return Voice("audio/mp4", _mp4_ms(content))
    return None


def _ogg_ms(content: bytes) -> int | None:
    """The position of the last page is the number of samples before its end."""
    last = content.rfind(b"OggS")
    position = int.from_bytes(content[last + 6 : last + 14], "little", signed=True)
    return position * 1000 // _OPUS_HZ if position > 0 else None


def _mp4_ms(content: bytes) -> int | None:
    """The movie header; recordings in fragments leave it empty."""
    at = content.find(b"mvhd") + 4
    if at < 4:
        return None
    is_long = content[at] == 1
    places = (20, 24, 32) if is_long else (12, 16, 20)
    scale, length = (int.from_bytes(content[at + a : at + b], "big") for a, b in pairwise(places))
    return length * 1000 // scale if scale and length else None


def _webm_ms(content: bytes) -> int | None:
    """Recorders write no length: it is the time of the last block, in milliseconds."""
    cluster = last = 0
    for name, body in _elements(content, 0, len(content)):
        if name == _TIMESTAMP:
            cluster = int.from_bytes(body, "big")
        elif name in (_BLOCK, _GROUP_BLOCK) and len(body) >= 4:
            last = max(last, cluster + int.from_bytes(body[1:3], "big", signed=True))
    return last or None


def _elements(content: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Elements of EBML in their order, without those that only hold others."""
    while at < end:
        name, at = _number(content, at, keeps_mark=True)
        size, at = _number(content, at, keeps_mark=False)
        if at > end or name <= 0:
            return
        if name in _ENTERED:
            continue
        if size < 0:
            return
        yield name, content[at : at + min(size, 8)] if size else b""
        at += size


def _number(content: bytes, at: int, *, keeps_mark: bool) -> tuple[int, int]:
    """(value, where it ends); -1 for what is no number, and for a size that is not known."""
    if at >= len(content) or content[at] == 0:
        return -1, at + 1
    width = 9 - content[at].bit_length()
    value = int.from_bytes(content[at : at + width], "big")
    if not keeps_mark:
        value &= (1 << 7 * width) - 1
        if value == (1 << 7 * width) - 1:
            value = -1
    return value, at + width
