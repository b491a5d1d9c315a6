"""Settings by the admin's door: departments, inboxes, and taking a change back."""

from typing import Any

import msgspec
import pytest

from tests.api.house import Browser, House, problem

ADMIN = "/admin/v1"
HOURS = {"zone": "Europe/Moscow", "always": False, "week": {"mon": [["09:00", "18:00"]]}}


async def department(browser: Browser, key: str = "support") -> dict[str, Any]:
    listed = (await browser.get(f"{ADMIN}/departments")).json()["departments"]
    (found,) = [d["id"] for d in listed if d["key"] == key]
    answer: dict[str, Any] = (await browser.get(f"{ADMIN}/departments/{found}")).json()
    return answer


async def change(browser: Browser, **fields: Any) -> Any:
    one = (await department(browser))["department"]
    return await browser.call("PUT", f"{ADMIN}/departments/{one['id']}", {"version": one["version"], **fields})


async def test_a_department_is_changed_by_whoever_looked_at_it_last(house: House) -> None:
    admin = await house.signed_in("admin")
    before = await department(admin)
    assert before["calendar"] == 1
    version = before["department"]["version"]
    changed = (await change(admin, settings={"hours": HOURS, "needs_topic": True})).json()
    assert changed["settings"] == {"hours": HOURS, "needs_topic": True}
    assert (changed["calendar"], changed["department"]["version"]) == (2, version + 1)
    assert changed == await department(admin)
    path = f"{ADMIN}/departments/{before['department']['id']}"
    late = await admin.call("PUT", path, {"version": version, "settings": {}, "names": {"en": "Help"}})
    told = problem(late, 409, "old_version")
    assert "settings.hours, settings.needs_topic" in told["detail"]


async def test_settings_that_make_no_sense_are_refused_with_the_place(house: House) -> None:
    admin = await house.signed_in("admin")
    before = await department(admin)
    for settings, code, place in (
        ({"hours": {"zone": "Mars/Olympus"}}, "unknown_zone", "Mars/Olympus"),
        ({"hours": {"week": {"mon": [["09:00", "25:00"]]}}}, "bad_hours", "mon"),
        ({"lanes": [{"id": "a"}, {"id": "a"}]}, "bad_lanes", "'a'"),
        ({"hours": {"zome": "UTC"}}, "invalid_request", "zome"),
        ({"needs_topic": 1}, "invalid_request", "$.settings.needs_topic"),
    ):
        assert place in problem(await change(admin, settings=settings), 422, code)["detail"]
    assert await department(admin) == before
    problem(await admin.get(f"{ADMIN}/departments/nowhere"), 404, "no_such_department")


async def test_a_closed_department_says_when_it_opens(house: House) -> None:
    admin = await house.signed_in("admin")
    one = (await change(admin, settings={"hours": {"always": False}})).json()["department"]
    assert (one["is_open"], one["opens_at"]) == (False, None)
    one = (await change(admin, settings={"hours": {"always": False, "week": {"mon": [["09:00", "18:00"]]}}})).json()
    assert one["department"]["is_open"] or one["department"]["opens_at"] > house.process.clock.now()


async def test_an_open_console_hears_of_a_change(house: House) -> None:
    admin, anna = await house.signed_in("admin"), await house.signed_in("operator1")
    first = await polled(anna, None)
    await change(
        admin, settings={"lanes": [{"id": "sales", "names": {"en": "Sales"}}], "giving": {"take_anyway": True}}
    )
    (frame,) = [message for message in await polled(anna, first[-1]["cursor"]) if message["type"] == "frame"]
    (told,) = [event["department"] for event in frame["events"] if event["type"] == "department"]
    assert (told["lanes"], told["take_anyway"]) == ([{"id": "sales", "names": {"en": "Sales"}}], True)
    fresh = await polled(anna, None)
    assert told in fresh[-1]["state"]["departments"]


async def test_a_visitor_learns_whether_somebody_is_there_and_what_the_form_asks(house: House) -> None:
    admin = await house.signed_in("admin")
    inbox = (await admin.get(f"{ADMIN}/inboxes")).json()["inboxes"][0]
    rules = {"offline": "queue", "consent": {"en": "I agree."}, "rating": {"scale": "both", "cap_days": 7}}
    body = {"name": inbox["name"], "origins": inbox["origins"], "rules": rules}
    changed = (await admin.call("PUT", f"{ADMIN}/inboxes/{inbox['id']}", body)).json()
    assert changed["rules"]["rating"] == {"scale": "both", "comment": True, "cap_days": 7}
    topics = [{"id": "net", "names": {"en": "Internet"}, "topics": [{"id": "slow", "offered": True}]}]
    await change(admin, settings={"hours": {"always": False}, "topics": topics})
    told = (await house.visitor().call("GET", "/inboxes/demo")).json()
    assert (told["is_open"], told["opens_at"], told["offline"]) == (False, None, "queue")
    assert told["consent"] == {"en": "I agree."}
    assert told["topics"] == [{"id": "slow", "names": {}}]


async def test_an_inbox_and_a_person_are_changed_by_whoever_looked_at_them_last(house: House) -> None:
    admin = await house.signed_in("admin")
    inbox = (await admin.get(f"{ADMIN}/inboxes")).json()["inboxes"][0]
    anna = next(o for o in (await admin.get(f"{ADMIN}/staff")).json()["staff"] if o["name"] == "Anna")
    wanted = {"name": "Looked at", "origins": inbox["origins"], "rules": inbox["rules"]}
    for method, path, body, version in (
        ("PUT", f"{ADMIN}/inboxes/{inbox['id']}", wanted, inbox["version"]),
        ("PATCH", f"{ADMIN}/staff/{anna['id']}", {"chat_limit": 7}, anna["version"]),
    ):
        changed = (await admin.call(method, path, {**body, "version": version})).json()
        assert changed["version"] == version + 1
        problem(await admin.call(method, path, {**body, "version": version}), 409, "old_version")
        assert (await admin.call(method, path, body)).json()["version"] == version + 1


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        ({"offline": "never"}, "$.rules.offline"),
        ({"rating": {"scale": "seven"}}, "$.rules.rating.scale"),
        ({"rating": {"cap_days": -1}}, "$.rules.rating.cap_days"),
        ({"consent": {"english": "x"}}, "consent"),
        ({"page_url": "javascript:alert(1)"}, "$.rules.page_url"),
        ({"silence": 1}, "silence"),
    ],
)
async def test_rules_that_make_no_sense_are_refused_with_the_place(
    house: House, rules: dict[str, Any], place: str
) -> None:
    admin = await house.signed_in("admin")
    inbox = (await admin.get(f"{ADMIN}/inboxes")).json()["inboxes"][0]
    body = {"name": "x", "origins": [], "rules": rules}
    refused = problem(await admin.call("PUT", f"{ADMIN}/inboxes/{inbox['id']}", body), 422, "invalid_request")
    assert place in refused["detail"]


async def last_line(admin: Browser) -> dict[str, Any]:
    line: dict[str, Any] = (await admin.get(f"{ADMIN}/audit?limit=1")).json()["rows"][0]
    return line


async def undone(admin: Browser, line: dict[str, Any]) -> Any:
    return await admin.call("POST", f"{ADMIN}/audit/{line['id']}/undo")


async def test_every_change_of_settings_and_people_can_be_taken_back_and_again(house: House) -> None:
    admin = await house.signed_in("admin")
    support, inbox = await department(admin), (await admin.get(f"{ADMIN}/inboxes")).json()["inboxes"][0]
    anna = next(o for o in (await admin.get(f"{ADMIN}/staff")).json()["staff"] if o["name"] == "Anna")
    person, box = f"{ADMIN}/staff/{anna['id']}", f"{ADMIN}/inboxes/{inbox['id']}"
    brand = {"name": "Other", "accent": "#000000"}
    fields = {"role": "supervisor", "chat_limit": 9, "departments": [], "public_names": {"en": "A"}, "name": "A"}
    changes: list[tuple[str, str, Any, str]] = [
        (
            "PUT",
            f"{ADMIN}/departments/{support['department']['id']}",
            {**at_present(support), "names": {"en": "x"}},
            "",
        ),
        ("PUT", box, {"name": "x", "origins": [], "rules": {"survey": True}, "brand": brand}, "inboxes"),
        ("PATCH", person, fields, "staff"),
        ("POST", f"{person}/disable", None, "staff"),
    ]
    for method, path, body, listed in changes:
        before = (await admin.get(f"{ADMIN}/{listed}" if listed else path)).json()
        assert (await admin.call(method, path, body)).status_code == 200, path
        line = await last_line(admin)
        assert (line["before"] is not None, line["actor"]) == (True, f"operator:{admin.me['id']}")
        assert (await undone(admin, line)).status_code == 204
        assert without_versions((await admin.get(f"{ADMIN}/{listed}" if listed else path)).json()) == without_versions(
            before
        )
        again = await last_line(admin)
        assert again["detail"].endswith(f"undo:{line['id']}")
        assert (again["before"], again["after"]) == (line["after"], line["before"])
        assert (await undone(admin, again)).status_code == 204
        problem(await undone(admin, again), 409, "changed_since")


def at_present(one: dict[str, Any]) -> dict[str, Any]:
    """The version as it was looked at."""
    return {"version": one["department"]["version"]}


def without_versions(value: Any) -> Any:
    """Versions only grow, and whoever was disabled has been signed out."""
    if isinstance(value, dict):
        return {k: without_versions(v) for k, v in value.items() if k not in ("version", "calendar", "status")}
    return [without_versions(each) for each in value] if isinstance(value, list) else value


async def test_what_is_no_change_cannot_be_undone_and_the_last_admin_stays(house: House) -> None:
    admin = await house.signed_in("admin")
    line = await last_line(admin)
    assert line["action"] == "session.opened"
    problem(await undone(admin, line), 409, "cannot_be_undone")
    problem(await admin.call("POST", f"{ADMIN}/audit/nothing/undo"), 404, "no_such_line")


async def polled(browser: Browser, cursor: str | None) -> list[dict[str, Any]]:
    ticket = (await browser.call("POST", "/operator/v1/ticket")).json()["ticket"]
    hello = {"type": "hello", "protocol": 1, "ticket": ticket, "cursor": cursor}
    answer = await browser.call("POST", "/operator/v1/poll", {"hello": hello, "wait": 5})
    messages: list[dict[str, Any]] = msgspec.json.decode(answer.content)["messages"]
    return messages
