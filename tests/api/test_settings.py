"""Settings by the admin's door: departments, inboxes, and taking a change back."""

from typing import Any

import msgspec

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
    assert (before["settings"], before["calendar"], before["department"]["version"]) == ({}, 1, 1)
    changed = (await change(admin, settings={"hours": HOURS, "needs_topic": True})).json()
    assert changed["settings"] == {"hours": HOURS, "needs_topic": True}
    assert (changed["calendar"], changed["department"]["version"]) == (2, 2)
    assert changed == await department(admin)
    path = f"{ADMIN}/departments/{before['department']['id']}"
    late = await admin.call("PUT", path, {"version": 1, "settings": {}, "names": {"en": "Help"}})
    told = problem(late, 409, "old_version")
    assert "settings.hours, settings.needs_topic" in told["detail"]


async def test_settings_that_make_no_sense_are_refused_with_the_place(house: House) -> None:
    admin = await house.signed_in("admin")
    for settings, code, place in (
        ({"hours": {"zone": "Mars/Olympus"}}, "unknown_zone", "Mars/Olympus"),
        ({"hours": {"week": {"mon": [["09:00", "25:00"]]}}}, "bad_hours", "mon"),
        ({"lanes": [{"id": "a"}, {"id": "a"}]}, "bad_lanes", "'a'"),
        ({"hours": {"zome": "UTC"}}, "invalid_request", "zome"),
        ({"needs_topic": 1}, "invalid_request", "$.settings.needs_topic"),
    ):
        assert place in problem(await change(admin, settings=settings), 422, code)["detail"]
    assert (await department(admin))["department"]["version"] == 1
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


async def polled(browser: Browser, cursor: str | None) -> list[dict[str, Any]]:
    ticket = (await browser.call("POST", "/operator/v1/ticket")).json()["ticket"]
    hello = {"type": "hello", "protocol": 1, "ticket": ticket, "cursor": cursor}
    answer = await browser.call("POST", "/operator/v1/poll", {"hello": hello, "wait": 5})
    messages: list[dict[str, Any]] = msgspec.json.decode(answer.content)["messages"]
    return messages
