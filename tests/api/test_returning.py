"""Coming back by the link of a mail: on another device, to one's own conversation and no other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from besedka.conversations import conversations_by_ids
from besedka.kernel.ids import new_id
from tests.api.house import House, opened, problem

DAY = 24 * 3600 * 1000


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened("sqlite", tmp_path) as it:
        yield it


def link_of(house: House, identity_id: str, inbox_id: str = "", ago: int = 0) -> str:
    process = house.process
    inbox = inbox_id or process.directory.by_key("demo").id
    return process.returns.token(inbox, identity_id, process.clock.now() - ago)


async def test_the_link_opens_the_same_conversation_on_another_device(house: House) -> None:
    sent = await house.visitor().send("Hello")
    (conversation,) = await house.process.database.read(conversations_by_ids, [sent["conversation_id"]])
    phone = house.visitor(link_of(house, conversation.identity_id))
    again = await phone.send("It is me, on my phone")
    assert again["conversation_id"] == sent["conversation_id"]
    other = (await house.visitor().call("GET", "/conversations")).json()
    assert other["conversations"] == []


async def test_a_link_that_is_old_forged_or_another_inboxs_opens_nothing(house: House) -> None:
    sent = await house.visitor().send("Hello")
    (conversation,) = await house.process.database.read(conversations_by_ids, [sent["conversation_id"]])
    identity = conversation.identity_id
    old = await house.visitor(link_of(house, identity, ago=30 * DAY)).call("GET", "/conversations")
    problem(old, 401, "return_link_over")
    for token in (link_of(house, identity)[:-2], link_of(house, identity, new_id()), link_of(house, identity) + "x"):
        problem(await house.visitor(token).call("GET", "/conversations"), 422, "bad_token")


async def test_a_link_of_a_mail_stops_the_mails_after_it_was_asked_or_at_once_for_a_program(house: House) -> None:
    process = house.process
    words = {"type": "leave_message", "client_id": new_id(), "text": "No internet", "email": "lena@x.example"}
    sent = (await house.visitor().call("POST", "/commands", words)).json()["result"]
    path = process.stops.url(sent["conversation_id"]).removeprefix(process.settings.url)
    asked = await house.client().get(path)
    assert "Shall we send you no more mails" in asked.text
    assert "form-action 'self'" in asked.headers["content-security-policy"]
    program = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "null"}
    done = await house.client().post(path, content=b"List-Unsubscribe=One-Click", headers=program)
    assert (done.status_code, "You will get no more mails" in done.text) == (200, True)
    (conversation,) = await process.database.read(conversations_by_ids, [sent["conversation_id"]])
    assert not conversation.arranged.wants_mail
    for forged in (path[:-2], f"/mail/stop/{new_id()}.x", "/mail/stop/x"):
        problem(await house.client().post(forged), 404, "bad_stop_link")


async def test_our_own_page_holds_the_widget_and_may_use_the_inbox(house: House) -> None:
    page = await house.client().get("/chat/demo", headers={"Accept-Language": "ru"})
    assert page.status_code == 200
    assert 'data-inbox="demo" data-locale="ru" data-open' in page.text
    assert "default-src 'none'; script-src 'self'" in page.headers["content-security-policy"]
    problem(await house.client().get("/chat/none"), 404, "no_such_inbox")
    own = await house.visitor().call("GET", "/conversations", Origin=house.process.settings.url)
    assert own.status_code == 200
    problem(
        await house.visitor().call("GET", "/conversations", Origin="http://evil.example"), 403, "origin_not_allowed"
    )


async def test_without_a_mail_server_nobody_is_promised_a_mail(house: House) -> None:
    anna = house.visitor()
    assert not (await house.client().get("/api/visitor/v1/inboxes/demo")).json()["mail"]
    await anna.send("Hello")
    wish = {"type": "want_mail", "client_id": new_id(), "email": "anna@x.example"}
    problem(await anna.call("POST", "/commands", wish), 409, "no_mail")
