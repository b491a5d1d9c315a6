"""The second alarm, from the event to a push service that is strict, and unkind at times."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from besedka.kernel.db import Database
from besedka.kernel.eventlog import after
from besedka.kernel.settings import Settings
from besedka.notifications.push import (
    Alarms,
    NoSuchSubscription,
    PushKey,
    Subscribe,
    TooManySubscriptions,
    Unsubscribe,
    forget_dropped,
    subscriptions_of,
)
from besedka.notifications.push.encryption import _derive, encoded
from besedka.notifications.push.vapid import base64url
from besedka.staff import Alarm
from tests.rooms.heart import Heart, beating

CURVE = ec.SECP256R1()


class Browser:
    """Keys as a browser has them; reads what was encrypted for it."""

    def __init__(self) -> None:
        self._key, self._auth = ec.generate_private_key(CURVE), b"0123456789abcdef"
        self.p256dh, self.auth = base64url(encoded(self._key.public_key())), base64url(self._auth)

    def read(self, body: bytes) -> bytes:
        salt, sender = body[:16], body[21:86]
        shared = self._key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sender))
        seed = _derive(shared, self._auth, b"WebPush: info\0" + encoded(self._key.public_key()) + sender, 32)
        key = _derive(seed, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _derive(seed, salt, b"Content-Encoding: nonce\0", 12)
        text = AESGCM(key).decrypt(nonce, body[86:], None)
        assert text.endswith(b"\x02")
        return text[:-1]


class PushService:
    """A push service on this machine: keeps what it is sent, answers what it is told to."""

    def __init__(self) -> None:
        self.origin = ""
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: dict[str, list[int]] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        path = head[0].split(" ")[1]
        headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in head[1:] if line)}
        self.got.append((path, headers, await reader.readexactly(int(headers["content-length"]))))
        statuses = self.answers.get(path, [])
        status = statuses.pop(0) if statuses else 201
        location = f"Location: {self.origin}/elsewhere\r\n" if 300 <= status < 400 else ""
        writer.write(f"HTTP/1.1 {status} X\r\n{location}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.got]


@pytest.fixture
async def service() -> AsyncIterator[PushService]:
    it = PushService()
    server = await asyncio.start_server(it.serve, "127.0.0.1", 0)
    it.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    yield it
    server.close()
    await server.wait_closed()


@pytest.fixture
async def heart(database: Database) -> AsyncIterator[Heart]:
    async with beating(database, following=False) as it:
        yield it


async def subscribe(heart: Heart, operator: str, endpoint: str, browser: Browser) -> str:
    command = Subscribe(operator_id=operator, endpoint=endpoint, p256dh=browser.p256dh, auth=browser.auth)
    return str(await heart.writer.do(command))


async def alarm(heart: Heart, service: PushService, operator: str) -> list[Any]:
    """Routing calls the alarm; the follower's turn. Answers what it would write."""
    await heart.writer.do(Alarm(operator, "conversation-1"))
    stored = (await heart.database.read(after, 0, types=["OperatorAlarmed"]))[-1]
    settings = Settings(push_hosts=service.origin, push_contact="mailto:admin@x.example")
    alarms = Alarms(heart.database, heart.writer, heart.clock, settings)
    commands = list(await alarms.operator_alarmed(stored))
    for command in commands:
        await heart.writer.do(command)
    return commands


async def test_every_browser_of_the_operator_gets_an_encrypted_push_without_anything_personal(
    heart: Heart, service: PushService
) -> None:
    anna, ben = await heart.operator("anna"), await heart.operator("ben")
    phone, desk, other = Browser(), Browser(), Browser()
    await subscribe(heart, anna, f"{service.origin}/phone", phone)
    await subscribe(heart, anna, f"{service.origin}/desk", desk)
    await subscribe(heart, ben, f"{service.origin}/other", other)
    assert await alarm(heart, service, anna) == []
    assert sorted(service.paths()) == ["/desk", "/phone"]
    for path, headers, body in service.got:
        text = {"/phone": phone, "/desk": desk}[path].read(body)
        assert msgspec.json.decode(text) == {"conversation_id": "conversation-1", "type": "alarm"}
        assert (headers["content-encoding"], headers["ttl"], headers["urgency"]) == ("aes128gcm", "60", "high")
        assert headers["authorization"].startswith("vapid t=ey")
        assert "cookie" not in headers


async def test_a_service_that_stumbles_is_asked_again_and_one_that_says_gone_is_believed(
    heart: Heart, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("besedka.notifications.push.sender._PAUSES_S", (0.01, 0.01))
    anna = await heart.operator("anna")
    for name in ("busy", "gone", "refusing", "broken", "moved"):
        await subscribe(heart, anna, f"{service.origin}/{name}", Browser())
    service.answers = {
        "/busy": [429, 503, 201], "/gone": [410], "/refusing": [403], "/broken": [500, 500, 500], "/moved": [307],
    }  # fmt: skip
    assert len(await alarm(heart, service, anna)) == 1
    tries = {name: service.paths().count(f"/{name}") for name in ("busy", "gone", "refusing", "broken", "moved")}
    assert tries == {"busy": 3, "gone": 1, "refusing": 1, "broken": 3, "moved": 1}
    assert "/elsewhere" not in service.paths(), "redirects are not followed"
    left = await heart.database.read(subscriptions_of, anna)
    assert [s.endpoint.rpartition("/")[2] for s in left] == ["busy", "refusing", "broken", "moved"]


async def test_nobody_is_sent_what_is_old_or_to_a_service_that_is_not_on_the_list(
    heart: Heart, service: PushService
) -> None:
    anna = await heart.operator("anna")
    await subscribe(heart, anna, "http://127.0.0.1:1/abc", Browser())
    assert await alarm(heart, service, anna) == []
    await subscribe(heart, anna, f"{service.origin}/phone", Browser())
    await heart.writer.do(Alarm(anna, "conversation-1"))
    stored = (await heart.database.read(after, 0, types=["OperatorAlarmed"]))[-1]
    heart.clock.ahead += 3 * 60_000
    alarms = Alarms(heart.database, heart.writer, heart.clock, Settings(push_hosts=service.origin))
    assert await alarms.operator_alarmed(stored) == []
    assert service.got == []


async def test_a_browser_that_changes_hands_rings_for_its_new_owner_alone(heart: Heart) -> None:
    anna, ben = await heart.operator("anna"), await heart.operator("ben")
    made = await subscribe(heart, anna, "https://x/1", Browser())
    assert await subscribe(heart, ben, "https://x/1", Browser()) == made
    assert await heart.database.read(subscriptions_of, anna) == []
    with pytest.raises(NoSuchSubscription):
        await heart.writer.do(Unsubscribe(anna, made))
    await heart.writer.do(Unsubscribe(ben, made))
    assert await heart.database.read(subscriptions_of, ben) == []
    await heart.writer.transaction(forget_dropped)
    again = await subscribe(heart, ben, "https://x/1", Browser())
    assert again != made


async def test_an_operator_has_ten_browsers_at_most(heart: Heart) -> None:
    anna = await heart.operator("anna")
    for number in range(10):
        await subscribe(heart, anna, f"https://x/{number}", Browser())
    await subscribe(heart, anna, "https://x/3", Browser())
    with pytest.raises(TooManySubscriptions):
        await subscribe(heart, anna, "https://x/10", Browser())


async def test_the_key_is_made_once_for_the_store(heart: Heart) -> None:
    keys = [PushKey(heart.database, heart.writer) for _ in range(3)]
    found = {voucher.public for voucher in await asyncio.gather(*(key.voucher() for key in keys))}
    assert len(found) == 1
    assert (await keys[0].voucher()) is (await keys[0].voucher())
