"""Files through the doors: how they go up, what is refused, what is kept of them, and who may fetch them."""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image

from besedka.kernel.ids import new_id
from tests.api.files import MIB, Sender, fetch
from tests.api.house import House, opened, problem

pytestmark = pytest.mark.asyncio(loop_scope="module")
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n<script>alert(document.domain)</script>\n%%EOF"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """Over SQLite alone: what is stored is tested over both databases in tests/rooms/attachments."""
    async with opened("sqlite", tmp_path_factory.mktemp("house")) as it:
        yield it


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind, **more)
    return out.getvalue()


def photo_with_place() -> bytes:
    """A picture taken with the camera on its side, that says where."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret camera"
    exif.get_ifd(0x8825)[2] = (55.0, 45.0, 7.0)
    return picture("JPEG", exif=exif, comment=b"secret comment")


def png_of(width: int, height: int) -> bytes:
    """A PNG that declares a size and holds next to nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def bomb() -> bytes:
    """A zip of 200 MB of nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros", "w") as file:
        for _ in range(200):
            file.write(bytes(MIB))
    return out.getvalue()


async def test_a_file_goes_up_in_pieces_and_on_after_a_break(house: House) -> None:
    ann, content, client_id = Sender(house.visitor()), bytes(range(256)) * 4096 * 2 + b"%", new_id()
    wish = {"client_id": client_id, "name": "notes.txt", "size": len(content)}
    content = b"x" * len(content)
    begun = (await ann.call("POST", "/uploads", wish)).json()
    assert begun == {**begun, "offset": 0, "size": len(content), "chunk_max": MIB, "state": "receiving", "code": None}
    assert len(begun["id"]) == 32
    assert (await ann.put(begun["id"], content[:MIB])).json()["offset"] == MIB
    found = problem(await ann.put(begun["id"], content[:MIB]), 409, "wrong_offset")
    assert str(MIB) in found["detail"]
    assert (await ann.call("POST", "/uploads", wish)).json()["offset"] == MIB
    assert (await ann.call("GET", f"/uploads/{begun['id']}")).json()["offset"] == MIB
    problem(await ann.put(begun["id"], content[: MIB + 1], MIB), 422, "piece_too_large")
    problem(await ann.put(begun["id"], bytes(2 * MIB), MIB), 413, "body_too_large")
    for offset in (MIB, 2 * MIB):
        answer = await ann.put(begun["id"], content[offset : offset + MIB], offset)
    assert (answer.json()["state"], answer.json()["offset"]) == ("ready", len(content))
    problem(await ann.call("POST", "/uploads", {**wish, "size": 5}), 409, "client_id_conflict")


async def test_a_line_that_breaks_in_a_piece_leaves_the_upload_where_it_was(house: House) -> None:
    ann = Sender(house.visitor())
    begun = (await ann.announce("a.txt", 10)).json()
    came = [{"type": "http.request", "body": b"half", "more_body": True}, {"type": "http.disconnect"}]
    sent: list[Any] = []

    async def receive() -> Any:
        return came.pop(0) if len(came) > 1 else came[0]

    async def send(message: Any) -> None:
        sent.append(message)

    headers = {"authorization": f"Bearer {ann.who.token}", "x-besedka-inbox": "demo"}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "PUT", "scheme": "http",
        "path": f"/api/visitor/v1/uploads/{begun['id']}", "raw_path": b"", "query_string": b"offset=0", "root_path": "",
        "headers": [(k.encode(), v.encode()) for k, v in headers.items()], "client": ("127.0.0.1", 1), "server": None,
    }  # fmt: skip
    await house.application(scope, receive, send)
    assert sent[0]["status"] == 400
    assert (await ann.put(begun["id"], b"x" * 10)).json()["state"] == "ready"


async def test_more_than_was_announced_is_refused(house: House) -> None:
    ann = Sender(house.visitor())
    begun = (await ann.announce("a.txt", 10)).json()
    problem(await ann.put(begun["id"], b"x" * 11), 422, "piece_too_large")
    assert (await ann.put(begun["id"], b"x" * 10)).json()["state"] == "ready"


async def test_a_message_carries_files_once_and_repeats_answer_the_same(house: House) -> None:
    ann = Sender(house.visitor())
    upload = await ann.upload("letter.pdf", PDF)
    wish = {"type": "send", "client_id": new_id(), "text": "", "attachments": [upload["id"]]}
    first = await ann.call("POST", "/commands", wish)
    assert (await ann.call("POST", "/commands", wish)).json() == first.json()
    problem(await ann.say("send", attachments=[upload["id"]]), 409, "already_attached")
    conversation = first.json()["result"]["conversation_id"]
    (shown,) = await ann.files(conversation)
    assert shown == {
        **shown, "id": upload["id"], "kind": "file", "name": "letter.pdf", "type": "application/pdf", "size": len(PDF),
        "width": None, "height": None, "duration_ms": None, "preview_url": None,
    }  # fmt: skip
    (own,) = (await ann.call("GET", "/conversations")).json()["conversations"]
    assert (own["last"]["text"], own["last"]["attachments"]) == ("", 1)
    problem(await ann.say("send"), 422, "empty_text")
    seq = first.json()["result"]["seq"]
    renewed = (await ann.call("GET", f"/conversations/{conversation}/entries/{seq}/files")).json()["attachments"]
    assert [each["id"] for each in renewed] == [upload["id"]]
    assert (await fetch(house, renewed[0]["url"])).content == PDF


async def test_only_what_is_ready_and_ones_own_can_be_sent(house: House) -> None:
    ann, ben = Sender(house.visitor()), Sender(house.visitor())
    upload = await ann.upload("letter.pdf", PDF)
    begun = (await ann.announce("a.txt", 10)).json()
    problem(await ben.say("send", attachments=[upload["id"]]), 404, "no_such_upload")
    problem(await ann.say("send", attachments=[begun["id"]]), 409, "upload_not_ready")
    problem(await ann.say("send", attachments=[upload["id"]] * 11), 422, "too_many_attachments")
    problem(await ann.say("send", attachments=[upload["id"]] * 2), 409, "already_attached")
    for method in ("GET", "DELETE"):
        problem(await ben.call(method, f"/uploads/{upload['id']}"), 404, "no_such_upload")
    problem(await ben.put(begun["id"], b"x"), 404, "no_such_upload")
    assert (await ann.call("DELETE", f"/uploads/{upload['id']}")).status_code == 204
    problem(await ann.say("send", attachments=[upload["id"]]), 404, "no_such_upload")


async def test_staff_send_files_to_the_customer_and_to_colleagues(house: House) -> None:
    ann, operator = Sender(house.visitor()), Sender(await house.signed_in("operator1"))
    conversation = (await ann.say("send", "Hello")).json()["result"]["conversation_id"]
    await operator.say("take", conversation_id=conversation)
    await operator.call("POST", "/commands", {"type": "take", "client_id": new_id(), "conversation_id": conversation})
    problem(await operator.announce("a.txt", 3), 404, "no_such_conversation")
    for type_, name in (("note", "between us.txt"), ("reply", "for you.txt")):
        upload = await operator.upload(name, b"text", conversation_id=conversation)
        answer = await operator.say(type_, conversation_id=conversation, attachments=[upload["id"]])
        assert answer.status_code in (200, 409), answer.text
    assert "between us.txt" in [each["name"] for each in await operator.files(conversation)]
    assert "between us.txt" not in [each["name"] for each in await ann.files(conversation)]
    inboxes = (await operator.call("GET", "/inboxes")).json()["inboxes"]
    assert next(i for i in inboxes if i["key"] == "demo")["attachments"]["max_bytes"] == 20 * MIB


@pytest.mark.parametrize(
    ("name", "size", "code"),
    [
        ("big.pdf", 20 * MIB + 1, "file_too_large"),
        ("setup.exe", 10, "file_type_refused"),
        ("photo.jpg.exe", 10, "file_type_refused"),
        ("empty.txt", 0, "file_empty"),
    ],
)
async def test_what_is_not_welcome_is_refused_before_its_first_byte(
    house: House, name: str, size: int, code: str
) -> None:
    problem(await Sender(house.visitor()).announce(name, size), 422, code)


async def test_an_uploader_has_twenty_files_on_the_way_at_most(house: House) -> None:
    ann = Sender(house.visitor())
    for _ in range(20):
        assert (await ann.announce("a.txt", 3)).status_code == 201
    problem(await ann.announce("a.txt", 3), 429, "too_many_uploads")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("program.txt", b"MZ\x90\x00" + bytes(100), "file_type_refused"),
        ("script.txt", b"#!/bin/sh\nrm -rf /", "file_type_refused"),
        ("odd.pdf", bytes(range(32)), "file_type_refused"),
        ("vast.png", png_of(50_000, 50_000), "picture_too_large"),
        ("broken.png", png_of(100, 100), "picture_broken"),
        ("torn.jpg", picture("JPEG", (400, 400))[:2000], "picture_broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_content_that_is_not_welcome_is_refused_when_it_is_there(
    house: House, name: str, content: bytes, code: str
) -> None:
    began = time.monotonic()
    found = await Sender(house.visitor()).upload(name, content)
    assert (found["state"], found["code"]) == ("refused", code)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("name", "content", "served"),
    [
        ("image.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "application/octet-stream"),
        ("page.html", b"<!DOCTYPE html><script>alert(1)</script>", "application/octet-stream"),
        ("both.pdf", PDF, "application/pdf"),
        ("bomb.zip", bomb(), "application/zip"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_could_run_is_only_ever_downloaded(house: House, name: str, content: bytes, served: str) -> None:
    _, shown = await Sender(house.visitor()).send_file(name, content)
    answer = await fetch(house, shown["url"])
    headers = answer.headers
    assert (answer.status_code, headers["content-type"].partition(";")[0]) == (200, served)
    assert headers["content-disposition"].startswith("attachment; ")
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert answer.content == content


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_a_picture_is_drawn_anew_and_keeps_nothing_but_its_pixels(house: House, kind: str) -> None:
    """A script behind the pixels, or in a comment, is gone."""
    ann = Sender(house.visitor())
    _, shown = await ann.send_file(f"photo.{kind.lower()}", picture(kind, (1200, 800)) + b"*/=1;alert(1)//<script>")
    assert (shown["kind"], shown["width"], shown["height"]) == ("image", 1200, 800)
    assert shown["type"] == f"image/{'png' if kind == 'GIF' else kind.lower()}"
    answer, small = await fetch(house, shown["url"]), await fetch(house, shown["preview_url"])
    assert answer.headers["content-disposition"].startswith("inline; ")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert b"script" not in answer.content
    assert len(answer.content) == shown["size"]
    with Image.open(io.BytesIO(small.content)) as preview:
        assert (preview.format, preview.size) == ("WEBP", (520, 347))


async def test_where_a_photo_was_taken_is_dropped_and_it_stands_upright(house: House) -> None:
    given = photo_with_place()
    assert b"Secret camera" in given
    _, shown = await Sender(house.visitor()).send_file("photo.jpg", given)
    assert (shown["width"], shown["height"]) == (40, 60)
    content = (await fetch(house, shown["url"])).content
    with Image.open(io.BytesIO(content)) as found:
        assert not found.getexif()
    assert b"ecret" not in content
    assert b"Exif" not in content


async def test_a_small_animation_goes_on_moving(house: House) -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (30, 30), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=80, comment=b"secret")
    _, shown = await Sender(house.visitor()).send_file("moving.gif", out.getvalue())
    content = (await fetch(house, shown["url"])).content
    with Image.open(io.BytesIO(content)) as found:
        assert (found.format, found.n_frames) == ("GIF", 3)
    assert b"secret" not in content


async def test_voice_is_played_in_the_page_and_can_be_wound(house: House) -> None:
    from tests.unit.attachments.test_kinds import ogg

    ann, content = Sender(house.visitor()), ogg(7)
    upload = await ann.upload("voice.ogg", content, kind="voice")
    conversation = (await ann.say("send", attachments=[upload["id"]])).json()["result"]["conversation_id"]
    (shown,) = await ann.files(conversation)
    assert (shown["kind"], shown["type"], shown["duration_ms"]) == ("voice", "audio/ogg", 7000)
    part = await fetch(house, shown["url"], Range="bytes=4-9")
    assert (part.status_code, part.content) == (206, content[4:10])
    assert part.headers["content-range"] == f"bytes 4-9/{len(content)}"
    assert (await fetch(house, shown["url"], Range="bytes=-3")).content == content[-3:]
    assert (await fetch(house, shown["url"], Range="bytes=99999-")).status_code == 416
    assert (await ann.upload("song.ogg", b"ID3 a song", kind="voice"))["code"] == "file_type_refused"


async def test_an_address_is_for_its_reader_alone(house: House) -> None:
    """A visitor's is the credential, for that file and an hour; staff's needs the session of whoever may see it."""
    ann, ben, operator = Sender(house.visitor()), Sender(house.visitor()), await house.signed_in("operator1")
    conversation, shown = await ann.send_file("letter.pdf", PDF)
    _, other = await ben.send_file("other.pdf", PDF)
    bens = other["url"].partition("?")[2]
    path, _, query = shown["url"].partition("?")
    foreign = [f"{path}?{bens}", path, f"{path}?{query}&p=1", query.replace("s=", "s=A"), f"{path}?{query}x"]
    staffs = (await Sender(operator).files(conversation))[0]["url"]
    assert staffs != shown["url"]
    for address in (*(a if a.startswith("/") else f"{path}?{a}" for a in foreign), staffs):
        problem(await fetch(house, address), 404, "no_such_file")
    for client in (operator.client, (await house.signed_in("supervisor")).client):
        assert (await fetch(house, staffs, client)).content == PDF
    problem(await ben.call("GET", f"/conversations/{conversation}/entries/1/files"), 404, "no_such_conversation")


async def test_a_frame_has_addresses_for_whoever_gets_it(house: House) -> None:
    ann, operator = Sender(house.visitor()), Sender(await house.signed_in("operator1"))
    hello = {"type": "hello", "protocol": 1}
    hellos = {ann: {**hello, "inbox": "demo", "token": ann.who.token}, operator: hello}
    cursors = {who: (await poll(who, said))[-1]["cursor"] for who, said in hellos.items()}
    await ann.send_file("letter.pdf", PDF)
    for who, said in hellos.items():
        frame = (await poll(who, {**said, "cursor": cursors[who]}))[-1]
        found = [
            e["entry"]["attachments"] for e in frame["events"] if e["type"] == "entry" and e["entry"]["attachments"]
        ]
        assert [each["name"] for each in found[0]] == ["letter.pdf"]
        assert ("r=staff" in found[0][0]["url"]) == (who is operator)
        assert len(found) == 1


async def poll(who: Sender, hello: dict[str, Any]) -> list[dict[str, Any]]:
    """The messages of one poll."""
    answer = await who.call("POST", "/poll", {"hello": hello, "wait": 0})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["messages"]
    return found


async def test_an_address_ends(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    _, shown = await Sender(house.visitor()).send_file("letter.pdf", PDF)
    clock = house.process.clock
    later = clock.now() + 4_300_000
    monkeypatch.setattr(clock, "now", lambda: later)
    problem(await fetch(house, shown["url"]), 404, "no_such_file")


async def test_a_deleted_message_takes_its_files_along(house: House) -> None:
    ann = Sender(house.visitor())
    conversation, shown = await ann.send_file("letter.pdf", PDF)
    entry = (await ann.call("GET", f"/conversations/{conversation}/entries")).json()["entries"][0]
    wish = {"type": "delete", "client_id": new_id(), "message_id": entry["id"]}
    assert (await ann.call("POST", "/commands", wish)).status_code == 200
    assert await ann.files(conversation) == []
    (own,) = (await ann.call("GET", "/conversations")).json()["conversations"]
    assert own["last"]["attachments"] == 0
    problem(await fetch(house, shown["url"]), 404, "no_such_file")


async def test_a_name_cannot_lead_anywhere(house: House) -> None:
    _, shown = await Sender(house.visitor()).send_file('../../e"vil\r\nX: y\0\u202e.txt', b"text")
    assert shown["name"] == 'e"vilX: y.txt'
    given = (await fetch(house, shown["url"])).headers["content-disposition"]
    assert given == "attachment; filename=\"e_vilX: y.txt\"; filename*=UTF-8''e%22vilX%3A%20y.txt"


async def test_a_full_disk_is_said_before_the_first_byte(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house.process.uploads, "_room", 5)
    problem(await Sender(house.visitor()).announce("a.txt", 6), 507, "no_room")
