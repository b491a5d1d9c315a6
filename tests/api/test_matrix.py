"""Who may do what: every route and every command for everybody. The tables are explicit, and what is missing fails.

Ids of others are not found, rather than forbidden: whoever may not see a thing does not learn that it exists.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import pytest_asyncio

from besedka.api.operator.commands import OperatorCommand
from besedka.api.visitor.commands import VisitorCommand
from besedka.kernel.clock import Clock
from besedka.kernel.ids import new_id
from tests.api.garbage import kinds, tag
from tests.api.house import House, opened
from tests.api.personas import EVERYBODY, STAFF, Company, Scene, over

BEGUN = 200
"""What counts as the status of a stream that goes on for longer than this."""
WAIT_S = 0.3

# anonymous, ann (whose conversation it is), ben, elsewhere, colleague, owner, supervisor, admin
ROUTES = {
    "GET /healthz": "200 200 200 200 200 200 200 200",
    "GET /problems": "200 200 200 200 200 200 200 200",
    "GET /problems/{code}": "200 200 200 200 200 200 200 200",
    "GET /console": "200 200 200 200 200 200 200 200",
    "GET /console/{path}": "404 404 404 404 404 404 404 404",
    "GET /widget.js": "200 200 200 200 200 200 200 200",
    "GET /widget/{path}": "404 404 404 404 404 404 404 404",
    "GET /photos/{name}": "404 404 404 404 404 404 404 404",
    "GET /previews/{name}": "404 404 404 404 404 404 404 404",
    "GET /mail/stop/{token}": "200 200 200 200 200 200 200 200",
    "POST /mail/stop/{token}": "200 200 200 200 200 200 200 200",
    "GET /chat/{key}": "200 200 200 200 200 200 200 200",
    "GET /api/openapi.json": "200 200 200 200 200 200 200 200",
    "GET /api/visitor/v1/inboxes/{key}": "200 200 200 200 200 200 200 200",
    "GET /api/visitor/v1/conversations": "401 200 200 401 401 401 401 401",
    "GET /api/visitor/v1/conversations/{conversation_id}/entries": "401 200 404 401 401 401 401 401",
    "POST /api/visitor/v1/stream": "401 200 200 401 401 401 401 401",
    "POST /api/visitor/v1/poll": "401 200 200 401 401 401 401 401",
    "POST /api/visitor/v1/commands": "401 200 200 401 401 401 401 401",
    "POST /api/operator/v1/session": "403 403 403 401 401 401 401 401",
    "POST /api/operator/v1/invitation/look": "403 403 403 404 404 404 404 404",
    "POST /api/operator/v1/invitation": "403 403 403 404 404 404 404 404",
    "GET /api/operator/v1/session": "401 401 401 200 200 200 200 200",
    "DELETE /api/operator/v1/session": "401 401 401 204 204 204 204 204",
    "GET /api/operator/v1/sessions": "401 401 401 200 200 200 200 200",
    "DELETE /api/operator/v1/sessions/{session_id}": "401 401 401 404 404 204 404 404",
    "POST /api/operator/v1/ticket": "401 401 401 201 201 201 201 201",
    "POST /api/operator/v1/password": "401 401 401 403 403 403 403 403",
    "GET /api/operator/v1/conversations": "401 401 401 200 200 200 200 200",
    "GET /api/operator/v1/conversations/{conversation_id}": "401 401 401 404 200 200 200 200",
    "GET /api/operator/v1/conversations/{conversation_id}/entries": "401 401 401 404 200 200 200 200",
    "POST /api/operator/v1/bulk": "401 401 401 202 202 202 202 202",
    "GET /api/operator/v1/bulk/{job_id}": "401 401 401 404 404 404 404 404",
    "POST /api/operator/v1/bulk/{job_id}/undo": "401 401 401 404 404 404 404 404",
    "GET /api/operator/v1/conversations/{conversation_id}/decisions": "401 401 401 404 200 200 200 200",
    "GET /api/operator/v1/conversations/{conversation_id}/mails": "401 401 401 404 200 200 200 200",
    "GET /api/operator/v1/messages/{message_id}/versions": "401 401 401 403 403 403 200 200",
    "PUT /api/operator/v1/photo": "401 401 401 422 422 422 422 422",
    "DELETE /api/operator/v1/photo": "401 401 401 200 200 200 200 200",
    "GET /api/operator/v1/presence": "401 401 401 200 200 200 200 200",
    "GET /api/operator/v1/push": "401 401 401 200 200 200 200 200",
    "POST /api/operator/v1/push": "401 401 401 403 403 403 403 403",
    "DELETE /api/operator/v1/push/{subscription_id}": "401 401 401 404 404 404 404 404",
    "GET /api/operator/v1/handover": "401 401 401 404 200 200 200 200",
    "POST /api/operator/v1/handover": "401 401 401 404 201 201 201 201",
    "GET /api/operator/v1/topics": "401 401 401 404 200 200 200 200",
    "POST /api/operator/v1/stream": "401 401 401 200 200 200 200 200",
    "POST /api/operator/v1/poll": "401 401 401 200 200 200 200 200",
    "POST /api/operator/v1/commands": "401 401 401 200 200 200 200 200",
    "GET /api/admin/v1/staff": "401 401 401 403 403 403 200 200",
    "POST /api/admin/v1/staff": "401 401 401 403 403 403 403 201",
    "PATCH /api/admin/v1/staff/{operator_id}": "401 401 401 403 403 403 403 200",
    "POST /api/admin/v1/staff/{operator_id}/disable": "401 401 401 403 403 403 403 200",
    "POST /api/admin/v1/staff/{operator_id}/enable": "401 401 401 403 403 403 403 200",
    "POST /api/admin/v1/staff/{operator_id}/password": "401 401 401 403 403 403 403 204",
    "PUT /api/admin/v1/staff/{operator_id}/photo": "401 401 401 403 403 403 403 422",
    "DELETE /api/admin/v1/staff/{operator_id}/photo": "401 401 401 403 403 403 403 200",
    "POST /api/admin/v1/staff/{operator_id}/invitation": "401 401 401 403 403 403 403 201",
    "DELETE /api/admin/v1/staff/{operator_id}/invitation": "401 401 401 403 403 403 403 204",
    "GET /api/admin/v1/departments": "401 401 401 403 403 403 200 200",
    "GET /api/admin/v1/departments/{department_id}": "401 401 401 403 403 403 200 200",
    "POST /api/admin/v1/departments": "401 401 401 403 403 403 403 201",
    "PUT /api/admin/v1/departments/{department_id}": "401 401 401 403 403 403 403 200",
    "GET /api/admin/v1/inboxes": "401 401 401 403 403 403 403 200",
    "POST /api/admin/v1/inboxes": "401 401 401 403 403 403 403 201",
    "GET /api/admin/v1/inboxes/{inbox_id}/keys": "401 401 401 403 403 403 403 200",
    "POST /api/admin/v1/inboxes/{inbox_id}/keys": "401 401 401 403 403 403 403 201",
    "DELETE /api/admin/v1/inboxes/{inbox_id}/keys/{kid}": "401 401 401 403 403 403 403 404",
    "POST /api/admin/v1/inboxes/{inbox_id}/identity": "401 401 401 403 403 403 403 200",
    "PUT /api/admin/v1/inboxes/{inbox_id}": "401 401 401 403 403 403 403 200",
    "GET /api/admin/v1/config": "401 401 401 403 403 403 403 200",
    "POST /api/admin/v1/config": "401 401 401 403 403 403 403 200",
    "GET /api/admin/v1/audit": "401 401 401 403 403 403 403 200",
    "POST /api/admin/v1/audit/{line_id}/undo": "401 401 401 403 403 403 403 409",
}
# About ann's conversation, which is the owner's; `take` while it waits, `reopen` when it is closed, `decline` when
# it was transferred to him, `end_promise` after he promised something.
COMMANDS = {
    "visitor send": "401 200 200 401 401 401 401 401",
    "visitor edit": "401 200 404 401 401 401 401 401",
    "visitor delete": "401 200 404 401 401 401 401 401",
    "visitor close": "401 200 404 401 401 401 401 401",
    "visitor still_here": "401 200 200 401 401 401 401 401",
    "visitor introduce": "401 200 200 401 401 401 401 401",
    "visitor leave_message": "401 200 200 401 401 401 401 401",
    "visitor want_mail": "401 409 409 401 401 401 401 401",
    "visitor rate": "401 200 404 401 401 401 401 401",
    "visitor skip_rating": "401 200 404 401 401 401 401 401",
    "visitor read": "401 200 404 401 401 401 401 401",
    "visitor delivered": "401 200 404 401 401 401 401 401",
    "visitor typing": "401 200 200 401 401 401 401 401",
    "visitor ping": "401 200 200 401 401 401 401 401",
    "operator reply": "401 401 401 404 409 200 409 409",
    "operator note": "401 401 401 404 200 200 200 200",
    "operator edit": "401 401 401 404 403 200 403 403",
    "operator delete": "401 401 401 404 403 200 403 403",
    "operator take": "401 401 401 404 200 200 200 200",
    "operator take_over": "401 401 401 404 403 403 200 200",
    "operator close": "401 401 401 404 409 200 200 200",
    "operator reopen": "401 401 401 404 200 200 200 200",
    "operator park": "401 401 401 404 409 200 200 200",
    "operator snooze": "401 401 401 404 409 200 200 200",
    "operator resume": "401 401 401 404 409 200 200 200",
    "operator transfer": "401 401 401 404 409 200 200 200",
    "operator decline": "401 401 401 404 409 200 409 409",
    "operator set_topic": "401 401 401 404 200 200 200 200",
    "operator set_tags": "401 401 401 404 200 200 200 200",
    "operator set_priority": "401 401 401 404 200 200 200 200",
    "operator promise": "401 401 401 404 409 200 200 200",
    "operator end_promise": "401 401 401 404 409 200 200 200",
    "operator set_status": "401 401 401 200 200 200 200 200",
    "operator reach": "401 401 401 200 200 200 200 200",
    "operator attention": "401 401 401 404 200 200 200 200",
    "operator edit_contact": "401 401 401 404 200 200 200 200",
    "operator read": "401 401 401 404 200 200 200 200",
    "operator delivered": "401 401 401 404 200 200 200 200",
    "operator typing": "401 401 401 404 200 200 200 200",
    "operator ping": "401 401 401 200 200 200 200 200",
}
STATES = {
    "take": "queued", "reopen": "closed", "decline": "transferred", "end_promise": "promised",
    "rate": "closed", "skip_rating": "closed",
}  # fmt: skip

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def company(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Company]:
    """Over SQLite alone: who may do what is decided above the database."""
    async with opened("sqlite", tmp_path_factory.mktemp("company")) as house:
        made = Company(house)
        await made.gather()
        yield made


def routes(house: House) -> Iterator[tuple[str, str]]:
    """(method, path) of everything that is served; HEAD and OPTIONS tell nothing more."""
    for route in house.application._application.routes:
        for method in sorted(route.methods - {"HEAD", "OPTIONS"}):
            yield method, re.sub(r":\w+}", "}", route.path)


def commands() -> Iterator[tuple[str, str]]:
    for audience, union in (("visitor", VisitorCommand), ("operator", OperatorCommand)):
        for kind in kinds(union):
            yield audience, tag(kind)


ENTRANCE = (
    "POST /api/operator/v1/session",
    "POST /api/operator/v1/invitation",
    "POST /api/operator/v1/invitation/look",
)
SIGNED = ("POST /mail/stop/{token}",)
"""What a link alone allows, whoever has it; mail programs send no Origin."""
HELLO = {"type": "hello", "protocol": 1}
PASSWORD = {"password": "another long password"}


def body_of(route: str, ids: dict[str, str], token: str) -> Any:
    """A right body, for routes that take one."""
    unique = new_id()
    own = {**HELLO, "inbox": "demo", "token": token or None}
    return {
        "POST /api/visitor/v1/stream": own,
        "POST /api/visitor/v1/poll": {"hello": own, "wait": 0},
        "POST /api/visitor/v1/commands": {"type": "ping"},
        "POST /api/operator/v1/session": {"email": f"{unique}@demo.example", "password": "wrong"},
        "POST /api/operator/v1/invitation/look": {"token": "x" * 43},
        "POST /api/operator/v1/invitation": {"token": "x" * 43, **PASSWORD},
        "POST /api/operator/v1/password": {"present": "wrong", "wanted": "another long password"},
        "POST /api/operator/v1/handover": {"department_id": ids["department_id"], "text": "All is well"},
        "POST /api/operator/v1/push": {"endpoint": "https://evil.example/1", "p256dh": "A", "auth": "A"},
        "POST /api/operator/v1/stream": HELLO,
        "POST /api/operator/v1/poll": {"hello": HELLO, "wait": 0},
        "POST /api/operator/v1/commands": {"type": "ping"},
        "POST /api/operator/v1/bulk": {
            "client_id": unique, "conversation_ids": ["nobody-has-this"], "action": {"type": "tag", "add": ["router"]},
        },
        "POST /api/admin/v1/staff": {"email": f"{unique}@x.example", "name": "New", "role": "operator", **PASSWORD},
        "PATCH /api/admin/v1/staff/{operator_id}": {"chat_limit": 3},
        "POST /api/admin/v1/staff/{operator_id}/password": PASSWORD,
        "POST /api/admin/v1/config": {"document": {}},
        "POST /api/admin/v1/departments": {"key": f"d{unique[:23]}", "names": {"en": "New"}},
        "PUT /api/admin/v1/departments/{department_id}": {"version": int(ids["version"])},
        "POST /api/admin/v1/inboxes": {
            "key": f"i{unique[:23]}", "name": "New", "brand": {"name": "New", "accent": "#000000"},
            "department_id": ids["department_id"], "origins": [],
        },
        "POST /api/admin/v1/inboxes/{inbox_id}/keys": {},
        "POST /api/admin/v1/inboxes/{inbox_id}/identity": {"identity": "nonsense"},
        "PUT /api/admin/v1/inboxes/{inbox_id}": {"name": "Sunny Net", "origins": ["*"], "rules": {}},
    }.get(route)  # fmt: skip


def asked_of(route: str, ids: dict[str, str]) -> str:
    """What stands behind the path, where something must."""
    return (
        f"?department_id={ids['department_id']}" if route.endswith(("/topics", "GET /api/operator/v1/handover")) else ""
    )


async def answer_to(company: Company, name: str, route: str, ids: dict[str, str], **headers: str) -> tuple[int, str]:
    """(status, code of the problem) of what somebody is answered."""
    method, _, path = route.partition(" ")
    person = company.people[name]
    url = re.sub(r"{(\w+)}", lambda found: ids[found[1]], path) + asked_of(route, ids)
    token = person.headers.get("Authorization", "").removeprefix("Bearer ")
    asking = person.ask(method, url, body_of(route, ids, token), **headers)
    try:
        answer = await asyncio.wait_for(asking, WAIT_S if path.endswith("/stream") else 30)
    except TimeoutError:
        return BEGUN, ""
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json", answer.text
        return answer.status_code, answer.json()["code"]
    return answer.status_code, ""


async def ids_for(company: Company, scene: Scene) -> dict[str, str]:
    """Values for the parameters of paths; the session is the owner's."""
    sessions = (await company.people["owner"].ask("GET", "/api/operator/v1/sessions")).json()["sessions"]
    (current,) = (session["id"] for session in sessions if session["current"])
    return {
        **scene.ids,
        "session_id": current,
        "path": "nothing.js",
        "name": "nothing",
        "subscription_id": "nothing",
        "job_id": "nothing",
        "kid": "nothing",
        "token": company.house.process.stops.url(scene.ids["conversation_id"]).rpartition("/")[2],
        "version": str(company.house.process.departments.by_id(scene.ids["department_id"]).version),
    }


async def test_every_route_and_every_command_has_its_expectations(company: Company) -> None:
    assert {f"{method} {path}" for method, path in routes(company.house)} == set(ROUTES)
    assert {f"{audience} {type_}" for audience, type_ in commands()} == set(COMMANDS)
    assert {len(row.split()) for row in (*ROUTES.values(), *COMMANDS.values())} == {len(EVERYBODY)}


@pytest.mark.parametrize("route", [*ROUTES])
async def test_a_route_answers_everybody_as_it_should(company: Company, route: str) -> None:
    scene = await company.scene()
    found = []
    for name in EVERYBODY:
        ids = await ids_for(company, scene)
        found.append((await answer_to(company, name, route, ids))[0])
        if name in STAFF and route.startswith("DELETE") and found[-1] == 204:
            await company.sign_in(name)
    await over(scene)
    assert " ".join(map(str, found)) == ROUTES[route], EVERYBODY


@pytest.mark.parametrize("wish", [*COMMANDS])
async def test_a_command_is_answered_to_everybody_as_it_should(company: Company, wish: str) -> None:
    audience, _, type_ = wish.partition(" ")
    found = []
    for name in EVERYBODY:
        scene = await company.scene(STATES.get(type_, "active"))
        answer = await company.people[name].say(audience, type_, **words_of(audience, type_, scene.ids))
        found.append(answer.status_code)
        await over(scene)
    assert " ".join(map(str, found)) == COMMANDS[wish], EVERYBODY


def now() -> int:
    return Clock().now()


def words_of(audience: str, type_: str, ids: dict[str, str]) -> dict[str, Any]:
    """The fields of a right command; the message is the audience's own."""
    where = {"conversation_id": ids["conversation_id"]}
    message = {"message_id": ids["message_id"] if audience == "visitor" else ids.get("reply_id", "")}
    about: dict[str, dict[str, Any]] = {
        "send": {"text": "Hello"},
        "introduce": {"name": "Ann"},
        "edit": {**message, "text": "Other"},
        "delete": message,
        "leave_message": {"text": "Hello", "email": "ann@x.example"},
        "want_mail": {"email": "ann@x.example"},
        "rate": {**where, "episode": 1, "five": 5},
        "skip_rating": {**where, "episode": 1},
        "read": {**where, "seq": 1},
        "delivered": {**where, "seq": 1},
        "set_status": {"status": "away"},
        "edit_contact": {"contact_id": ids["contact_id"], "name": "Ann"},
        "reply": {**where, "text": "Good day"},
        "note": {**where, "text": "between us"},
        "ping": {},
        "reach": {"problems": []},
        "attention": {**where, "state": "reading"},
        "still_here": {},
        "snooze": {**where, "until": now() + 3_600_000},
        "transfer": {**where, "department_id": ids["department_id"]},
        "decline": {**where, "reason": "between us"},
        "set_topic": {**where, "topic_id": None},
        "set_tags": {**where, "tags": ["router"]},
        "set_priority": {**where, "priority": 1},
        "promise": {**where, "due_at": now() + 3_600_000},
        "end_promise": {"promise_id": ids.get("promise_id", ""), "outcome": "kept"},
        "typing": {"on": True} if audience == "visitor" else {**where, "on": True},
    }
    return about.get(type_, where)


@pytest.mark.parametrize(
    "route", [r for r in ROUTES if not r.startswith("GET") and "/visitor/" not in r and r not in SIGNED]
)
async def test_a_cookie_alone_changes_nothing(company: Company, route: str) -> None:
    """Another site's page can make a browser send the cookie; it can neither read nor set the rest."""
    scene = await company.scene()
    ids = await ids_for(company, scene)
    foreign = ({"Origin": "http://evil.example"}, {"Origin": ""}, {"Origin": "null"})
    forged = [] if route in ENTRANCE else [{"X-Besedka-CSRF": ""}, {"X-Besedka-CSRF": "x" * 43}]
    for headers in (*foreign, *forged):
        code = "foreign_origin" if "Origin" in headers else "forged_request"
        assert await answer_to(company, "admin", route, ids, **headers) == (403, code)
    await over(scene)


async def test_lists_hold_what_one_may_see_and_nothing_else(company: Company) -> None:
    scene = await company.scene()
    conversation_id = scene.ids["conversation_id"]
    for name in STAFF:
        listed = (await company.people[name].ask("GET", "/api/operator/v1/conversations?limit=100")).text
        assert (conversation_id in listed) == (name != "elsewhere"), name
        contact = scene.ids["contact_id"]
        asked = await company.people[name].ask("GET", f"/api/operator/v1/conversations?contact_id={contact}")
        assert len(asked.json()["conversations"]) == (name != "elsewhere"), name
    for name in ("ann", "ben"):
        own = (await company.people[name].ask("GET", "/api/visitor/v1/conversations")).text
        assert (conversation_id in own) == (name == "ann")
    await over(scene)


async def test_a_visitor_learns_nothing_of_notes(company: Company) -> None:
    scene = await company.scene()
    ann, ids = scene.ann, scene.ids
    history = await ann.ask("GET", f"/api/visitor/v1/conversations/{ids['conversation_id']}/entries")
    assert "between us" not in history.text
    shown = [entry["id"] for entry in history.json()["entries"]]
    assert ids["reply_id"] in shown
    assert ids["note_id"] not in shown
    for command in ({"type_": "edit", "text": "mine"}, {"type_": "delete"}):
        answer = await ann.say("visitor", message_id=ids["note_id"], **command)
        assert (answer.status_code, answer.json()["code"]) == (404, "no_such_message")
    await over(scene)
