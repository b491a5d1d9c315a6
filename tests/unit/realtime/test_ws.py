"""WebSockets over a real uvicorn on loopback: handshakes, messages, limits, closing."""

import asyncio
import json

import pytest
from structlog.testing import capture_logs
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from besedka.realtime.ws import Connection, Limits, Refusal, Sockets
from tests.unit.realtime.ws_server import (
    QUICK,
    Door,
    Echo,
    Recorder,
    handshake,
    masked,
    raw,
    serving,
    until,
)


def quick(**over: float) -> Limits:
    """Limits for a hurried test."""
    values = {name: getattr(QUICK, name) for name in QUICK.__slots__}
    return Limits(**{**values, **over})


# Handshake


async def test_a_browser_like_client_talks_both_ways() -> None:
    async with serving() as running, connect(running.url) as client:
        await client.send("привет")
        assert await client.recv() == "привет"
        assert running.door.session.got == ["привет".encode()]
        assert running.door.session.connection.peer == "127.0.0.1"


async def test_the_door_sees_path_query_headers_peer_and_host() -> None:
    async with serving() as running:
        request = handshake("/stream?a=%20b", "Origin: https://shop.example", "X-Twice: 1", "x-twice: 2")
        async with raw(running, request) as client:
            await client.reader.readuntil(b"\r\n\r\n")
        seen = running.door.requests[0]
    assert (seen.path, seen.query, seen.peer, seen.host) == ("/stream", "a=%20b", "127.0.0.1", "chat.example")
    assert seen.headers["origin"] == seen.headers["ORIGIN"] == "https://shop.example"
    assert seen.headers["X-Twice"] == "1, 2"
    assert "Cookie" not in seen.headers
    assert seen.headers.get("cookie") is None


async def test_a_refused_handshake_is_answered_with_a_problem_document() -> None:
    async with serving() as running:
        running.door.refusal = Refusal(403, "This origin is not on the list.", "origin_not_allowed")
        with pytest.raises(InvalidStatus) as refused:
            await connect(running.url, origin="https://evil.example")  # type: ignore[arg-type]
        assert running.door.requests[0].headers["origin"] == "https://evil.example"
        await until(lambda: not running.server.server_state.connections)
    answer = refused.value.response
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
    problem = json.loads(answer.body or b"")
    assert problem == {
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
        "code": "origin_not_allowed",
        "detail": "This origin is not on the list.",
    }


async def test_an_unknown_path_is_404_and_not_asked_of_any_door() -> None:
    async with serving() as running:
        with pytest.raises(InvalidStatus) as refused:
            await connect(running.url + "/other")
        assert refused.value.response.status_code == 404
        assert running.door.requests == []


async def test_a_door_that_raises_is_500_and_logged() -> None:
    def broken() -> Recorder:
        raise RuntimeError("oops")

    async with serving(make=broken) as running:
        with capture_logs() as logs, pytest.raises(InvalidStatus) as refused:
            await connect(running.url)
    assert refused.value.response.status_code == 500
    assert b"oops" not in (refused.value.response.body or b"")
    assert [entry["event"] for entry in logs] == ["websocket_admission_failed"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        pytest.param(handshake().replace(b"Version: 13", b"Version: 8"), 400, id="another version"),
        pytest.param(handshake().replace(b"Key: dGhl", b"Key: !"), 400, id="a broken key"),
        pytest.param(handshake().replace(b"GET", b"POST"), 405, id="another method"),
        pytest.param(handshake("/stream", "Content-Length: 5") + b"hello", 400, id="a body"),
        pytest.param(handshake("/stream", "Cookie: " + "a" * 9000), 431, id="a header too long"),
    ],
)
async def test_a_bad_handshake_is_refused_and_not_asked_of_the_door(request_: bytes, status: int) -> None:
    async with serving() as running, raw(running, request_) as client:
        answer = await client.rest()
        assert answer.startswith(f"HTTP/1.1 {status} ".encode())
        assert b"application/problem+json" in answer
        assert running.door.requests == []


async def test_compression_that_a_client_offers_is_not_taken() -> None:
    async with serving() as running, connect(running.url, compression="deflate") as client:
        assert client.response is not None
        assert "Sec-WebSocket-Extensions" not in client.response.headers


async def test_a_frame_sent_before_the_answer_to_the_handshake_is_not_lost_to_the_session() -> None:
    async with serving() as running, raw(running, b"") as client:
        client.write(handshake())
        await asyncio.sleep(0)
        client.write(masked(1, b"early"))
        await client.reader.readuntil(b"\r\n\r\n")
        client.write(masked(1, b"later"))
        await until(lambda: running.door.session.got[-1:] == [b"later"])


async def test_two_endpoints_for_a_path_are_refused() -> None:
    sockets = Sockets()
    sockets.mount("/stream", Door())
    with pytest.raises(ValueError, match="/stream"):
        sockets.mount("/stream", Door())


# Deadlines


async def test_a_client_that_says_nothing_meets_the_deadline_of_its_session() -> None:
    class Impatient(Recorder):
        def opened(self, connection: Connection) -> None:
            super().opened(connection)
            connection.deadline(0.1, lambda: connection.close(4408, "no hello"))

    async with serving(make=Impatient) as running, raw(running) as client:
        started = asyncio.get_running_loop().time()
        assert await client.closed_with() == (4408, "no hello")
        assert 0.1 <= asyncio.get_running_loop().time() - started < 1
        client.write(masked(8, b"\x11\x38"))
        await until(lambda: running.door.session.ended == [(4408, "no hello")])


async def test_a_deadline_that_was_cancelled_or_replaced_does_nothing() -> None:
    async with serving() as running, raw(running):
        connection, met = running.door.session.connection, []
        connection.deadline(0.05, lambda: met.append("first"))
        connection.deadline(0.1, lambda: met.append("second"))
        await until(lambda: bool(met))
        connection.deadline(0.05, lambda: met.append("third"))
        connection.cancel_deadline()
        await asyncio.sleep(0.15)
        assert met == ["second"]


async def test_a_deadline_of_a_lost_connection_does_nothing() -> None:
    async with serving() as running:
        met: list[str] = []
        async with raw(running):
            running.door.session.connection.deadline(0.05, lambda: met.append("late"))
        await until(lambda: bool(running.door.session.ended))
        running.door.session.connection.deadline(0.01, lambda: met.append("later"))
        await asyncio.sleep(0.15)
        assert met == []


# Messages and their limits


async def test_a_message_in_pieces_arrives_whole_with_a_ping_between_them() -> None:
    async with serving() as running, raw(running) as client:
        client.write(masked(1, b"one ", fin=False) + masked(9, b"?") + masked(0, b"two"))
        assert await client.frame() == (10, b"?")
        assert await client.frame() == (1, b"one two")
        assert running.door.session.got == [b"one two"]


async def test_64_kib_pass_and_a_byte_more_closes_with_1009() -> None:
    async with serving() as running, connect(running.url, max_size=None) as client:
        await client.send("a" * 65536)
        assert await client.recv() == "a" * 65536
        await client.send("a" * 65537)
        with pytest.raises(ConnectionClosed):
            await client.recv()
        assert client.close_code == 1009
        await until(lambda: bool(running.door.session.ended))
        assert running.door.session.ended[0][0] == 1009


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        pytest.param(masked(2, b"bytes"), 4400, id="binary"),
        pytest.param(masked(1, b"\xff"), 1007, id="not UTF-8"),
        pytest.param(masked(1, b"a" * 40_000, fin=False) + masked(0, b"a" * 40_000), 1009, id="pieces over the limit"),
        pytest.param(b"\x81\x01a", 1002, id="not masked"),
        pytest.param(masked(9) * 21, 4429, id="a flood of pings"),
        pytest.param(masked(8, b"\x03\xee"), 1002, id="a close code that may not be sent"),
    ],
)
async def test_a_broken_rule_closes_with_its_code_after_what_came_before(frames: bytes, code: int) -> None:
    async with serving() as running, raw(running) as client:
        client.write(masked(1, b"before") + frames + masked(1, b"after"))
        assert (await client.closed_with())[0] == code
        assert await client.rest() == b""
        client.writer.close()
        await until(lambda: len(running.door.session.ended) == 1)
        assert running.door.session.ended[0][0] == code
        assert running.door.session.got == [b"before"]


async def test_twenty_pings_in_ten_seconds_are_answered() -> None:
    async with serving() as running, raw(running) as client:
        client.write(b"".join(masked(9, bytes((n,))) for n in range(20)))
        assert [await client.frame() for _ in range(20)] == [(10, bytes((n,))) for n in range(20)]
        assert running.door.session.connection.is_open


async def test_pings_are_counted_anew_in_the_next_window() -> None:
    async with serving(quick(controls_window=0.1)) as running, raw(running) as client:
        for _ in range(3):
            client.write(masked(9) * 20)
            for _ in range(20):
                await client.frame()
            await asyncio.sleep(0.25)
        assert running.door.session.connection.is_open


# Sessions that fail


class Failing(Echo):
    """Raises where it is told to."""

    where = "received"

    def opened(self, connection: Connection) -> None:
        super().opened(connection)
        if self.where == "opened":
            raise RuntimeError("opened")
        if self.where == "deadline":
            connection.deadline(0.02, self._raise)

    def received(self, data: bytes) -> None:
        if self.where == "received":
            raise RuntimeError("received")

    def beat(self) -> None:
        if self.where == "beat":
            raise RuntimeError("beat")

    def _raise(self) -> None:
        raise RuntimeError("deadline")


@pytest.mark.parametrize("where", ["opened", "received", "beat", "deadline"])
async def test_a_callback_that_raises_ends_its_own_connection_only(where: str) -> None:
    class FailingHere(Failing):
        pass

    FailingHere.where = where
    with capture_logs() as logs:
        async with serving(quick(ping_every=0.2, answer_within=0.1), make=Echo) as running, raw(running) as other:
            running.door.make = FailingHere
            async with raw(running) as client:
                client.write(masked(1, b"hello"))
                assert await client.closed_with() == (1011, "internal error")
                client.write(masked(8, b"\x03\xf3"))
                await until(lambda: running.door.session.ended == [(1011, "internal error")])
            other.write(masked(1, b"still here"))
            while await other.frame() != (1, b"still here"):
                pass
    assert [entry["event"] for entry in logs] == ["websocket_session_failed"]


async def test_a_session_that_raises_in_closed_leaves_nothing_behind() -> None:
    class Clinging(Recorder):
        def closed(self, code: int, reason: str) -> None:
            raise RuntimeError("closed")

    with capture_logs() as logs:
        async with serving(make=Clinging) as running:
            async with raw(running):
                assert len(running.sockets) == 1
            await until(lambda: len(running.sockets) == 0)
            assert not running.server.server_state.connections
    assert [entry["event"] for entry in logs] == ["websocket_session_failed"]


# Closing


async def test_a_client_that_closes_is_answered_and_its_session_told_once() -> None:
    async with serving() as running:
        async with connect(running.url) as client:
            await client.close(4000, "bye")
            assert client.close_code == 4000
        await until(lambda: len(running.sockets) == 0)
        assert running.door.session.ended == [(4000, "bye")]
        assert running.door.session.connection.buffered == 0


async def test_a_close_without_a_code_is_1005_and_a_lost_connection_1006() -> None:
    async with serving() as running:
        async with raw(running) as client:
            client.write(masked(8))
            assert await client.frame() == (8, b"")
        await until(lambda: running.door.session.ended == [(1005, "")])
        async with raw(running):
            pass
        await until(lambda: running.door.session.ended == [(1006, "")])


async def test_what_was_sent_before_close_arrives_and_what_is_sent_after_does_not() -> None:
    async with serving() as running, connect(running.url) as client:
        connection = running.door.session.connection
        connection.send(b"last words")
        connection.close(4401, "signed out")
        connection.close(1000, "another")
        connection.send(b"never")
        assert not connection.is_open
        assert await client.recv() == "last words"
        with pytest.raises(ConnectionClosed):
            await client.recv()
        assert (client.close_code, client.close_reason) == (4401, "signed out")
        await until(lambda: running.door.session.ended == [(4401, "signed out")])
        connection.send(b"to nobody")
        connection.close()


async def test_closed_is_never_called_from_inside_close() -> None:
    async with serving() as running, raw(running):
        running.door.session.connection.close()
        assert running.door.session.ended == []


async def test_a_client_that_never_answers_a_close_is_cut() -> None:
    async with serving() as running, raw(running) as client:
        running.door.session.connection.close(4401, "signed out")
        assert await client.closed_with() == (4401, "signed out")
        await until(lambda: running.door.session.ended == [(4401, "signed out")], 2)


async def test_messages_that_cross_our_close_are_not_handed_to_the_session() -> None:
    async with serving() as running, raw(running) as client:
        running.door.session.connection.close()
        await client.closed_with()
        client.write(masked(1, b"crossed") + masked(8, b"\x03\xe8") + masked(1, b"illegal"))
        await until(lambda: bool(running.door.session.ended))
        assert running.door.session.got == []


# HTTP beside it


async def test_http_is_served_on_the_same_port() -> None:
    async with serving() as running, connect(running.url):
        request = b"GET / HTTP/1.1\r\nHost: chat.example\r\nConnection: close\r\n\r\n"
        async with raw(running, request) as client:
            answer = await client.rest()
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert answer.endswith(b"ok")
