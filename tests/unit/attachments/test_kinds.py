"""What a file is, whatever it calls itself."""

import io
import zipfile

import pytest

from besedka.attachments.addresses import STAFF, Addresses, visitors
from besedka.attachments.kinds import content_of
from besedka.attachments.model import FileTypeRefused, cleaned_name
from besedka.attachments.naming import require_group, require_name
from besedka.attachments.voice import voice_of
from besedka.inboxes import AttachmentRules


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "x" * 100)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "type_", "group"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg", "image"),
        (b"GIF89a/*\x01", "image/gif", "image"),
        (b"%PDF-1.7\n<script>alert(1)</script>", "application/pdf", "pdf"),
        (b'<?xml version="1.0"?><svg onload="alert(1)">', "image/svg+xml", "image"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "text/html", "text"),
        ("Добрый день".encode(), "text/plain", "text"),
        ("Добрый день".encode("cp1251"), "text/plain", "text"),
        (b"MZ\x90\x00\x03\x00", "application/octet-stream", "program"),
        (b"MZ is not always a program", "text/plain", "text"),
        (b"#!/bin/sh\nrm -rf /", "application/octet-stream", "program"),
        (b"\x00\x01\x02\x03", "application/octet-stream", "unknown"),
        (zipped("a.txt"), "application/zip", "archive"),
        (zipped("META-INF/MANIFEST.MF"), "application/java-archive", "program"),
        (
            zipped("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "office",
        ),
    ],
)
def test_content_decides(content: bytes, type_: str, group: str) -> None:
    found = content_of(content, content[-1000:])
    assert (found.type, found.group) == (type_, group)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\счёт.pdf", "счёт.pdf"),
        ("a\0b\x1b.txt", "ab.txt"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("photo.jpg.exe", "photo.jpg.exe"),
        ("...", "file"),
        ("", "file"),
        ("ж" * 300 + ".pdf", "ж" * 125 + ".pdf"),
    ],
)
def test_a_name_is_only_a_name(given: str, shown: str) -> None:
    assert cleaned_name(given) == shown
    assert len(cleaned_name(given).encode()) <= 255


def test_an_inbox_takes_what_its_rules_name() -> None:
    rules = AttachmentRules(types=("image",))
    require_name("photo.JPG", rules)
    require_name("no ending", rules)
    for name in ("letter.pdf", "photo.jpg.exe"):
        with pytest.raises(FileTypeRefused):
            require_name(name, rules)
    with pytest.raises(FileTypeRefused):
        require_group("program", AttachmentRules())
    require_group("program", AttachmentRules(types="any"))


def ogg(seconds: int) -> bytes:
    page = b"OggS\0\2" + bytes(8) + bytes(14) + b"OpusHead" + bytes(20)
    return page + b"OggS\0\4" + (48_000 * seconds).to_bytes(8, "little") + bytes(20)


def webm(codec: bytes) -> bytes:
    block = b"\xa3\x87\x81" + (500).to_bytes(2, "big") + b"\x80\1\2\3"
    cluster = b"\x1f\x43\xb6\x75" + b"\x01" + b"\xff" * 7 + b"\xe7\x82" + (2000).to_bytes(2, "big") + block
    codec_of = b"\x86" + bytes([0x80 | len(codec)]) + codec
    track = b"\x16\x54\xae\x6b" + bytes([0x80 | len(codec_of)]) + codec_of
    return b"\x1aE\xdf\xa3\x80" + b"\x18\x53\x80\x67\x01" + b"\xff" * 7 + track + cluster


def test_voice_is_what_browsers_record_and_says_how_long_it_is() -> None:
    assert voice_of(ogg(7)).duration_ms == 7000
    assert (voice_of(webm(b"A_OPUS")).type, voice_of(webm(b"A_OPUS")).duration_ms) == ("audio/webm", 2500)
    assert voice_of(webm(b"V_VP8")) is None
    mp4 = b"\0\0\0\x18ftypM4A " + b"mvhd" + bytes(12) + (1000).to_bytes(4, "big") + (3200).to_bytes(4, "big") + b"mp4a"
    assert voice_of(mp4).duration_ms == 3200
    assert voice_of(b"ID3 a song") is None
    for cut in range(len(webm(b"A_OPUS"))):
        voice_of(webm(b"A_OPUS")[:cut])


def test_an_address_is_good_for_its_reader_its_file_and_an_hour() -> None:
    addresses, now = Addresses("secret"), 1_790_000_000_000
    me = visitors("ann")
    path = addresses.address("file", me, now)
    query = dict(part.split("=", 1) for part in path.partition("?")[2].split("&"))
    expires, signature = int(query["e"]), query["s"]
    assert path == addresses.address("file", me, now + 60_000)
    assert addresses.is_good("file", me, expires, signature, now + 3_599_000, is_preview=False)
    for other in (
        addresses.is_good("other", me, expires, signature, now, is_preview=False),
        addresses.is_good("file", STAFF, expires, signature, now, is_preview=False),
        addresses.is_good("file", me, expires + 1, signature, now, is_preview=False),
        addresses.is_good("file", me, expires, signature, now, is_preview=True),
        addresses.is_good("file", me, expires, signature + "é", now, is_preview=False),
        addresses.is_good("file", me, expires, signature, now + 3600_000 + 600_000, is_preview=False),
        Addresses("other").is_good("file", me, expires, signature, now, is_preview=False),
    ):
        assert not other
