"""Whatever is said on a stream is answered clearly or ends it with a documented code; others never notice."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from besedka.api.operator.commands import OperatorCommand
from besedka.api.stream.protocol import Hello
from besedka.api.visitor.commands import VisitorCommand
from besedka.kernel.ids import new_id, new_secret
from tests.api.garbage import WHOLE, example, kinds, raw, spoilt, tag
from tests.api.server import HonestPair, client, require_problem, serving, store_of
from tests.faults.server import Server

CODES = {1001, 1002, 1007, 1009, 1012, 1013, 4400, 4401, 4403, 4408, 4429}
"""Those of docs/protocol.md, and those of RFC 6455 for what is no WebSocket frame."""
AUDIENCES = ("visitor", "operator")
COMMANDS = {"visitor": VisitorCommand, "operator": OperatorCommand}

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


class Attacked:
    """A server, an honest pair on it, and a staff account and a visitor's token in the hands of an attacker."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.staff: dict[str, str] = {}
        self.token = new_secret()

    async def sign_in(self) -> None:
        async with client(self.server, Origin=f"http://127.0.0.1:{self.server.port}") as browser:
            words = {"email": "supervisor@demo.example", "password": "demo-demo-demo"}
            answer = await browser.post("/api/operator/v1/session", json=words)
            cookie = answer.headers["set-cookie"].partition(";")[0]
            self.staff = {"Cookie": cookie, "X-Besedka-CSRF": answer.json()["csrf"]}

    async def hello(self, audience: str) -> dict[str, Any]:
        """The right first message."""
        if audience == "visitor":
            return {"type": "hello", "protocol": 1, "inbox": "demo", "token": self.token}
        origin = f"http://127.0.0.1:{self.server.port}"
        async with client(self.server, Origin=origin, **self.staff) as browser:
            answer = await browser.post("/api/operator/v1/ticket")
        return {"type": "hello", "protocol": 1, "ticket": answer.json()["ticket"]}

    async def socket(self, audience: str) -> ClientConnection:
        """An open WebSocket that has said nothing yet."""
        origin = Origin(f"http://127.0.0.1:{self.server.port}")
        url = f"ws://127.0.0.1:{self.server.port}/api/{audience}/v1/stream"
        return await connect(url, origin=origin, compression=None, ping_interval=None, max_size=None, proxy=None)

    async def stream(self, audience: str) -> ClientConnection:
        """A stream that has been welcomed and has its snapshot."""
        socket = await self.socket(audience)
        await socket.send(json.dumps(await self.hello(audience)))
        while json.loads(await socket.recv())["type"] != "snapshot":
            pass
        return socket

    async def known(self, audience: str) -> dict[str, Any]:
        """Ids that exist and that the attacker may see, by the names of fields."""
        async with client(self.server, Authorization=f"Bearer {self.token}", **{"X-Besedka-Inbox": "demo"}) as program:
            sent = {"type": "send", "client_id": new_id(), "text": "Hello"}
            result = (await program.post("/api/visitor/v1/commands", json=sent)).json()["result"]
            named = {"type": "introduce", "client_id": new_id(), "name": "Mallory"}
            contact = (await program.post("/api/visitor/v1/commands", json=named)).json()["result"]
        return {**{name: result[name] for name in ("conversation_id", "message_id")}, **contact}


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Attacked]:
    folder = tmp_path_factory.mktemp("attacked")
    async with serving(store_of(request, folder), folder) as server, HonestPair(server).talking():
        made = Attacked(server)
        await made.sign_in()
        yield made


async def answers_of(socket: ClientConnection) -> list[dict[str, Any]]:
    """What has come up to the answer to a ping: everything about earlier messages that is answered at once."""
    await socket.send('{"type":"ping"}')
    found = []
    while (message := json.loads(await asyncio.wait_for(socket.recv(), 10)))["type"] != "pong":
        found.append(message)
    return found


async def ending(socket: ClientConnection) -> int:
    """The code with which the server ends the stream."""
    try:
        async with asyncio.timeout(10):
            async for _ in socket:
                pass
    except ConnectionClosed:
        pass
    assert socket.close_code is not None
    return socket.close_code


def require_answers(found: list[dict[str, Any]], what: str) -> None:
    """Nothing but what the protocol knows; refusals are about the client's mistakes."""
    for message in found:
        assert message["type"] in {"ack", "refused", "frame", "typing", "viewing"}, f"{what}: {message}"
        if message["type"] == "refused":
            require_problem(message["problem"], what)


def wrong_commands(audience: str, known: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    yield from WHOLE.items()
    for kind in kinds(COMMANDS[audience]):
        yield tag(kind), raw(example(kind, **known))
        yield from spoilt(kind, **known)


@pytest.mark.parametrize("audience", AUDIENCES)
async def test_a_wrong_command_is_refused_and_the_stream_goes_on(attacked: Attacked, audience: str) -> None:
    known = await attacked.known(audience)
    socket = await attacked.stream(audience)
    count = 0
    for what, message in wrong_commands(audience, known):
        if len(message) <= 64 * 1024 and what != "a NUL behind":
            await socket.send(message, text=True)
            require_answers(await answers_of(socket), what)
            count += 1
    assert count > 300
    await socket.close()


@pytest.mark.parametrize("audience", AUDIENCES)
async def test_twenty_invalid_commands_in_a_row_end_a_stream(attacked: Attacked, audience: str) -> None:
    socket = await attacked.stream(audience)
    for _ in range(19):
        await socket.send("{}")
    found = await answers_of(socket)
    assert [message["problem"]["code"] for message in found if message["type"] == "refused"] == ["invalid_command"] * 19
    for _ in range(20):
        await socket.send("{}")
    assert await ending(socket) == 4400


def wrong_beginnings() -> Iterator[tuple[str, bytes]]:
    yield from WHOLE.items()
    yield from spoilt(Hello, protocol=1, inbox="demo", token=new_secret(), ticket=None, cursor=None, locale="en")
    for protocol in ("2", "0", "-1", "1.0", '"1"'):
        yield f"protocol {protocol}", raw({**example(Hello), "protocol": protocol})
    for kind in kinds(VisitorCommand) + kinds(OperatorCommand):
        yield f"{tag(kind)} before hello", raw(example(kind))


@pytest.mark.parametrize("audience", AUDIENCES)
async def test_a_wrong_beginning_ends_a_stream_with_a_documented_code(attacked: Attacked, audience: str) -> None:
    for what, message in wrong_beginnings():
        socket = await attacked.socket(audience)
        await socket.send(message, text=True)
        first = await first_answer(socket)
        if first is None or first["type"] == "refused":
            code = await ending(socket)
            assert code in CODES, f"{what}: {code}"
            if first is not None:
                require_problem(first["problem"], what)
        else:
            assert (first["type"], audience) == ("welcome", "visitor"), f"{what}: {first}"
        await socket.close()


async def first_answer(socket: ClientConnection) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(await asyncio.wait_for(socket.recv(), 10))
        return found
    except ConnectionClosed:
        return None


CURSORS = (
    "",
    "x",
    "AAAAAAAAAAAAAAAAAAAAAA",
    "A" * 20,
    "A" * 23,
    "=" * 22,
    "c1",
    "0" * 32,
    "é" * 22,
    "x" * 50_000,
    "\0",
)


@pytest.mark.parametrize("audience", AUDIENCES)
async def test_a_cursor_that_is_none_of_ours_is_foreign_and_harms_no_other(attacked: Attacked, audience: str) -> None:
    for cursor in CURSORS:
        socket = await attacked.socket(audience)
        await socket.send(json.dumps({**await attacked.hello(audience), "cursor": cursor}))
        answers = [json.loads(await socket.recv()) for _ in range(3)]
        assert [message["type"] for message in answers] == ["welcome", "resync", "snapshot"], cursor
        assert answers[1]["reason"] == "foreign"
        await socket.close()
        again = await attacked.socket(audience)
        await again.send(json.dumps({**await attacked.hello(audience), "cursor": answers[2]["cursor"]}))
        assert json.loads(await again.recv())["type"] == "welcome"
        assert "resync" not in [message["type"] for message in await answers_of(again)]
        await again.close()


async def test_the_cursor_of_another_reader_is_foreign(attacked: Attacked) -> None:
    theirs = await attacked.socket("operator")
    await theirs.send(json.dumps(await attacked.hello("operator")))
    await theirs.recv()
    cursor = json.loads(await theirs.recv())["cursor"]
    mine = await attacked.socket("visitor")
    await mine.send(json.dumps({**await attacked.hello("visitor"), "cursor": cursor}))
    await mine.recv()
    assert json.loads(await mine.recv()) == {"type": "resync", "reason": "foreign"}
    await theirs.close()
    await mine.close()


@pytest.mark.parametrize("audience", AUDIENCES)
async def test_a_second_hello_is_no_command(attacked: Attacked, audience: str) -> None:
    socket = await attacked.stream(audience)
    await socket.send(json.dumps(await attacked.hello(audience)))
    (refused,) = (m for m in await answers_of(socket) if m["type"] == "refused")
    assert (refused["client_id"], refused["problem"]["code"]) == (None, "invalid_command")
    await socket.close()


async def test_a_ticket_opens_one_stream_only(attacked: Attacked) -> None:
    hello = json.dumps(await attacked.hello("operator"))
    first, second = await attacked.socket("operator"), await attacked.socket("operator")
    await first.send(hello)
    assert json.loads(await first.recv())["type"] == "welcome"
    await second.send(hello)
    assert await ending(second) == 4401
    await first.close()


@pytest.mark.parametrize("is_welcome", [False, True], ids=["before the welcome", "after the welcome"])
@pytest.mark.parametrize("audience", AUDIENCES)
async def test_what_is_no_text_message_ends_a_stream(attacked: Attacked, audience: str, is_welcome: bool) -> None:
    begin = attacked.stream if is_welcome else attacked.socket
    for message, is_text, code in (
        (b'{"type":"ping"}', False, 4400),
        (b"\xff\xfe", True, 1007),
        (b'{"type":"\xed\xa0\x80"}', True, 1007),
        (b'"' + b"x" * 70_000 + b'"', True, 1009),
        (b'"' + b"x" * 10_000_000 + b'"', True, 1009),
    ):
        socket = await begin(audience)
        try:
            await socket.send(message, text=is_text)
        except ConnectionClosed:
            assert len(message) > 1_000_000
        assert await ending(socket) == code, message[:20]


async def test_who_says_nothing_is_sent_away_after_five_seconds(attacked: Attacked) -> None:
    sockets = [await attacked.socket(audience) for audience in AUDIENCES]
    began = asyncio.get_running_loop().time()
    assert [await ending(socket) for socket in sockets] == [4408, 4408]
    assert 4 < asyncio.get_running_loop().time() - began < 8


@pytest.mark.parametrize("audience", AUDIENCES)
async def test_a_flood_of_pings_on_the_wire_ends_a_stream(attacked: Attacked, audience: str) -> None:
    socket = await attacked.stream(audience)
    try:
        for _ in range(1_000):
            await socket.ping()
    except ConnectionClosed:
        pass
    assert await ending(socket) == 4429
