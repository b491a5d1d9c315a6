import json

import pytest

from besedka.demo.child import Child
from besedka.demo.site import Answer, Refusal, Request, Site, encode, parse

HOST = "127.0.0.1:8301"
OWN = f"http://{HOST}"
SERVER = "http://127.0.0.1:8300"
PULL = {"x-besedka-demo": "pull"}


class PretendChild(Child):
    """Counts how often the plug was pulled, and has no process."""

    def __init__(self) -> None:
        async def is_ready() -> bool:
            return True

        super().__init__([], is_ready, lambda _line: None)
        self.pulled = 0

    def pull_plug(self) -> bool:
        self.pulled += 1
        return True


@pytest.fixture
def child() -> PretendChild:
    return PretendChild()


@pytest.fixture
def site(child: PretendChild) -> Site:
    return Site(child, 8300, is_loopback=True)


def ask(site: Site, path: str, method: str = "GET", host: str = HOST, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return site.answer(parse(head(f"{method} {path} HTTP/1.1", {"host": host, **named})))


def head(first: str, headers: dict[str, str]) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def test_the_site_is_served_under_a_strict_policy(site: Site) -> None:
    answer = ask(site, "/demo?locale=ru")
    assert answer.status == 200
    assert "Солнечный" in answer.body.decode()
    assert f"script-src 'self' {SERVER};" in answer.headers["Content-Security-Policy"]


def test_addresses_follow_the_name_that_the_reader_uses(site: Site) -> None:
    assert b"http://localhost:8300/widget.js" in ask(site, "/demo", host="localhost:8301").body


def test_a_public_address_of_the_server_is_taken_as_it_is(child: PretendChild) -> None:
    site = Site(child, 8300, is_loopback=False, server_url="https://chat.example/")
    assert b'src="https://chat.example/widget.js"' in ask(site, "/demo", host="demo.example").body


@pytest.mark.parametrize("host", ["evil.example:8301", "", 'x"><script>', "a b", "127.0.0.1:8301:1"])
def test_a_demo_on_loopback_answers_to_its_own_names_only(site: Site, host: str) -> None:
    assert ask(site, "/demo", host=host).status == 400


def test_the_front_door_leads_to_the_site(site: Site) -> None:
    answer = ask(site, "/")
    assert (answer.status, answer.headers["Location"]) == (302, "/demo")


@pytest.mark.parametrize("path", ["/nothing", "/demo/nothing", "/demo/../pyproject.toml", "/demo/site.html"])
def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    assert ask(site, path).status == 404


def test_pages_can_only_be_read(site: Site) -> None:
    assert ask(site, "/demo", "POST").status == 405


def test_the_plug_says_the_state_of_the_process(site: Site) -> None:
    state = json.loads(ask(site, "/plug").body)
    assert state["state"] == "starting"
    assert {"pid", "restarts", "up_since", "killed_at", "back_at", "now"} <= set(state)


@pytest.mark.parametrize("origin", [OWN, SERVER])
def test_a_page_of_the_demo_can_pull_the_plug(site: Site, child: PretendChild, origin: str) -> None:
    answer = ask(site, "/plug", "POST", origin=origin, **PULL)
    assert (answer.status, child.pulled) == (202, 1)
    assert answer.headers["Access-Control-Allow-Origin"] == origin


@pytest.mark.parametrize(
    "headers",
    [{}, PULL, {"origin": OWN}, {"origin": "http://evil.example", **PULL}, {"origin": "null", **PULL}],
)
def test_nobody_else_can_pull_the_plug(site: Site, child: PretendChild, headers: dict[str, str]) -> None:
    assert ask(site, "/plug", "POST", **headers).status == 403
    assert child.pulled == 0


def test_a_foreign_page_gets_no_leave_to_read_or_ask(site: Site) -> None:
    for method in ("GET", "OPTIONS"):
        answer = ask(site, "/plug", method, origin="http://evil.example")
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_servers_page_is_allowed_to_send_the_header(site: Site) -> None:
    answer = ask(site, "/plug", "OPTIONS", origin=SERVER)
    assert answer.status == 204
    assert "X-Besedka-Demo" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("first", ["", "GET", "GET /demo", "GET demo HTTP/1.1", "GET /demo SPDY/3", "A B C D"])
def test_what_is_not_http_is_refused(first: str) -> None:
    with pytest.raises(Refusal):
        parse(head(first, {}))


def test_an_answer_closes_its_connection_and_forbids_guessing_its_type() -> None:
    sent = encode(Answer(200, "text/html", b"words"))
    assert b"Connection: close\r\n" in sent
    assert b"X-Content-Type-Options: nosniff\r\n" in sent
    assert sent.endswith(b"\r\n\r\nwords")


def test_a_head_request_gets_the_length_and_no_body() -> None:
    sent = encode(Answer(200, "text/html", b"words"), with_body=False)
    assert b"Content-Length: 5\r\n" in sent
    assert sent.endswith(b"\r\n\r\n")


def test_a_request_is_read_with_its_query_and_headers() -> None:
    request = parse(head("GET /demo?locale=ru HTTP/1.1", {"Host": HOST, "Accept-Language": "ru"}))
    assert request == Request("GET", "/demo", {"locale": ["ru"]}, {"host": HOST, "accept-language": "ru"})
