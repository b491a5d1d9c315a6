"""A customer whose site says who he is: what becomes his, what he sees, and what is refused."""

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64encode
from typing import Any

import pytest

from besedka.inboxes import AddKey
from besedka.kernel.ids import new_id
from tests.api.house import Browser, House, Visitor, problem

SECRET = "s" * 43


def signed(sub: str = "4711", secret: str = SECRET, **claims: Any) -> str:
    told = {"sub": sub, "exp": int(time.time()) + 600, "kid": "k1", **claims}
    payload = urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")
    return f"{payload}.{hmac.new(secret.encode(), payload.encode(), hashlib.sha256).hexdigest()}"


@pytest.fixture
async def home(house: House) -> House:
    process = house.process
    inbox = process.directory.by_key("demo")
    sealed = process.seal.close(SECRET, "k1")
    await process.writer.do(AddKey(actor="t:", inbox_id=inbox.id, kid="k1", algorithm="HMAC", sealed=sealed))
    await process.directory.load()
    return house


def at(house: House, identity: str | None, token: str = "") -> Visitor:
    """A browser of somebody whom the site signs for."""
    visitor = house.visitor(token)
    if identity is not None:
        visitor.client.headers["X-Besedka-Identity"] = identity
    return visitor


async def command(visitor: Visitor, kind: str, **fields: Any) -> Any:
    return await visitor.call("POST", "/commands", {"type": kind, "client_id": new_id(), **fields})


async def say(visitor: Visitor, text: str) -> dict[str, Any]:
    answer = await command(visitor, "send", text=text)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["result"]
    return found


async def own(visitor: Visitor) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await visitor.call("GET", "/conversations")).json()["conversations"]
    return found


async def seen_by_staff(house: House, conversation_id: str) -> dict[str, Any]:
    supervisor = await house.signed_in("supervisor")
    found: dict[str, Any] = (await supervisor.get(f"/operator/v1/conversations/{conversation_id}")).json()[
        "conversation"
    ]
    return found


async def test_staff_see_who_it_is_with_a_mark_that_it_is_proven(home: House) -> None:
    anna = at(home, signed(name="Anna", email="anna@example.org", fields={"tariff": "Gold", "months": 7}))
    sent = await say(anna, "Hello")
    contact = (await seen_by_staff(home, sent["conversation_id"]))["contact"]
    assert (contact["name"], contact["email"], contact["verified"]) == ("Anna", "anna@example.org", True)
    assert contact["fields"] == {"tariff": "Gold", "months": 7}


async def test_the_same_customer_goes_on_at_another_device(home: House) -> None:
    sent = await say(at(home, signed(name="Anna")), "From the phone")
    elsewhere = at(home, signed(name="Anna"))
    assert [c["id"] for c in await own(elsewhere)] == [sent["conversation_id"]]
    assert (await say(elsewhere, "And from the desk"))["conversation_id"] == sent["conversation_id"]


async def test_what_was_begun_before_signing_in_goes_on_after_it(home: House) -> None:
    nobody = at(home, None)
    sent = await say(nobody, "Hello")
    anna = at(home, signed(name="Anna"), nobody.token)
    assert (await say(anna, "It is me"))["conversation_id"] == sent["conversation_id"]
    assert await own(at(home, None, nobody.token)) == []
    shown = await seen_by_staff(home, sent["conversation_id"])
    assert (shown["contact"]["name"], shown["contact"]["verified"]) == ("Anna", True)


async def test_a_closed_conversation_of_nobody_is_never_shown_to_whoever_signs_in(home: House) -> None:
    nobody = at(home, None)
    sent = await say(nobody, "Of another user of this computer")
    await command(nobody, "close", conversation_id=sent["conversation_id"])
    anna = at(home, signed(name="Anna"), nobody.token)
    assert await own(anna) == []
    gone = await anna.call("GET", f"/conversations/{sent['conversation_id']}/entries")
    problem(gone, 404, "no_such_conversation")


async def test_a_current_conversation_stays_and_that_of_nobody_too(home: House) -> None:
    mine = await say(at(home, signed()), "Mine")
    nobody = at(home, None)
    other = await say(nobody, "Other")
    assert [c["id"] for c in await own(at(home, signed(), nobody.token))] == [mine["conversation_id"]]
    assert [c["id"] for c in await own(nobody)] == [other["conversation_id"]]


async def test_one_begun_as_nobody_comes_after_an_older_one_that_is_closed(home: House) -> None:
    anna = at(home, signed())
    old = await say(anna, "Long ago")
    await command(anna, "close", conversation_id=old["conversation_id"])
    nobody = at(home, None)
    new = await say(nobody, "Now")
    again = at(home, signed(), nobody.token)
    assert [c["id"] for c in await own(again)] == [new["conversation_id"], old["conversation_id"]]
    assert (await say(again, "More"))["conversation_id"] == new["conversation_id"]


async def test_two_people_at_one_browser_share_nothing(home: House) -> None:
    anna = at(home, signed("1", name="Anna"))
    sent = await say(anna, "Private")
    igor = at(home, signed("2", name="Igor"), anna.token)
    assert await own(igor) == []
    problem(await igor.call("GET", f"/conversations/{sent['conversation_id']}/entries"), 404, "no_such_conversation")


async def test_new_claims_change_the_card_and_what_is_not_said_stays(home: House) -> None:
    sent = await say(at(home, signed(name="Anna", email="a@example.org")), "Hello")
    await own(at(home, signed(name="Anna B.")))
    contact = (await seen_by_staff(home, sent["conversation_id"]))["contact"]
    assert (contact["name"], contact["email"]) == ("Anna B.", "a@example.org")


async def test_nothing_is_written_when_nothing_is_new(home: House) -> None:
    sent = await say(at(home, signed(name="Anna")), "Hello")
    before = (await seen_by_staff(home, sent["conversation_id"]))["contact"]["version"]
    await own(at(home, signed(name="Anna")))
    assert (await seen_by_staff(home, sent["conversation_id"]))["contact"]["version"] == before


@pytest.mark.parametrize("identity", ["nonsense", signed(secret="other"), signed(exp=1), ""])
async def test_what_is_not_proven_is_refused_and_never_taken_for_nobody(home: House, identity: str) -> None:
    visitor = at(home, identity)
    answer = await command(visitor, "send", text="Hello")
    problem(answer, 401, "bad_identity")
    hello = {"type": "hello", "protocol": 1, "inbox": "demo", "token": visitor.token, "identity": identity}
    polled = await visitor.client.post("/api/visitor/v1/poll", json={"hello": hello, "wait": 0})
    problem(polled, 401, "bad_identity")


async def test_lanes_may_ask_for_what_is_signed(home: House) -> None:
    admin: Browser = await home.signed_in("admin")
    listed = (await admin.get("/admin/v1/departments")).json()["departments"]
    (support,) = [each for each in listed if each["key"] == "support"]
    lanes = [{"id": "gold", "match": {"fields": {"tariff": ["Gold"]}, "verified": True}}]
    change = {"version": support["version"], "settings": {"lanes": lanes}}
    assert (await admin.call("PUT", f"/admin/v1/departments/{support['id']}", change)).status_code == 200
    for tariff, lane in (("Gold", "gold"), ("Basic", None)):
        sent = await say(at(home, signed(tariff, fields={"tariff": tariff})), "Hello")
        shown = await seen_by_staff(home, sent["conversation_id"])
        assert shown["arrangement"].get("lane_id") == lane
