"""The same wrong messages over SSE, long poll and POST: every answer is a problem about the client's mistake."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx2
import pytest
import pytest_asyncio

from besedka.api.operator.commands import OperatorCommand
from besedka.api.stream.protocol import Hello
from besedka.api.visitor.commands import VisitorCommand
from besedka.kernel.ids import new_id, new_secret
from tests.api.garbage import WHOLE, WRONG_VALUES, example, kinds, raw, spoilt, tag
from tests.api.server import HonestPair, client, require_refusal, serving, store_of
from tests.faults.server import Server

COMMANDS = {"visitor": VisitorCommand, "operator": OperatorCommand}
AT_ONCE = 8

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


class Attacked:
    """A server with an honest pair on it, and programs of an attacker by audience."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.token = new_secret()
        self.programs: dict[str, httpx2.AsyncClient] = {}

    async def arm(self) -> None:
        visitor = {"Authorization": f"Bearer {self.token}", "X-Besedka-Inbox": "demo"}
        staff = client(self.server, Origin=f"http://127.0.0.1:{self.server.port}")
        words = {"email": "supervisor@demo.example", "password": "demo-demo-demo"}
        answer = await staff.post("/api/operator/v1/session", json=words)
        staff.headers["X-Besedka-CSRF"] = answer.json()["csrf"]
        self.programs = {"visitor": client(self.server, **visitor), "operator": staff}

    async def disarm(self) -> None:
        for program in self.programs.values():
            await program.aclose()

    async def post(self, audience: str, path: str, body: bytes, **headers: str) -> httpx2.Response:
        """What comes back; of a stream that begins, its head only."""
        sent = {"Content-Type": "application/json", **headers}
        url = f"/api/{audience}/v1{path}"
        async with self.programs[audience].stream("POST", url, content=body, headers=sent) as answer:
            if answer.headers["content-type"].partition(";")[0] != "text/event-stream":
                await answer.aread()
            return answer

    async def known(self) -> dict[str, Any]:
        """Ids that exist and that the attacker may see, by the names of fields."""
        sent = {"type": "send", "client_id": new_id(), "text": "Hello"}
        named = {"type": "introduce", "client_id": new_id(), "name": "Mallory"}
        results = [
            (await self.post("visitor", "/commands", json.dumps(c).encode())).json()["result"] for c in (sent, named)
        ]
        return {name: value for result in results for name, value in result.items() if name.endswith("_id")}


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["sqlite", "postgresql"])
async def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Attacked]:
    folder = tmp_path_factory.mktemp("attacked")
    async with serving(store_of(request, folder), folder) as server, HonestPair(server).talking():
        made = Attacked(server)
        await made.arm()
        yield made
        await made.disarm()


async def all_of(work: Iterator[Any]) -> None:
    """Some at once, so that it takes seconds."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(coroutine: Any) -> None:
        async with gate:
            await coroutine

    await asyncio.gather(*map(one, work))


@pytest.mark.parametrize("audience", [*COMMANDS])
async def test_a_wrong_command_gets_a_problem(attacked: Attacked, audience: str) -> None:
    known = await attacked.known()

    async def hand_in(what: str, body: bytes) -> None:
        answer = await attacked.post(audience, "/commands", body)
        if answer.status_code != 200:
            require_refusal(answer, what)
        else:
            assert set(answer.json()) == {"type", "client_id", "result"}, what

    wrong = [*WHOLE.items(), *(pair for kind in kinds(COMMANDS[audience]) for pair in spoilt(kind, **known))]
    assert len(wrong) > 300
    await all_of(hand_in(*pair) for pair in wrong)


@pytest.mark.parametrize("audience", [*COMMANDS])
async def test_a_right_command_of_every_type_gets_an_answer_of_its_kind(attacked: Attacked, audience: str) -> None:
    known = await attacked.known()
    for kind in kinds(COMMANDS[audience]):
        answer = await attacked.post(audience, "/commands", raw(example(kind, **known)))
        if answer.status_code != 200:
            require_refusal(answer, tag(kind))
            assert answer.status_code in (403, 404, 409, 422), f"{tag(kind)}: {answer.text}"


@pytest.mark.parametrize("path", ["/stream", "/poll"])
@pytest.mark.parametrize("audience", [*COMMANDS])
async def test_a_wrong_beginning_gets_a_problem(attacked: Attacked, audience: str, path: str) -> None:
    hello = {"protocol": 1, "inbox": "demo", "token": new_secret(), "ticket": None, "cursor": None, "locale": "en"}
    wrong = [*WHOLE.items(), *spoilt(Hello, **hello)]
    if path == "/poll":
        wrong = [(what, b'{"hello":%b,"wait":0}' % body) for what, body in wrong]
        wrong += [(f"wait: {what}", _poll(hello, value)) for what, value in WRONG_VALUES.items() if what != "zero"]

    async def begin(what: str, body: bytes) -> None:
        answer = await attacked.post(audience, path, body)
        if answer.status_code != 200:
            require_refusal(answer, what)

    await all_of(begin(*pair) for pair in wrong)


@pytest.mark.parametrize("path", ["/stream", "/poll"])
@pytest.mark.parametrize("audience", [*COMMANDS])
async def test_a_protocol_that_is_not_served_is_refused(attacked: Attacked, audience: str, path: str) -> None:
    hello = {"inbox": "demo", "token": new_secret(), "ticket": None, "cursor": None, "locale": None}
    for protocol in ("0", "2", "-1", "1.5", '"1"', "null"):
        body = raw({**example(Hello, protocol=1, **hello), "protocol": protocol})
        answer = await attacked.post(audience, path, body if path == "/stream" else b'{"hello":%b,"wait":0}' % body)
        require_refusal(answer, protocol)
        assert answer.status_code in (400, 422), answer.text


def _poll(hello: dict[str, Any], wait: str) -> bytes:
    return b'{"hello":%b,"wait":%b}' % (raw(example(Hello, **hello)), wait.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("path", ["/stream", "/poll", "/commands"])
@pytest.mark.parametrize("audience", [*COMMANDS])
async def test_a_body_that_is_too_much_or_no_json_is_refused(attacked: Attacked, audience: str, path: str) -> None:
    for body, headers, status in (
        (b'"' + b"x" * 70_000 + b'"', {}, 413),
        (b'"' + b"x" * 10_000_000 + b'"', {}, 413),
        (b"{}", {"Content-Type": "text/plain"}, 415),
        (b"type=ping", {"Content-Type": "application/x-www-form-urlencoded"}, 415),
        (b"{}", {"Content-Encoding": "gzip"}, 422),
        (b"\xff\xfe{}", {}, 400),
    ):
        with contextlib.suppress(httpx2.WriteError, httpx2.ReadError, httpx2.RemoteProtocolError):
            answer = await attacked.post(audience, path, body, **headers)
            require_refusal(answer, f"{path} {headers} {body[:20]!r}")
            assert answer.status_code == status, answer.text
            continue
        assert len(body) > 1_000_000, "only a huge body may be cut off while it is sent"


HEADERS = ("", "x" * 8_000, "Bearer", "Basic eDp5", "Bearer x", "Bearer " + "é" * 43, "Bearer " + "A" * 43)


@pytest.mark.parametrize("name", ["Authorization", "X-Besedka-Inbox"])
async def test_wrong_credentials_in_headers_are_refused(attacked: Attacked, name: str) -> None:
    for value in HEADERS:
        answer = await attacked.post("visitor", "/commands", b'{"type":"ping"}', **{name: value.encode("latin-1")})  # type: ignore[arg-type]
        if not (name == "Authorization" and value.endswith("A" * 43)):
            require_refusal(answer, value[:40])


@pytest.mark.parametrize("name", ["Cookie", "X-Besedka-CSRF", "Origin"])
async def test_wrong_credentials_of_staff_are_refused(attacked: Attacked, name: str) -> None:
    for value in ("", "null", "x" * 4_000, "http://evil.example", "besedka_session=" + "A" * 43, "é"):
        answer = await attacked.post("operator", "/commands", b'{"type":"ping"}', **{name: value.encode("latin-1")})  # type: ignore[arg-type]
        require_refusal(answer, f"{name}: {value[:40]}")
        assert answer.status_code in (401, 403)
