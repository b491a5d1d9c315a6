"""The admin's door: who may, what is checked, what follows, and that it is written down."""

from typing import Any

import pytest

from tests.api.house import PASSWORD, Browser, House, problem

ADMIN = "/admin/v1"
NEWCOMER = {"email": "new@demo.example", "name": "Nadia", "password": "a long password", "role": "operator"}
INBOX = {"key": "shop", "name": "Shop", "brand": {"name": "Shop", "accent": "#112233"}, "origins": []}


async def id_of(browser: Browser, email: str) -> str:
    staff = (await browser.get(f"{ADMIN}/staff")).json()["staff"]
    return str(next(person["id"] for person in staff if person["email"] == email))


async def department(browser: Browser, key: str = "support") -> str:
    found = (await browser.get(f"{ADMIN}/departments")).json()["departments"]
    return str(next(d["id"] for d in found if d["key"] == key))


async def test_operators_see_nothing_here_and_supervisors_only_who_works_where(house: House) -> None:
    operator, supervisor = await house.signed_in("operator1"), await house.signed_in("supervisor")
    for path in ("staff", "departments", "inboxes", "audit"):
        problem(await operator.get(f"{ADMIN}/{path}"), 403, "needs_role")
        problem(await house.browser().get(f"{ADMIN}/{path}"), 401, "signed_out")
    assert (await supervisor.get(f"{ADMIN}/staff")).status_code == 200
    assert (await supervisor.get(f"{ADMIN}/departments")).status_code == 200
    problem(await supervisor.get(f"{ADMIN}/inboxes"), 403, "needs_role")
    problem(await supervisor.get(f"{ADMIN}/audit"), 403, "needs_role")
    for person in (operator, supervisor):
        problem(await person.call("POST", f"{ADMIN}/staff", NEWCOMER), 403, "needs_role")


async def test_the_list_of_staff_has_no_password_hashes(house: House) -> None:
    admin = await house.signed_in("admin")
    answer = await admin.get(f"{ADMIN}/staff")
    assert len(answer.json()["staff"]) == 6
    assert "argon2" not in answer.text


async def test_who_is_added_signs_in_and_who_is_disabled_is_out_at_once(house: House) -> None:
    admin = await house.signed_in("admin")
    support = await department(admin)
    added = await admin.call("POST", f"{ADMIN}/staff", {**NEWCOMER, "departments": [support]})
    assert added.status_code == 201
    assert added.json()["departments"] == [support]
    newcomer = house.browser()
    assert (await newcomer.sign_in("new@demo.example", "a long password")).status_code == 201
    disabled = await admin.call("POST", f"{ADMIN}/staff/{added.json()['id']}/disable")
    assert disabled.json()["disabled_at"]
    problem(await newcomer.get("/operator/v1/session"), 401, "signed_out")
    problem(await newcomer.sign_in("new@demo.example", "a long password"), 401, "wrong_credentials")
    await admin.call("POST", f"{ADMIN}/staff/{added.json()['id']}/enable")
    assert (await newcomer.sign_in("new@demo.example", "a long password")).status_code == 201


async def test_a_change_takes_only_what_is_named_and_works_at_once(house: House) -> None:
    admin, anna = await house.signed_in("admin"), await house.signed_in("operator1")
    problem(await anna.get(f"{ADMIN}/staff"), 403, "needs_role")
    path = f"{ADMIN}/staff/{anna.me['id']}"
    changed = (await admin.call("PATCH", path, {"role": "supervisor", "chat_limit": 9})).json()
    assert (changed["role"], changed["chat_limit"], changed["name"]) == ("supervisor", 9, "Anna")
    assert (await anna.get(f"{ADMIN}/staff")).status_code == 200
    await admin.call("PATCH", path, {"role": "operator"})
    problem(await anna.get(f"{ADMIN}/staff"), 403, "needs_role")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"email": "admin@demo.example"}, 409, "email_taken"),
        ({"email": "x"}, 422, "bad_email"),
        ({"name": " "}, 422, "bad_name"),
        ({"name": 5}, 422, "invalid_request"),
        ({"password": "short"}, 422, "weak_password"),
        ({"role": "owner"}, 422, "invalid_request"),
        ({"role": None}, 422, "invalid_request"),
        ({"departments": ["nowhere"]}, 422, "unknown_department"),
        ({"departments": ["a\x00"]}, 422, "invalid_request"),
        ({"departments": [["x"]]}, 422, "invalid_request"),
        ({"chat_limit": 10**25}, 422, "invalid_request"),
        ({"chat_limit": -1}, 422, "invalid_request"),
        ({"chat_limit": "4"}, 422, "invalid_request"),
        ({"chat_limit": True}, 422, "invalid_request"),
        ({"public_names": {"en": {"deep": "x"}}}, 422, "invalid_request"),
        ({"public_names": {"not a language": "x"}}, 422, "invalid_request"),
        ({"public_names": {"EN": "x"}}, 422, "bad_name"),
        ({"id": "mine"}, 422, "invalid_request"),
        ({"load": 0}, 422, "invalid_request"),
    ],
)
async def test_a_newcomer_that_makes_no_sense_is_refused(
    house: House, body: dict[str, Any], status: int, code: str
) -> None:
    admin = await house.signed_in("admin")
    problem(await admin.call("POST", f"{ADMIN}/staff", {**NEWCOMER, **body}), status, code)


async def test_who_is_not_there_cannot_be_changed(house: House) -> None:
    admin = await house.signed_in("admin")
    path = f"{ADMIN}/staff/nobody"
    problem(await admin.call("PATCH", path, {"name": "x"}), 404, "no_such_operator")
    problem(await admin.call("POST", f"{path}/disable"), 404, "no_such_operator")
    problem(await admin.call("POST", f"{path}/enable"), 404, "no_such_operator")
    problem(await admin.call("POST", f"{path}/password", {"password": "a long password"}), 404, "no_such_operator")


async def test_the_last_admin_stays(house: House) -> None:
    admin = await house.signed_in("admin")
    path = f"{ADMIN}/staff/{admin.me['id']}"
    problem(await admin.call("POST", f"{path}/disable"), 409, "last_admin")
    problem(await admin.call("PATCH", path, {"role": "operator"}), 409, "last_admin")


async def test_another_password_given_by_an_admin_ends_all_sessions(house: House) -> None:
    admin, anna = await house.signed_in("admin"), await house.signed_in("operator1")
    path = f"{ADMIN}/staff/{anna.me['id']}/password"
    problem(await admin.call("POST", path, {"password": "short"}), 422, "weak_password")
    assert (await admin.call("POST", path, {"password": "another long one"})).status_code == 204
    problem(await anna.get("/operator/v1/session"), 401, "signed_out")
    problem(await anna.sign_in("operator1@demo.example", PASSWORD), 401, "wrong_credentials")
    assert (await anna.sign_in("operator1@demo.example", "another long one")).status_code == 201


async def test_a_department_is_added_once(house: House) -> None:
    admin = await house.signed_in("admin")
    body = {"key": "billing", "names": {"en": "Billing", "ru": "Счета"}}
    first = await admin.call("POST", f"{ADMIN}/departments", body)
    assert first.status_code == 201
    again = await admin.call("POST", f"{ADMIN}/departments", {**body, "names": {"en": "Other"}})
    assert again.json() == first.json()
    for wrong in ({"key": "Big"}, {"key": "a\n"}, {"key": "x" * 41}, {"names": []}):
        problem(await admin.call("POST", f"{ADMIN}/departments", {**body, **wrong}), 422, "invalid_request")


async def test_a_new_inbox_lets_in_the_pages_on_its_list(house: House) -> None:
    admin = await house.signed_in("admin")
    body = {**INBOX, "department_id": await department(admin), "origins": ["https://shop.example"]}
    made = await admin.call("POST", f"{ADMIN}/inboxes", body)
    assert made.status_code == 201
    assert made.json()["rules"]["text_limit"] == 4000
    url, page = "/api/visitor/v1/inboxes/shop", {"Origin": "https://shop.example"}
    assert (await house.client().get(url, headers=page)).status_code == 200
    change = {"name": "Shop 2", "origins": ["https://other.example"], "rules": {"text_limit": 100}}
    changed = await admin.call("PUT", f"{ADMIN}/inboxes/{made.json()['id']}", change)
    assert (changed.json()["name"], changed.json()["rules"]["text_limit"]) == ("Shop 2", 100)
    problem(await house.client().get(url, headers=page), 403, "origin_not_allowed")
    assert [i["key"] for i in (await admin.get(f"{ADMIN}/inboxes")).json()["inboxes"]] == ["demo", "shop"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"key": "demo"}, 409, "key_taken"),
        ({"key": "../x"}, 422, "invalid_request"),
        ({"brand": {"name": "x", "accent": "red;}"}}, 422, "invalid_request"),
        ({"department_id": "nowhere"}, 422, "unknown_department"),
        ({"origins": ["https://x.example/path"]}, 422, "bad_origin"),
        ({"origins": ["javascript:alert(1)"]}, 422, "bad_origin"),
        ({"origins": ["https://x.example\nhttps://y.example"]}, 422, "bad_origin"),
        ({"rules": {"text_limit": 0}}, 422, "invalid_request"),
        ({"rules": {"edit_window_ms": 10**25}}, 422, "invalid_request"),
        ({"rules": {"languages": []}}, 422, "invalid_request"),
        ({"rules": {"surprise": 1}}, 422, "invalid_request"),
    ],
)
async def test_an_inbox_that_makes_no_sense_is_refused(
    house: House, body: dict[str, Any], status: int, code: str
) -> None:
    admin = await house.signed_in("admin")
    valid = {**INBOX, "department_id": await department(admin)}
    problem(await admin.call("POST", f"{ADMIN}/inboxes", {**valid, **body}), status, code)


async def test_what_was_done_is_in_the_audit_without_secrets_or_addresses(house: House) -> None:
    admin = await house.signed_in("admin", "203.0.113.7")
    anna = await id_of(admin, "operator1@demo.example")
    await admin.call("PATCH", f"{ADMIN}/staff/{anna}", {"chat_limit": 5})
    await house.browser().sign_in("operator1@demo.example", "wrong-password-typed")
    page = await admin.get(f"{ADMIN}/audit?limit=2")
    assert [(r["action"], r["subject"]) for r in page.json()["rows"]] == [
        ("sign_in.failed", anna),
        ("operator.changed", anna),
    ]
    assert page.json()["rows"][1]["actor"] == f"operator:{admin.me['id']}"
    rest = await admin.get(f"{ADMIN}/audit?limit=100&before={page.json()['next']}")
    assert rest.json()["rows"][0]["action"] == "session.opened"
    assert rest.json()["next"] is None
    for secret in ("wrong-password-typed", PASSWORD, admin.token, admin.csrf, "203.0.113.7"):
        assert secret not in page.text + rest.text


async def test_the_audit_is_looked_at_by_kind_and_by_person(house: House) -> None:
    admin = await house.signed_in("admin")
    anna, igor = [await id_of(admin, f"operator{number}@demo.example") for number in (1, 2)]
    for one in (anna, igor):
        await admin.call("PATCH", f"{ADMIN}/staff/{one}", {"chat_limit": 5})
    await house.signed_in("operator1")

    async def actions(query: str) -> list[str]:
        return [row["action"] for row in (await admin.get(f"{ADMIN}/audit?{query}")).json()["rows"]]

    assert await actions(f"person={anna}") == ["session.opened", "operator.changed", "operator.added"]
    assert await actions(f"person={anna}&kind=people") == ["operator.changed", "operator.added"]
    assert await actions("kind=sign_ins&limit=1") == ["session.opened"]
    assert await actions("kind=changes&limit=2") == ["operator.changed", "operator.changed"]
    assert not [each for each in await actions("kind=settings") if not each.startswith(("department.", "inbox."))]
    problem(await admin.get(f"{ADMIN}/audit?kind=weather"), 422, "invalid_request")


async def test_an_invitation_lets_somebody_in_who_has_no_password_yet(house: House) -> None:
    admin = await house.signed_in("admin")
    newcomer = {key: value for key, value in NEWCOMER.items() if key != "password"}
    added = (await admin.call("POST", f"{ADMIN}/staff", newcomer)).json()
    assert not added["has_password"]
    path = f"{ADMIN}/staff/{added['id']}/invitation"
    invited = (await admin.call("POST", path)).json()
    assert not invited["mailed"]
    token = invited["link"].removeprefix(f"{house.process.settings.url}/console#invitation=")
    nadia = house.browser()
    seen = (await nadia.call("POST", "/operator/v1/invitation/look", {"token": token})).json()
    assert (seen["name"], seen["email"]) == ("Nadia", "new@demo.example")
    answer = await nadia.call("POST", "/operator/v1/invitation", {"token": token, "password": "a long password"})
    assert (answer.status_code, answer.json()["operator"]["name"]) == (201, "Nadia")
    assert (await nadia.get("/operator/v1/session")).status_code == 200
    again = await nadia.call("POST", "/operator/v1/invitation", {"token": token, "password": "a long password"})
    problem(again, 404, "invitation_over")
    problem(await admin.call("DELETE", path), 404, "invitation_over")
    assert token not in (await admin.get(f"{ADMIN}/audit")).text
