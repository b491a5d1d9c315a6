"""What a file is, by its first and last bytes. Pure. Nothing is unpacked."""

import msgspec

HEAD = 64 * 1024
"""So much of the beginning and of the end is looked at."""


class Content(msgspec.Struct, frozen=True):
    """A media type, and the group that an inbox allows or not; `program` and `unknown` are in none."""

    type: str
    group: str


_UNKNOWN = Content("application/octet-stream", "unknown")
_PRINTABLE = frozenset(range(32, 256)) | {9, 10, 12, 13, 27}

_MAGICS: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"\xff\xd8\xff", "image/jpeg", "image"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png", "image"),
    (0, b"GIF87a", "image/gif", "image"),
    (0, b"GIF89a", "image/gif", "image"),
    (8, b"WEBP", "image/webp", "image"),
    (0, b"II*\x00", "image/tiff", "image"),
    (0, b"MM\x00*", "image/tiff", "image"),
    (0, b"BM", "image/bmp", "image"),
    (4, b"ftypheic", "image/heic", "image"),
    (4, b"ftypheix", "image/heic", "image"),
    (4, b"ftypmif1", "image/heif", "image"),
    (4, b"ftypavif", "image/avif", "image"),
    (0, b"%PDF-", "application/pdf", "pdf"),
    (0, b"OggS", "audio/ogg", "audio"),
    (0, b"ID3", "audio/mpeg", "audio"),
    (0, b"\xff\xfb", "audio/mpeg", "audio"),
    (0, b"\xff\xf3", "audio/mpeg", "audio"),
    (0, b"\xff\xf1", "audio/aac", "audio"),
    (0, b"fLaC", "audio/flac", "audio"),
    (8, b"WAVE", "audio/wav", "audio"),
    (0, b"#!AMR", "audio/amr", "audio"),
    (4, b"ftypM4A", "audio/mp4", "audio"),
    (4, b"ftypqt", "video/quicktime", "video"),
    (4, b"ftyp", "video/mp4", "video"),
    (8, b"AVI ", "video/x-msvideo", "video"),
    (0, b"\x1aE\xdf\xa3", "video/webm", "video"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", "office"),
    (0, b"{\\rtf", "application/rtf", "office"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar", "archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "archive"),
    (0, b"\x1f\x8b", "application/gzip", "archive"),
    (0, b"BZh", "application/x-bzip2", "archive"),
    (0, b"\xfd7zXZ\x00", "application/x-xz", "archive"),
    (257, b"ustar", "application/x-tar", "archive"),
    (0, b"MZ", "application/octet-stream", "program"),
    (0, b"\x7fELF", "application/octet-stream", "program"),
    (0, b"\xfe\xed\xfa", "application/octet-stream", "program"),
    (0, b"\xce\xfa\xed\xfe", "application/octet-stream", "program"),
    (0, b"\xcf\xfa\xed\xfe", "application/octet-stream", "program"),
    (0, b"\xca\xfe\xba\xbe", "application/octet-stream", "program"),
    (0, b"#!", "application/octet-stream", "program"),
    (0, b"dex\n", "application/octet-stream", "program"),
)
_WEAK = (b"BM", b"BZh", b"MZ")
"""Words may begin like that."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IN_ZIP: tuple[tuple[bytes, str, str], ...] = (
    (b"mimetypeapplication/vnd.oasis.opendocument.", "application/vnd.oasis.opendocument", "office"),
    (b"META-INF/MANIFEST.MF", "application/java-archive", "program"),
    (b"AndroidManifest.xml", "application/vnd.android.package-archive", "program"),
)
_OOXML = "application/vnd.openxmlformats-officedocument."
_IN_OOXML = (
    (b"word/", f"{_OOXML}wordprocessingml.document"),
    (b"xl/", f"{_OOXML}spreadsheetml.sheet"),
    (b"ppt/", f"{_OOXML}presentationml.presentation"),
)


def content_of(head: bytes, tail: bytes = b"") -> Content:
    """By the first bytes; of archives of which many formats are made, by the names at their end too."""
    if head.startswith(_ZIP):
        return _in_zip(head + tail)
    words = _text(head)
    for at, magic, type_, group in _MAGICS:
        if head.startswith(magic, at) and not (words and magic in _WEAK):
            return Content(type_, group)
    return words or _UNKNOWN


def _in_zip(ends: bytes) -> Content:
    if b"[Content_Types].xml" in ends:
        for name, type_ in _IN_OOXML:
            if name in ends:
                return Content(type_, "office")
    for name, type_, group in _IN_ZIP:
        if name in ends:
            return Content(type_, group)
    return Content("application/zip", "archive")


def _text(head: bytes) -> Content | None:
    """Any text, in UTF-8 or in an old code page; UTF-16 only with its mark."""
    if not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not _PRINTABLE.issuperset(head):
        return None
    beginning = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<svg", b"<?xml")) and b"<svg" in head.lower():
        return Content("image/svg+xml", "image")
    if beginning.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<?php")):
        return Content("text/html", "text")
    return Content("text/plain", "text")
