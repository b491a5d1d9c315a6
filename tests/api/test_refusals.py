"""Nothing leaves as another shape than a problem document, whatever is sent."""

from typing import Any

import pytest
import structlog

from besedka.kernel.errors import Unavailable
from besedka.kernel.ids import new_id
from tests.api.house import House, problem

BIG = 10**25
SESSION = "/api/operator/v1/session"

pytestmark = pytest.mark.asyncio(loop_scope="module")
house = pytest.fixture(name="house")(lambda shared: shared)


def nested(depth: int) -> bytes:
    return b'{"email":' + b"[" * depth + b"]" * depth + b',"password":"x"}'


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/", 404, "no_such_address"),
        ("GET", "/nothing/here", 404, "no_such_address"),
        ("GET", "/api", 404, "no_such_address"),
        ("GET", "/api/operator/v1", 404, "no_such_address"),
        ("GET", "/api/operator/v2/session", 404, "no_such_address"),
        ("GET", "/api/operator/v1/session/", 401, "signed_out"),
        ("GET", "/%00", 404, "no_such_address"),
        ("PUT", "/api/operator/v1/session", 405, "method_not_allowed"),
        ("DELETE", "/healthz", 405, "method_not_allowed"),
        ("POST", "/console", 405, "method_not_allowed"),
        ("GET", "/api/visitor/v1/inboxes/nobody", 404, "no_such_inbox"),
        ("GET", "/api/visitor/v1/inboxes/%00", 422, "invalid_request"),
        ("GET", "/api/visitor/v1/conversations", 401, "no_token"),
        ("GET", "/widget/nothing.js", 404, "no_such_address"),
    ],
)
async def test_every_wrong_address_gets_a_problem(house: House, method: str, path: str, status: int, code: str) -> None:
    answer = await house.client(Origin="http://127.0.0.1:8301").request(method, path)
    problem(answer, status, code)
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_the_type_of_a_problem_leads_to_what_it_means(house: House) -> None:
    client = house.client()
    refused = (await client.get(SESSION)).json()
    meaning = (await client.get(refused["type"])).json()
    assert meaning == {"code": "signed_out", "title": "Nobody is signed in here.", "status": 401}
    codes = {each["code"] for each in (await client.get("/problems")).json()}
    assert {"text_too_long", "limit_reached", "too_fast", "internal_error"} <= codes
    problem(await client.get("/problems/nothing"), 404, "no_such_address")


async def test_a_wrong_method_is_told_the_right_ones(house: House) -> None:
    answer = await house.client().put(SESSION)
    assert {"GET", "POST", "DELETE"} <= set(answer.headers["allow"].replace(" ", "").split(","))


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "invalid_request"),
        (b"{", 400, "bad_body"),
        (b"null", 422, "invalid_request"),
        (b"[]", 422, "invalid_request"),
        (b'"text"', 422, "invalid_request"),
        (b"\xff\xfe", 400, "bad_body"),
        (b'{"email":"\xff","password":"x"}', 400, "bad_body"),
        (b'{"email":"\\ud800","password":"x"}', 400, "bad_body"),
        (b'{"email":"a","password":"x"} trailing', 400, "bad_body"),
        (b'{"email":"a"}', 422, "invalid_request"),
        (b'{"email":1,"password":"x"}', 422, "invalid_request"),
        (b'{"email":null,"password":"x"}', 422, "invalid_request"),
        (b'{"email":["a"],"password":{"x":1}}', 422, "invalid_request"),
        (b'{"email":NaN,"password":"x"}', 400, "bad_body"),
        (b'{"email":"a","password":"x","role":"admin"}', 422, "invalid_request"),
        (b'{"email":"a\\u0000@demo.example","password":"x"}', 422, "invalid_request"),
        (b'{"email":"a\\n","password":"x"}', 422, "invalid_request"),
        (b'{"email":"%s","password":"x"}' % (b"a" * 300), 422, "invalid_request"),
        (b'{"email":"nobody","password":"\\u0000"}', 401, "wrong_credentials"),
        (nested(33), 400, "bad_body"),
        (nested(20_000), 400, "bad_body"),
        (b"[" * 65_000, 400, "bad_body"),
        (b"x" * 70_000, 413, "body_too_large"),
    ],
)
async def test_every_wrong_body_gets_a_problem(house: House, body: bytes, status: int, code: str) -> None:
    own = house.browser().client
    problem(await own.post(SESSION, content=body, headers={"Content-Type": "application/json"}), status, code)


async def test_a_body_without_a_length_is_cut_at_the_same_size(house: House) -> None:
    async def endless() -> Any:
        for _ in range(100):
            yield b"x" * 1000

    answer = await house.browser().client.post(SESSION, content=endless(), headers={"Content-Type": "application/json"})
    problem(answer, 413, "body_too_large")


@pytest.mark.parametrize(
    "query",
    [
        f"limit={BIG}", "limit=0", "limit=101", "limit=-1", "limit=abc", "limit=", "limit=5.5",
        "status=everything", "before=%00", "before=nothing", "before=" + "x" * 5000, "contact_id=%00",
        "contact_id=" + "x" * 500, "contact_id=a%20b",
    ],
)  # fmt: skip
async def test_every_wrong_parameter_gets_a_problem(house: House, query: str) -> None:
    supervisor = await house.signed_in("supervisor")
    answer = await supervisor.get(f"/operator/v1/conversations?{query}")
    problem(answer, 422, "bad_cursor" if query in ("before=%00", "before=nothing") else "invalid_request")


@pytest.mark.parametrize("query", [f"before={BIG}", "before=-1", "before=x", f"limit={BIG}"])
async def test_a_place_in_a_history_is_a_small_number(house: House, query: str) -> None:
    supervisor = await house.signed_in("supervisor")
    problem(await supervisor.get(f"/operator/v1/conversations/x/entries?{query}"), 422, "invalid_request")
    problem(await house.visitor().call("GET", f"/conversations/x/entries?{query}"), 422, "invalid_request")


@pytest.mark.parametrize("id_", [f"x.{BIG}", "x.-1", "x", "x.", ".1", "x.٣", new_id() + ".1"])
async def test_a_message_that_is_not_there_is_not_found(house: House, id_: str) -> None:
    supervisor = await house.signed_in("supervisor")
    answer = await supervisor.get(f"/operator/v1/messages/{id_}/versions")
    if id_.isascii():
        problem(answer, 404, "no_such_message")
    else:
        problem(answer, 422, "invalid_request")


VISITORS = ("read", "delivered", "close", "edit", "delete", "typing", "ping", "send", "introduce", "take", "hello", "")
STAFF = ("read", "delivered", "close", "edit", "take", "reopen", "reply", "note", "edit_contact", "set_status", "send")
FIELDS: dict[str, Any] = {"client_id": new_id(), "conversation_id": "a\0", "message_id": "a\0.1", "contact_id": "a\0"}


async def test_no_command_brings_a_nul_or_a_foreign_field_to_the_database(house: House) -> None:
    visitor, operator = house.visitor(), await house.signed_in("operator1")
    for type_ in VISITORS:
        answer = await visitor.call("POST", "/commands", {"type": type_, "seq": 1, **FIELDS})
        problem(answer, 422, "invalid_request")
    for type_ in STAFF:
        answer = await operator.call("POST", "/operator/v1/commands", {"type": type_, "seq": 1, **FIELDS})
        problem(answer, 422, "invalid_request")


@pytest.mark.parametrize(
    "command",
    [
        {"type": "read", "conversation_id": "a\0", "seq": 1},
        {"type": "read", "conversation_id": "a", "seq": BIG},
        {"type": "read", "conversation_id": "a", "seq": -1},
        {"type": "close", "client_id": new_id(), "conversation_id": "a\0"},
        {"type": "close", "client_id": "not-a-uuid", "conversation_id": "a"},
        {"type": "close", "client_id": new_id() + "\n", "conversation_id": "a"},
        {"type": "delete", "client_id": new_id(), "message_id": "a\0.1"},
    ],
)
async def test_a_command_with_a_wrong_value_is_refused_whoever_sends_it(house: House, command: dict[str, Any]) -> None:
    operator = await house.signed_in("operator1")
    problem(await house.visitor().call("POST", "/commands", command), 422, "invalid_request")
    problem(await operator.call("POST", "/operator/v1/commands", command), 422, "invalid_request")


async def test_our_own_mistakes_say_nothing_but_the_name_they_have_in_the_log(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(key: str) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(house.process.directory, "by_key", broken)
    with structlog.testing.capture_logs() as logged:
        answer = await house.client().get("/api/visitor/v1/inboxes/demo")
    found = problem(answer, 500, "internal_error")
    assert "secret detail" not in answer.text
    entry = next(line for line in logged if line.get("incident"))
    assert entry["incident"] in found["detail"]
    assert entry["path"] == "/api/visitor/v1/inboxes/demo"
    assert "secret detail" in str(entry["exc_info"])


async def test_a_mistake_outside_the_framework_has_the_same_shape(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(house.application, "_application", broken)
    with structlog.testing.capture_logs():
        answer = await house.client().get("/healthz")
    problem(answer, 500, "internal_error")
    assert "secret detail" not in answer.text


async def test_a_database_that_does_not_answer_is_a_503(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: Any) -> None:
        raise Unavailable

    monkeypatch.setattr(house.process.database, "read", away)
    problem(await house.client().get("/healthz"), 503, "unhealthy")
