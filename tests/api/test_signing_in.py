"""The session: cookie, CSRF, who may end it, what an attacker's page cannot do."""

from pathlib import Path

import pytest

from tests.api.house import PASSWORD, House, opened, problem

OPERATOR = "/operator/v1"


async def test_signing_in_answers_who_it_is_and_a_cookie_that_scripts_and_other_sites_cannot_use(house: House) -> None:
    browser = house.browser()
    answer = await browser.sign_in("operator1@demo.example")
    assert answer.status_code == 201
    assert set(answer.json()) == {"operator", "csrf"}
    assert answer.json()["operator"]["name"] == "Anna"
    assert answer.json()["operator"]["status"] == "online"
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith("besedka_session=")
    assert {a.lower() for a in attributes} >= {"httponly", "samesite=lax", "path=/"}
    assert "domain" not in answer.headers["set-cookie"].lower()
    assert answer.headers["cache-control"] == "no-store"
    again = await browser.get(f"{OPERATOR}/session")
    assert again.json()["csrf"] == browser.csrf


async def test_by_https_the_cookie_is_bound_to_the_host_and_secure(tmp_path: Path) -> None:
    async with opened("sqlite", tmp_path, public_url="https://chat.example") as house:
        answer = await house.browser().sign_in("operator1@demo.example")
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-besedka_session=")
        assert "Secure" in cookie
        assert "Path=/" in cookie
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")


async def test_wrong_password_and_unknown_e_mail_get_the_same_answer(house: House) -> None:
    browser = house.browser()
    answers = [await browser.sign_in(e, "wrong") for e in ("operator1@demo.example", "nobody@demo.example")]
    for answer in answers:
        problem(answer, 401, "wrong_credentials")
        assert "set-cookie" not in answer.headers
    assert answers[0].content == answers[1].content


async def test_guessing_is_slowed_down_with_the_time_to_wait_in_the_answer(house: House) -> None:
    attacker = house.browser("198.51.100.9")
    for _ in range(5):
        problem(await attacker.sign_in("operator1@demo.example", "wrong"), 401, "wrong_credentials")
    refused = await attacker.sign_in("operator1@demo.example")
    found = problem(refused, 429, "too_many_sign_ins")
    assert 0 < found["retry_ms"] <= 1000
    assert refused.headers["retry-after"] == "1"


async def test_who_is_signed_in_elsewhere_is_not_locked_out_by_guessers(house: House) -> None:
    await house.signed_in("operator1", "203.0.113.7")
    attacker = house.browser("198.51.100.9")
    for _ in range(6):
        await attacker.sign_in("operator1@demo.example", "wrong")
    await house.signed_in("operator1", "203.0.113.7")


async def test_without_a_cookie_nothing_of_staff_is_answered(house: House) -> None:
    nobody = house.browser()
    for method, path in (("GET", "/session"), ("GET", "/sessions"), ("POST", "/ticket"), ("GET", "/conversations")):
        problem(await nobody.call(method, f"{OPERATOR}{path}"), 401, "signed_out")


@pytest.mark.parametrize("token", ["x", "x" * 43, "a" * 5000, "%00" * 43])
async def test_an_invented_cookie_is_nobody(house: House, token: str) -> None:
    client = house.client(Cookie=f"besedka_session={token}")
    problem(await client.get("/api/operator/v1/session"), 401, "signed_out")


async def test_a_planted_cookie_is_never_adopted(house: House) -> None:
    attacker, victim = await house.signed_in("operator2"), house.browser()
    victim.client.headers["Cookie"] = f"besedka_session={attacker.token}"
    await victim.sign_in("operator1@demo.example")
    assert victim.token not in ("", attacker.token)
    assert (await attacker.get(f"{OPERATOR}/session")).json()["operator"]["name"] == "Igor"


async def test_signing_in_again_ends_the_session_that_the_browser_had(house: House) -> None:
    browser = await house.signed_in("operator1")
    old = browser.token
    await browser.sign_in("operator1@demo.example")
    problem(await house.client(Cookie=f"besedka_session={old}").get("/api/operator/v1/session"), 401, "signed_out")
    assert len((await browser.get(f"{OPERATOR}/sessions")).json()["sessions"]) == 1


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"X-Besedka-CSRF": ""}, "forged_request"),
        ({"X-Besedka-CSRF": "x" * 43}, "forged_request"),
        ({"Origin": "https://evil.example"}, "foreign_origin"),
        ({"Origin": "null"}, "foreign_origin"),
        ({"Origin": ""}, "foreign_origin"),
        ({"Origin": "http://127.0.0.1:8301"}, "foreign_origin"),
        ({"Origin": "http://127.0.0.1:8300.evil.example"}, "foreign_origin"),
        ({"Origin": "http://evil.example", "Host": "evil.example"}, "foreign_origin"),
    ],
)
async def test_a_request_that_changes_something_must_come_from_our_own_page(
    house: House, headers: dict[str, str], code: str
) -> None:
    browser = await house.signed_in("operator1")
    for method, path in (("POST", "/ticket"), ("DELETE", "/session"), ("DELETE", "/sessions/x")):
        problem(await browser.call(method, f"{OPERATOR}{path}", **headers), 403, code)
    assert (await browser.get(f"{OPERATOR}/session")).status_code == 200


async def test_nobody_is_signed_in_from_a_foreign_page(house: House) -> None:
    for origin in ("https://evil.example", "null"):
        client = house.client(Origin=origin)
        body = {"email": "operator1@demo.example", "password": PASSWORD}
        problem(await client.post("/api/operator/v1/session", json=body), 403, "foreign_origin")


async def test_another_name_of_loopback_is_our_own_page_too(house: House) -> None:
    client = house.client(Origin="http://localhost:8300", Host="localhost:8300")
    body = {"email": "operator1@demo.example", "password": PASSWORD}
    assert (await client.post("/api/operator/v1/session", json=body)).status_code == 201


async def test_a_form_of_another_type_is_not_read(house: House) -> None:
    body = '{"email":"operator1@demo.example","password":"demo-demo-demo"}'
    browser = house.browser()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = await browser.client.post(
            "/api/operator/v1/session", content=body, headers={"Content-Type": kind} if kind else {}
        )
        problem(answer, 415, "wrong_content_type")


async def test_signing_out_ends_the_session_and_takes_the_cookie_away(house: House) -> None:
    browser = await house.signed_in("operator1")
    token = browser.token
    answer = await browser.call("DELETE", f"{OPERATOR}/session")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    problem(await house.client(Cookie=f"besedka_session={token}").get("/api/operator/v1/session"), 401, "signed_out")


async def test_one_sees_and_ends_only_ones_own_sessions(house: House) -> None:
    here, there = await house.signed_in("operator1"), await house.signed_in("operator1", "203.0.113.7")
    other = await house.signed_in("operator2")
    listed = (await here.get(f"{OPERATOR}/sessions")).json()["sessions"]
    assert {s["address"] for s in listed} == {"127.0.0.1", "203.0.113.7"}
    assert [s["address"] for s in listed if s["current"]] == ["127.0.0.1"]
    assert set(listed[0]) == {"id", "created_at", "last_seen_at", "user_agent", "address", "current"}
    elsewhere = next(s["id"] for s in listed if not s["current"])
    problem(await other.call("DELETE", f"{OPERATOR}/sessions/{elsewhere}"), 404, "no_such_session")
    assert (await here.call("DELETE", f"{OPERATOR}/sessions/{elsewhere}")).status_code == 204
    problem(await there.get(f"{OPERATOR}/session"), 401, "signed_out")
    problem(await here.call("DELETE", f"{OPERATOR}/sessions/{elsewhere}"), 404, "no_such_session")


async def test_a_ticket_is_answered_with_the_time_it_ends(house: House) -> None:
    browser = await house.signed_in("operator1")
    answer = await browser.call("POST", f"{OPERATOR}/ticket")
    assert answer.status_code == 201
    assert set(answer.json()) == {"ticket", "expires_at"}
    session_id, operator = await house.process.sign_ins.redeem(answer.json()["ticket"])
    assert operator.email == "operator1@demo.example"
    assert session_id


async def test_ones_password_is_changed_with_the_present_one_and_ends_all_other_sessions(house: House) -> None:
    here, there = await house.signed_in("operator1"), await house.signed_in("operator1")
    body = {"present": PASSWORD, "wanted": "a new long password"}
    problem(await here.call("POST", f"{OPERATOR}/password", {**body, "present": "x"}), 403, "wrong_password")
    problem(await here.call("POST", f"{OPERATOR}/password", {**body, "wanted": "short"}), 422, "weak_password")
    answer = await here.call("POST", f"{OPERATOR}/password", body)
    assert answer.status_code == 200
    here.csrf = answer.json()["csrf"]
    assert (await here.call("POST", f"{OPERATOR}/ticket")).status_code == 201
    problem(await there.get(f"{OPERATOR}/session"), 401, "signed_out")
    problem(await house.browser().sign_in("operator1@demo.example"), 401, "wrong_credentials")


async def test_behind_a_trusted_proxy_the_list_of_sessions_names_the_client(tmp_path: Path) -> None:
    async with opened("sqlite", tmp_path, trusted_proxies="10.0.0.0/8") as house:
        through, direct = house.browser("10.0.0.5"), house.browser("198.51.100.9")
        for browser in (through, direct):
            browser.client.headers["X-Forwarded-For"] = "1.2.3.4, 203.0.113.7"
            await browser.sign_in("operator1@demo.example")
        listed = (await direct.get(f"{OPERATOR}/sessions")).json()["sessions"]
        assert {s["address"] for s in listed} == {"203.0.113.7", "198.51.100.9"}
