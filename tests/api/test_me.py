"""One's own photo, presence log and second alarm; somebody else's status; attention seen by colleagues."""

import io
from typing import Any

from PIL import Image

from besedka.kernel.ids import new_id
from tests.api.house import House, problem

PUSH = {
    "endpoint": "https://fcm.googleapis.com/fcm/send/abc",
    "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "auth": "BTBZMqHH6r4Tts7J_aSIgg",
}


def picture(side: int = 300) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((side, side), 100).convert("RGB").save(out, "PNG")
    return out.getvalue()


async def put(browser: Any, path: str, content: bytes) -> Any:
    headers = {"X-Besedka-CSRF": browser.csrf, "Content-Type": "image/png"}
    return await browser.client.put(f"/api{path}", content=content, headers=headers)


async def test_a_photo_is_shown_to_everybody_for_ever_and_changes_its_name(house: House) -> None:
    anna, admin = await house.signed_in("operator1"), await house.signed_in("admin")
    answer = await put(anna, "/operator/v1/photo", picture())
    assert answer.status_code == 200, answer.text
    name = answer.json()["photo"]
    shown = await house.client().get(f"/photos/{name}")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert "immutable" in shown.headers["cache-control"]
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cross-origin-resource-policy"] == "cross-origin"
    assert Image.open(io.BytesIO(shown.content)).size == (256, 256)
    given = await put(admin, f"/admin/v1/staff/{anna.me['id']}/photo", picture(200))
    assert given.status_code == 200, given.text
    assert given.json()["photo"] not in (None, name)
    gone = await anna.call("DELETE", "/operator/v1/photo")
    assert gone.json()["photo"] is None
    problem(await house.client().get("/photos/nothing"), 404, "no_such_photo")


async def test_what_is_no_photo_or_too_big_is_refused_in_words(house: House) -> None:
    anna = await house.signed_in("operator1")
    assert "JPEG" in problem(await put(anna, "/operator/v1/photo", b"hello"), 422, "bad_photo")["detail"]
    assert (
        "2048 KiB"
        in problem(await put(anna, "/operator/v1/photo", b"x" * (2 * 1024**2 + 1)), 422, "bad_photo")["detail"]
    )
    assert (await put(anna, "/operator/v1/photo", b"x" * (3 * 1024**2))).status_code == 413


async def test_the_presence_log_is_ones_own_and_a_supervisors(house: House) -> None:
    anna, ben = await house.signed_in("operator1"), await house.signed_in("operator2")
    boss = await house.signed_in("supervisor")
    await anna.call("POST", "/operator/v1/commands", {"type": "set_status", "client_id": new_id(), "status": "away"})
    own = (await anna.get("/operator/v1/presence")).json()
    assert [(i["status"], i["until"] is None) for i in own["intervals"]] == [("online", False), ("away", True)]
    assert own["next"] is None
    whose = f"/operator/v1/presence?operator_id={anna.me['id']}"
    assert (await boss.get(whose)).json() == own
    problem(await ben.get(whose), 403, "needs_role")
    problem(await boss.get("/operator/v1/presence?operator_id=nobody"), 404, "no_such_operator")
    first = (await boss.get(f"{whose}&limit=1")).json()
    rest = (await boss.get(f"{whose}&limit=1&after={first['next']}")).json()
    assert first["intervals"] + rest["intervals"] == own["intervals"]


async def test_a_browser_is_named_for_the_second_alarm_and_taken_back(house: House) -> None:
    anna, ben = await house.signed_in("operator1"), await house.signed_in("operator2")
    key = (await anna.get("/operator/v1/push")).json()["key"]
    assert len(key) == 87
    made = await anna.call("POST", "/operator/v1/push", PUSH)
    assert (made.status_code, made.json()["host"]) == (201, "fcm.googleapis.com")
    own = (await anna.get("/operator/v1/push")).json()
    assert own["key"] == key == (await ben.get("/operator/v1/push")).json()["key"]
    assert own["subscriptions"] == [made.json()]
    problem(await ben.call("DELETE", f"/operator/v1/push/{made.json()['id']}"), 404, "no_such_subscription")
    assert (await anna.call("DELETE", f"/operator/v1/push/{made.json()['id']}")).status_code == 204
    assert (await anna.get("/operator/v1/push")).json()["subscriptions"] == []
    evil = {**PUSH, "endpoint": "https://evil.example/x"}
    problem(await anna.call("POST", "/operator/v1/push", evil), 403, "push_service_not_allowed")
    problem(await anna.call("POST", "/operator/v1/push", {**PUSH, "auth": "short"}), 422, "bad_subscription")


async def test_a_locked_computers_owner_is_set_offline_by_a_supervisor(house: House) -> None:
    anna, boss = await house.signed_in("operator1"), await house.signed_in("supervisor")
    wish = {"type": "set_status", "client_id": new_id(), "status": "offline", "operator_id": anna.me["id"]}
    answer = await boss.call("POST", "/operator/v1/commands", wish)
    assert answer.json()["result"] == {"operator_id": anna.me["id"], "status": "offline"}
    polled = await anna.call("POST", "/operator/v1/poll", {"hello": {"type": "hello", "protocol": 1}, "wait": 0})
    staff = polled.json()["messages"][1]["state"]["operators"]
    (row,) = [row for row in staff if row["id"] == anna.me["id"]]
    assert (row["status"], row["status_by"]) == ("offline", boss.me["id"])
    refused = {**wish, "client_id": new_id(), "operator_id": boss.me["id"]}
    problem(await anna.call("POST", "/operator/v1/commands", refused), 403, "needs_role")


async def test_routing_hears_what_operators_are_at_and_the_log_sums_it_up(house: House) -> None:
    heard: list[tuple[str, str | None, str, int]] = []
    house.process.whispers.on_attention = lambda *what: heard.append(what)
    anna = await house.signed_in("operator1")
    sent = await house.visitor().send("Hello")
    where = sent["conversation_id"]
    for state, conversation_id in (("reading", where), ("writing", where), ("idle", None)):
        wish = {"type": "attention", "conversation_id": conversation_id, "state": state}
        assert (await anna.call("POST", "/operator/v1/commands", wish)).status_code == 200
    assert [what[:3] for what in heard] == [
        (anna.me["id"], where, "reading"), (anna.me["id"], where, "writing"), (anna.me["id"], None, "idle"),
    ]  # fmt: skip
    wrong = {"type": "attention", "conversation_id": where, "state": "sleeping"}
    problem(await anna.call("POST", "/operator/v1/commands", wrong), 422, "invalid_request")
