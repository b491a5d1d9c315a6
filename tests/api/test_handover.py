"""The end of a shift: what is left behind, and the note for those who come."""

from typing import Any

from besedka.kernel.ids import new_id
from tests.api.house import Browser, House, problem

PATH = "/operator/v1/handover"


async def support(house: House) -> str:
    (found,) = [row.id for row in house.process.departments.all() if row.key == "support"]
    return found


async def say(browser: Browser, type_: str, **fields: Any) -> None:
    answer = await browser.call("POST", "/operator/v1/commands", {"type": type_, "client_id": new_id(), **fields})
    assert answer.status_code == 200, answer.text


async def test_what_is_left_behind_is_sorted_by_state_and_counted(house: House) -> None:
    anna, department = await house.signed_in("operator1"), await support(house)
    for name in ("supervisor", "operator2"):
        await say(await house.signed_in(name), "set_status", status="away")
    ids = []
    for _ in range(3):
        ids.append((await house.visitor().send("Hello"))["conversation_id"])
        await take(anna, ids[-1])
    await say(anna, "park", conversation_id=ids[1])
    later = house.process.clock.now() + 3_600_000
    await say(anna, "snooze", conversation_id=ids[2], until=later, reason=None)
    await say(anna, "promise", conversation_id=ids[0], due_at=later)
    left = (await anna.get(f"{PATH}?department_id={department}")).json()
    found = {name: [row["id"] for row in left[name]] for name in ("open", "parked", "snoozed", "promised")}
    assert found == {"open": [ids[0]], "parked": [ids[1]], "snoozed": [ids[2]], "promised": [ids[0]]}
    assert left["counts"] == {name: 1 for name in found}
    assert (left["note"], left["operator_id"]) == (None, anna.me["id"])


async def take(browser: Browser, conversation_id: str) -> None:
    """Unless routing was faster."""
    body = {"type": "take", "client_id": new_id(), "conversation_id": conversation_id}
    answer = await browser.call("POST", "/operator/v1/commands", body)
    assert answer.status_code in (200, 409), answer.text


async def test_a_note_reaches_the_colleagues_of_the_department_and_nobody_else(house: House) -> None:
    anna, elsewhere = await house.signed_in("operator1"), await house.signed_in("operator4")
    department = await support(house)
    for text in ("First", " Ring Mr Ivanov back\n at ten\x00 "):
        note = (await anna.call("POST", PATH, {"department_id": department, "text": text})).json()
    colleague = await house.signed_in("operator2")
    read = (await colleague.get(f"{PATH}?department_id={department}")).json()["note"]
    assert read == note
    assert (read["text"], read["operator_id"]) == ("Ring Mr Ivanov back\n at ten", anna.me["id"])
    problem(await elsewhere.get(f"{PATH}?department_id={department}"), 404, "no_such_department")
    refused = await elsewhere.call("POST", PATH, {"department_id": department, "text": "x"})
    problem(refused, 404, "no_such_department")
    for text in ("", " \n", "x" * 4001):
        refused = await anna.call("POST", PATH, {"department_id": department, "text": text})
        problem(refused, 422, "bad_handover")


async def test_what_somebody_else_leaves_is_for_supervisors(house: House) -> None:
    anna, department = await house.signed_in("operator1"), await support(house)
    path = f"{PATH}?department_id={department}&operator_id={anna.me['id']}"
    assert (await (await house.signed_in("supervisor")).get(path)).json()["operator_id"] == anna.me["id"]
    assert (await anna.get(path)).status_code == 200
    problem(await (await house.signed_in("operator2")).get(path), 403, "needs_role")
