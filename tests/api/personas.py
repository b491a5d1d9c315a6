"""Everybody who may knock at a door, and a scene for them to knock about: one conversation and those around it."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import httpx2

from besedka.kernel.clock import Clock
from besedka.kernel.ids import new_id, new_secret
from besedka.staff import ChangeOperator
from tests.api.house import House

VISITORS = ("ann", "ben")
STAFF = {
    "elsewhere": "operator4",
    "colleague": "operator2",
    "owner": "operator1",
    "supervisor": "supervisor",
    "admin": "admin",
}
"""By their parts: of another department, of the conversation's own, whoever answers in it, and those above."""
EVERYBODY = ("anonymous", *VISITORS, *STAFF)
VICTIM = "operator3@demo.example"
SITE = "http://127.0.0.1:8301"


@dataclass
class Persona:
    """Somebody with (or without) credentials."""

    name: str
    client: httpx2.AsyncClient
    headers: dict[str, str] = field(default_factory=dict)

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        sent: dict[str, Any] = {} if body is None else {"json": body}
        return await self.client.request(method, path, headers={**self.headers, **headers}, **sent)

    async def say(self, audience: str, type_: str, **fields: Any) -> httpx2.Response:
        """A command, by POST."""
        is_kept = type_ not in ("read", "delivered", "typing", "attention", "ping")
        client_id = {"client_id": new_id()} if is_kept else {}
        return await self.ask("POST", f"/api/{audience}/v1/commands", {"type": type_, **client_id, **fields})


class Scene:
    """A conversation of ann's with the owner in the demo's first department, and ids of everything about it."""

    def __init__(self, ann: Persona, owner: Persona, department_id: str) -> None:
        self.ann, self.owner, self.department_id = ann, owner, department_id
        self.ids: dict[str, str] = {}

    async def begin(self, state: str) -> None:
        """`queued`, `active`, `transferred` (back into the owner's hands), `promised` or `closed`."""
        sent = await result(self.ann.say("visitor", "send", text="Hello"))
        where = {"conversation_id": sent["conversation_id"]}
        named = await result(self.ann.say("visitor", "introduce", name="Ann"))
        self.ids = {**where, "message_id": sent["message_id"], **named}
        if state == "queued":
            return
        await result(self.owner.say("operator", "take", **where))
        replied = await result(self.owner.say("operator", "reply", text="Good day", **where))
        noted = await result(self.owner.say("operator", "note", text="between us", **where))
        self.ids |= {"reply_id": replied["message_id"], "note_id": noted["message_id"]}
        if state == "transferred":
            onward = await result(self.owner.say("operator", "transfer", department_id=self.department_id, **where))
            assert onward["status"] == "queued"
            await result(self.owner.say("operator", "take", **where))
        if state == "promised":
            promised = await result(self.owner.say("operator", "promise", due_at=Clock().now() + 3_600_000, **where))
            self.ids["promise_id"] = promised["promise_id"]
        if state == "closed":
            await result(self.owner.say("operator", "close", **where))
            await self._asked_to_rate()

    async def _asked_to_rate(self) -> None:
        """Ratings has followed."""
        path = f"/api/visitor/v1/conversations/{self.ids['conversation_id']}/entries"
        async with asyncio.timeout(10):
            while '"rating_request"' not in (await self.ann.ask("GET", path)).text:  # noqa: ASYNC110 - a follower takes its time
                await asyncio.sleep(0.01)


class Company:
    """All personas of a house, signed in, and away: so that routing gives nobody anything."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.people: dict[str, Persona] = {}
        self.fixed: dict[str, str] = {}

    async def gather(self) -> None:
        self.people["anonymous"] = Persona("anonymous", self.house.client())
        for name in STAFF:
            await self.sign_in(name)
        for name in VISITORS:
            self.people[name] = self.visitor(name)
        staff = (await self.people["admin"].ask("GET", "/api/admin/v1/staff")).json()["staff"]
        by_email = {person["email"]: person["id"] for person in staff}
        inboxes = (await self.people["admin"].ask("GET", "/api/admin/v1/inboxes")).json()["inboxes"]
        departments = (await self.people["admin"].ask("GET", "/api/admin/v1/departments")).json()["departments"]
        ids = {"inbox_id": inboxes[0]["id"], "department_id": departments[0]["id"]}
        line = (await self.people["admin"].ask("GET", "/api/admin/v1/audit")).json()["rows"][-1]
        self.fixed = {
            **ids,
            "line_id": line["id"],
            "operator_id": by_email[VICTIM],
            "key": "demo",
            "code": "signed_out",
        }
        much = ChangeOperator(actor="t:", operator_id=by_email[f"{STAFF['owner']}@demo.example"], chat_limit=100)
        await self.house.process.writer.do(much)

    async def sign_in(self, name: str) -> None:
        """At the console, and away."""
        browser = await self.house.signed_in(STAFF[name])
        headers = {"X-Besedka-CSRF": browser.csrf, "Origin": self.house.process.settings.url}
        self.people[name] = Persona(name, browser.client, headers)
        await result(self.people[name].say("operator", "set_status", status="away", reason=None))

    def visitor(self, name: str) -> Persona:
        """Somebody on the site whom nobody knows yet."""
        headers = {"Authorization": f"Bearer {new_secret()}", "X-Besedka-Inbox": "demo", "Origin": SITE}
        return Persona(name, self.house.client(), headers)

    async def scene(self, state: str = "active") -> Scene:
        """A new conversation with a new ann."""
        self.people["ann"] = self.visitor("ann")
        scene = Scene(self.people["ann"], self.people["owner"], self.fixed["department_id"])
        await scene.begin(state)
        scene.ids |= self.fixed
        return scene


async def over(scene: Scene) -> None:
    """The owner is free again, if that is still needed."""
    await scene.ann.say("visitor", "close", conversation_id=scene.ids["conversation_id"])


async def result(asked: Any) -> dict[str, Any]:
    answer = await asked
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["result"]
    return found
