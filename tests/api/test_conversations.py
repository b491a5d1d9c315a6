"""What staff and visitors read over HTTP, and what they do not."""

import asyncio
from typing import Any

import pytest

from besedka.conversations import conversations_by_ids
from besedka.kernel.ids import new_id, new_secret
from besedka.staff import ChangeOperator, operators_by_ids
from tests.api.house import Browser, House, Visitor, problem

pytestmark = pytest.mark.asyncio(loop_scope="module")
house = pytest.fixture(name="house")(lambda shared: shared)
OPERATOR = "/operator/v1"


async def command(browser: Browser, type_: str, **fields: Any) -> dict[str, Any]:
    answer = await browser.call("POST", f"{OPERATOR}/commands", {"type": type_, "client_id": new_id(), **fields})
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()["result"]
    return result


async def talking(house: House) -> tuple[Visitor, Browser, str]:
    """A visitor and the owner of a conversation with a message, a reply and a note; its id."""
    anna = await house.signed_in("operator1")
    await house.process.writer.do(ChangeOperator(actor="t:", operator_id=anna.me["id"], chat_limit=100))
    visitor = house.visitor()
    conversation = (await visitor.send("Hello"))["conversation_id"]
    operator = await house.signed_in(await owner_of(house, conversation))
    await command(operator, "reply", conversation_id=conversation, text="Good day")
    await command(operator, "note", conversation_id=conversation, text="Pays late")
    return visitor, operator, conversation


async def owner_of(house: House, conversation: str) -> str:
    """The account of whom routing chose."""
    read = house.process.database.read
    for _ in range(500):
        (found,) = await read(conversations_by_ids, [conversation])
        if found.operator_id:
            (operator,) = await read(operators_by_ids, [found.operator_id])
            return operator.email.partition("@")[0]
        await asyncio.sleep(0.01)
    raise AssertionError("nobody got the conversation")


async def test_a_conversation_and_its_history_are_read_as_the_protocol_says(house: House) -> None:
    visitor, operator, conversation = await talking(house)
    found = (await operator.get(f"{OPERATOR}/conversations/{conversation}")).json()["conversation"]
    assert {"id", "version", "contact", "status", "operator_id", "last", "visitor_read_seq"} <= set(found)
    assert found["last"]["text"] == "Good day"
    page = (await operator.get(f"{OPERATOR}/conversations/{conversation}/entries")).json()
    assert [e["kind"] for e in page["entries"] if e["kind"] != "system"] == ["message", "message", "note"]
    assert page["has_more"] is False
    own = (await visitor.call("GET", f"/conversations/{conversation}/entries")).json()
    assert "Pays late" not in str(own)
    assert [e["text"] for e in own["entries"] if e["kind"] == "message"] == ["Hello", "Good day"]
    (mine,) = (await visitor.call("GET", "/conversations")).json()["conversations"]
    assert mine["id"] == conversation
    assert set(mine["contact"]) == {"id", "version", "name"}


async def test_a_long_history_comes_in_pages_that_fit_together(house: House) -> None:
    visitor = house.visitor()
    for number in range(7):
        conversation = (await visitor.send(f"m{number}"))["conversation_id"]
    texts: list[str] = []
    before, more = "", True
    while more:
        page = (await visitor.call("GET", f"/conversations/{conversation}/entries?limit=3{before}")).json()
        texts = [e["text"] for e in page["entries"] if e["kind"] == "message"] + texts
        before, more = f"&before={page['entries'][0]['seq']}", page["has_more"]
    assert texts == [f"m{number}" for number in range(7)]


async def test_conversations_come_in_pages_newest_first_under_an_opaque_cursor(house: House) -> None:
    made = [(await house.visitor().send("Hello"))["conversation_id"] for _ in range(5)]
    supervisor = await house.signed_in("supervisor")
    found: list[str] = []
    query = "limit=2"
    while len(found) < 5:
        page = (await supervisor.get(f"{OPERATOR}/conversations?{query}")).json()
        found += [c["id"] for c in page["conversations"]]
        query = f"limit=2&before={page['next']}"
    assert found[:5] == made[::-1]


async def test_lists_can_be_narrowed_by_status_and_contact(house: House) -> None:
    _, operator, conversation = await talking(house)
    contact = (await operator.get(f"{OPERATOR}/conversations/{conversation}")).json()["conversation"]["contact"]["id"]
    await command(operator, "close", conversation_id=conversation)
    supervisor = await house.signed_in("supervisor")
    closed = (await supervisor.get(f"{OPERATOR}/conversations?status=closed&contact_id={contact}")).json()
    assert [c["id"] for c in closed["conversations"]] == [conversation]
    assert closed["next"] is None
    queued = (await supervisor.get(f"{OPERATOR}/conversations?status=queued&contact_id={contact}")).json()
    assert queued["conversations"] == []


async def test_an_operator_of_another_department_finds_nothing_there(house: House) -> None:
    _, _, conversation = await talking(house)
    timur = await house.signed_in("operator4")
    problem(await timur.get(f"{OPERATOR}/conversations/{conversation}"), 404, "no_such_conversation")
    problem(await timur.get(f"{OPERATOR}/conversations/{conversation}/entries"), 404, "no_such_conversation")
    listed = (await timur.get(f"{OPERATOR}/conversations")).json()["conversations"]
    assert conversation not in [c["id"] for c in listed]


async def test_another_visitor_finds_nothing_there(house: House) -> None:
    _, _, conversation = await talking(house)
    stranger = house.visitor()
    problem(await stranger.call("GET", f"/conversations/{conversation}/entries"), 404, "no_such_conversation")
    assert (await stranger.call("GET", "/conversations")).json() == {"conversations": []}


async def test_earlier_texts_are_for_supervisors(house: House) -> None:
    visitor, _, _ = await talking(house)
    sent = await visitor.send("My pasword is 1234")
    edited = {"type": "edit", "client_id": new_id(), "message_id": sent["message_id"], "text": "Never mind"}
    assert (await visitor.call("POST", "/commands", edited)).status_code == 200
    path = f"{OPERATOR}/messages/{sent['message_id']}/versions"
    problem(await (await house.signed_in("operator1")).get(path), 403, "needs_role")
    supervisor = await house.signed_in("supervisor")
    versions = (await supervisor.get(path)).json()["versions"]
    assert [(v["version"], v["text"]) for v in versions] == [(1, "My pasword is 1234")]
    untouched = (await visitor.send("Fine"))["message_id"]
    assert (await supervisor.get(f"{OPERATOR}/messages/{untouched}/versions")).json() == {"versions": []}


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Authorization": ""}, 401, "no_token"),
        ({"Authorization": "Basic eA=="}, 401, "no_token"),
        ({"Authorization": "Bearer"}, 401, "no_token"),
        ({"Authorization": "Bearer short"}, 422, "bad_token"),
        ({"Authorization": f"Bearer {new_secret()}="}, 422, "bad_token"),
        ({"X-Besedka-Inbox": ""}, 401, "no_token"),
        ({"X-Besedka-Inbox": "nobody"}, 404, "no_such_inbox"),
        ({"Origin": "https://evil.example"}, 403, "origin_not_allowed"),
        ({"Origin": "null"}, 403, "origin_not_allowed"),
    ],
)
async def test_a_visitor_needs_a_token_an_inbox_and_a_page_on_its_list(
    house: House, headers: dict[str, str], status: int, code: str
) -> None:
    problem(await house.visitor().call("GET", "/conversations", **headers), status, code)


async def test_reading_stores_nothing_about_a_visitor(house: House) -> None:
    before = await count_contacts(house)
    visitor = house.visitor()
    await visitor.call("GET", "/inboxes/demo")
    assert (await visitor.call("GET", "/conversations")).status_code == 200
    assert await count_contacts(house) == before


async def count_contacts(house: House) -> int:
    def count(bulk: Any) -> int:
        return int(bulk.connection.exec_driver_sql("SELECT count(*) FROM identities").scalar())

    return await house.process.database.read(count)


async def test_an_inbox_says_what_a_widget_needs_and_no_more(house: House) -> None:
    answer = await house.visitor().client.get("/api/visitor/v1/inboxes/demo")
    assert answer.json() == {
        "key": "demo",
        "name": "Sunny Net",
        "brand": {"name": "Sunny Net", "accent": "#2F6B4F"},
        "languages": ["en", "ru"],
        "text_limit": 4000,
        "edit_window_ms": 900_000,
        "is_open": True,
        "opens_at": None,
        "offline": "form",
        "consent": {},
        "topics": [],
        "mail": False,
    }


async def test_bulk_work_counts_ids_and_not_bytes(house: House) -> None:
    operator = await house.signed_in("operator1")
    many = [new_id() for _ in range(5_001)]
    body = {"client_id": new_id(), "action": {"type": "park"}, "conversation_ids": many}
    problem(await operator.call("POST", f"{OPERATOR}/bulk", body), 422, "invalid_request")
