"""People who send files, for tests."""

from typing import Any
from urllib.parse import urlsplit

import httpx2

from besedka.kernel.ids import new_id
from tests.api.house import Browser, House, Visitor

MIB = 1024 * 1024


class Sender:
    """A visitor or an operator with files."""

    def __init__(self, who: Visitor | Browser) -> None:
        self.who = who

    async def call(self, method: str, path: str, body: Any = None) -> httpx2.Response:
        """A request below the door."""
        if isinstance(self.who, Visitor):
            return await self.who.call(method, path, body)
        return await self.who.call(method, f"/operator/v1{path}", body)

    async def announce(self, name: str, size: int, **more: Any) -> httpx2.Response:
        return await self.call("POST", "/uploads", {"client_id": new_id(), "name": name, "size": size, **more})

    async def put(self, upload_id: str, content: bytes, offset: int = 0) -> httpx2.Response:
        """A piece."""
        headers = {"Content-Type": "application/octet-stream"}
        path = f"/uploads/{upload_id}?offset={offset}"
        if isinstance(self.who, Visitor):
            headers |= {"Authorization": f"Bearer {self.who.token}", "X-Besedka-Inbox": "demo"}
            return await self.who.client.put(f"/api/visitor/v1{path}", content=content, headers=headers)
        headers["X-Besedka-CSRF"] = self.who.csrf
        return await self.who.client.put(f"/api/operator/v1{path}", content=content, headers=headers)

    async def upload(self, name: str, content: bytes, **more: Any) -> dict[str, Any]:
        """A whole file; how it ended."""
        answer = await self.announce(name, len(content), **more)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        for offset in range(0, len(content), MIB):
            answer = await self.put(found["id"], content[offset : offset + MIB], offset)
            assert answer.status_code == 200, answer.text
            found = answer.json()
        return found

    async def say(self, type_: str, text: str = "", **more: Any) -> httpx2.Response:
        return await self.call("POST", "/commands", {"type": type_, "client_id": new_id(), "text": text, **more})

    async def send_file(self, name: str, content: bytes) -> tuple[str, dict[str, Any]]:
        """(conversation, attachment) of a visitor's message with one file."""
        upload = await self.upload(name, content)
        assert upload["state"] == "ready", upload
        answer = await self.say("send", attachments=[upload["id"]])
        assert answer.status_code == 200, answer.text
        conversation: str = answer.json()["result"]["conversation_id"]
        return conversation, (await self.files(conversation))[-1]

    async def files(self, conversation_id: str) -> list[dict[str, Any]]:
        """All attachments of a conversation, as this reader sees them."""
        entries = (await self.call("GET", f"/conversations/{conversation_id}/entries")).json()["entries"]
        return [each for entry in entries for each in entry["attachments"]]


async def fetch(house: House, path: str, client: httpx2.AsyncClient | None = None, **headers: str) -> httpx2.Response:
    """What stands at a signed address; without a client of somebody's, for a stranger."""
    assert not urlsplit(path).netloc
    return await (client or house.client()).get(path, headers=headers)
