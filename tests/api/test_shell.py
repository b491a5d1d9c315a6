"""What holds for every answer: who may read it from where, and what browsers are told about it."""

from pathlib import Path
from typing import Any

import pytest

from tests.api.house import SITE, URL, House, opened, problem

INBOX = "/api/visitor/v1/inboxes/demo"
ASKING = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}


async def test_a_page_on_an_inboxs_list_may_ask_and_read(house: House) -> None:
    client = house.client(Origin=SITE)
    asked = await client.options("/api/visitor/v1/commands", headers=ASKING)
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-origin"] == SITE
    assert asked.headers["access-control-allow-methods"] == "GET, POST, PUT, DELETE"
    assert "X-Besedka-Inbox" in asked.headers["access-control-allow-headers"]
    answer = await client.get(INBOX)
    assert answer.headers["access-control-allow-origin"] == SITE
    assert answer.headers["vary"] == "Origin"
    for headers in (asked.headers, answer.headers):
        assert "access-control-allow-credentials" not in headers
        assert "access-control-expose-headers" not in headers


async def test_a_refusal_can_be_read_by_the_page_too(house: House) -> None:
    answer = await house.client(Origin=SITE).get("/api/visitor/v1/conversations")
    problem(answer, 401, "no_token")
    assert answer.headers["access-control-allow-origin"] == SITE


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:8301.evil.example", SITE.upper()])
async def test_a_page_on_no_list_may_neither_ask_nor_read(house: House, origin: str) -> None:
    client = house.client(Origin=origin)
    problem(await client.options(INBOX, headers=ASKING), 403, "origin_not_allowed")
    answer = await client.get(INBOX)
    problem(answer, 403, "origin_not_allowed")
    assert "access-control-allow-origin" not in answer.headers


async def test_programs_without_an_origin_may_read(house: House) -> None:
    answer = await house.client().get(INBOX)
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/api/operator/v1/session", "/api/admin/v1/staff", "/console", "/healthz"])
async def test_nothing_of_staff_is_shared_with_other_origins(house: House, path: str) -> None:
    for method in ("GET", "OPTIONS"):
        answer = await house.client(Origin=SITE).request(method, path, headers=ASKING)
        assert not [name for name in answer.headers if name.startswith("access-control-")]


async def test_every_answer_is_armoured(house: House) -> None:
    for path in ("/healthz", "/console", "/nothing", INBOX, "/api/operator/v1/session"):
        headers = (await house.client().get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in headers
        assert "server" not in headers


async def test_everything_can_live_below_a_path_of_the_customers_host(tmp_path: Path) -> None:
    async with opened("sqlite", tmp_path, public_url="https://isp.example/chat/") as house:
        for path in ("/chat/healthz", "/healthz"):
            assert (await house.client().get(f"https://isp.example{path}")).json()["status"] == "ok"
        problem(await house.client().get("https://isp.example/chatter/healthz"), 404, "no_such_address")
        browser = house.browser()
        browser.client.headers["Origin"] = "https://isp.example"
        body = {"email": "operator1@demo.example", "password": "demo-demo-demo"}
        signed_in = await browser.client.post("https://isp.example/chat/api/operator/v1/session", json=body)
        assert signed_in.status_code == 201
        browser.client.headers["Origin"] = "https://other.example"
        refused = await browser.client.post("https://isp.example/chat/api/operator/v1/session", json=body)
        problem(refused, 403, "foreign_origin")


async def test_health_says_version_and_database(house: House) -> None:
    answer = (await house.client().get("/healthz")).json()
    assert answer["status"] == "ok"
    assert answer["database"] == "sqlite"
    assert answer["version"]
    head = await house.client().head("/healthz")
    assert (head.status_code, head.content) == (200, b"")


async def test_an_address_that_floods_is_slowed_down_with_the_time_to_wait(tmp_path: Path) -> None:
    async with opened("sqlite", tmp_path, rate_limits=True, address_per_minute=30) as house:
        flood = house.client("203.0.113.7")
        answers = [await flood.get(INBOX) for _ in range(31)]
        assert [a.status_code for a in answers[:30]] == [200] * 30
        found = problem(answers[30], 429, "too_fast")
        assert 0 < found["retry_ms"] <= 2000
        assert (await house.client("203.0.113.8").get(INBOX)).status_code == 200


async def test_a_visitor_in_haste_is_slowed_down_and_others_behind_the_same_address_are_not(tmp_path: Path) -> None:
    async with opened("sqlite", tmp_path, rate_limits=True) as house:
        hasty, calm = house.visitor(), house.visitor()
        for number in range(8):
            await hasty.send(f"m{number}")
        body: dict[str, Any] = {"type": "send", "client_id": "0192d3c4-0000-7000-8000-000000000001", "text": "one more"}
        found = problem(await hasty.call("POST", "/commands", body), 429, "too_fast")
        assert 0 < found["retry_ms"] <= 3000
        await calm.send("Hello")


async def test_the_application_is_made_without_a_warning(house: House, recwarn: pytest.WarningsRecorder) -> None:
    assert house.process.application()
    assert [str(w.message) for w in recwarn if "litestar" in str(w.category).lower()] == []
    assert house.process.settings.url == URL
