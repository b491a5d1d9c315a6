"""A whole process without a network: real requests through the ASGI application, over a real database."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import msgspec

from besedka import app, demo
from besedka.kernel.ids import new_id, new_secret
from besedka.kernel.settings import Settings
from besedka.staff import ChangeDepartment, all_departments
from besedka.staff.settings import DepartmentSettings, Giving

PASSWORD = "demo-demo-demo"
URL = "http://127.0.0.1:8300"
SITE = "http://127.0.0.1:8301"
Answer = httpx2.Response


class House:
    """A running process with the demo's people, and browsers that come by."""

    def __init__(self, process: app.Process) -> None:
        self.process = process
        self.application = process.application()

    def client(self, address: str = "127.0.0.1", **headers: str) -> httpx2.AsyncClient:
        """A program at this address, with its own cookies."""
        transport = httpx2.ASGITransport(self.application, client=(address, 5000), raise_app_exceptions=False)
        base = self.process.settings.url
        return httpx2.AsyncClient(transport=transport, base_url=base, headers=headers, trust_env=False)

    def browser(self, address: str = "127.0.0.1") -> "Browser":
        """Somebody at the console."""
        return Browser(self.client(address, Origin=self.process.settings.url))

    async def signed_in(self, account: str, address: str = "127.0.0.1") -> "Browser":
        """`admin`, `supervisor`, `operator1` ... at the console."""
        browser = self.browser(address)
        answer = await browser.sign_in(f"{account}@demo.example")
        assert answer.status_code == 201, answer.text
        return browser

    def visitor(self, token: str = "", address: str = "127.0.0.1") -> "Visitor":
        """Somebody on the site."""
        return Visitor(self.client(address, Origin=SITE), token or new_secret())


class Browser:
    """A console: keeps its cookie and its CSRF value."""

    def __init__(self, client: httpx2.AsyncClient) -> None:
        self.client = client
        self.csrf = self.token = ""
        self.me: dict[str, Any] = {}

    async def sign_in(self, email: str, password: str = PASSWORD) -> Answer:
        answer = await self.client.post("/api/operator/v1/session", json={"email": email, "password": password})
        if answer.status_code == 201:
            self.csrf, self.me = answer.json()["csrf"], answer.json()["operator"]
            (self.token,) = answer.cookies.values()
        return answer

    async def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """A request as the console makes it; `path` below /api."""
        sent: dict[str, Any] = {} if body is None else {"json": body}
        return await self.client.request(
            method, f"/api{path}", headers={"X-Besedka-CSRF": self.csrf, **headers}, **sent
        )

    async def get(self, path: str) -> Answer:
        return await self.call("GET", path)


class Visitor:
    """A widget: keeps its token."""

    def __init__(self, client: httpx2.AsyncClient, token: str) -> None:
        self.client, self.token = client, token

    async def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """A request as the widget makes it; `path` below the visitor's."""
        sent: dict[str, Any] = {} if body is None else {"json": body}
        known = {"Authorization": f"Bearer {self.token}", "X-Besedka-Inbox": "demo", **headers}
        return await self.client.request(method, f"/api/visitor/v1{path}", headers=known, **sent)

    async def send(self, text: str) -> dict[str, Any]:
        """A message; the ack's result."""
        answer = await self.call("POST", "/commands", {"type": "send", "client_id": new_id(), "text": text})
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = answer.json()["result"]
        return result


@contextlib.asynccontextmanager
async def opened(url: str, folder: Path, **over: Any) -> AsyncIterator[House]:
    """A house with people until the end of the block. `over`: other settings."""
    given = {"database": url if url.startswith("postgres") else "", "secret": "s" * 40, "rate_limits": False, **over}
    async with app.running(Settings(data=folder, **given)) as process:
        await demo.furnish(process, {person.email: PASSWORD for person in demo.SEED.people})
        await give_at_once(process)
        yield House(process)


async def give_at_once(process: app.Process) -> None:
    """Whoever has room gets the next conversation, also when the one before is not answered yet."""
    settings = DepartmentSettings(giving=Giving(mode="least_loaded"))
    for department in await process.database.read(all_departments):
        await process.writer.do(ChangeDepartment(actor="t:", department_id=department.id, settings=settings))


def problem(answer: Answer, status: int, code: str) -> dict[str, Any]:
    """The problem document of an answer, after looking at its shape."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    found: dict[str, Any] = msgspec.json.decode(answer.content)
    assert set(found) == {"type", "title", "status", "code", "detail", "retry_ms"}
    assert (found["status"], found["code"], found["type"]) == (status, code, f"/problems/{code}")
    assert found["title"]
    assert found["detail"]
    return found
