"""A visitor and an operator who come back by themselves, as docs/protocol.md asks of every client.

They keep their cursor, repeat what was not answered under the same `client_id`, and remember everything: what they
handed in, what was acknowledged and when, and every entry that arrived. Times are `time.monotonic_ns()`, which all
processes of a machine share.
"""

import asyncio
import contextlib
import json
import random
import secrets
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from tests.faults import posting

PASSWORD = "demo-demo-demo"
Row = dict[str, Any]


class Refused(Exception):
    """The server said no, and repeating would not help."""

    def __init__(self, problem: Row) -> None:
        super().__init__(f"{problem['code']}: {problem['detail']}")
        self.code = problem["code"]


class Sent:
    """One command that was handed in."""

    def __init__(self, client_id: str, command: Row) -> None:
        self.client_id, self.command = client_id, command
        self.answer: asyncio.Future[Row] = asyncio.get_running_loop().create_future()
        self.handed_in_at = time.monotonic_ns()
        self.acked_at: int | None = None
        self.put_off = 0
        """How often the server said: not now, try again."""

    async def answered(self) -> Row:
        """The result, whatever happens meanwhile. Raises Refused. Who waits no more cancels nothing."""
        return await asyncio.shield(self.answer)

    @property
    def result(self) -> Row | None:
        """What was acknowledged."""
        return self.answer.result() if self.acked_at is not None else None

    @property
    def refusal(self) -> str | None:
        """The code of the refusal."""
        problem = self.answer.exception() if self.answer.done() else None
        return problem.code if isinstance(problem, Refused) else None


class Arrival(NamedTuple):
    """One entry as it came in, in which life of the connection, in a `frame` or a `snapshot`."""

    life: int
    how: str
    place: tuple[str, int]
    version: int
    at: int


class Client:
    """One reader and writer. `ports` are those of the servers; each new connection goes to the next one."""

    path = ""

    def __init__(self, name: str, ports: Sequence[int]) -> None:
        self.name, self.ports = name, list(ports)
        self.id = ""
        self.cursor: str | None = None
        self.entries: dict[tuple[str, int], Row] = {}
        self.conversations: dict[str, Row] = {}
        self.operators: dict[str, Row] = {}
        self.sent: list[Sent] = []
        self.pending: dict[str, Sent] = {}
        self.arrivals: list[Arrival] = []
        self.breaks: list[str] = []
        self.resyncs: list[str] = []
        self.horizon: dict[str, float] = {}
        self.was_away = False
        self.acked = 0
        self.lives = 0
        self.is_on = asyncio.Event()
        self._fresh: asyncio.Queue[Row | Sent] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None

    def come(self) -> None:
        """Connect, and stay connected."""
        self._task = asyncio.create_task(self._stay(), name=self.name)

    async def go(self) -> None:
        """Disconnect without a word. Cursor and unanswered commands are kept."""
        self.was_away = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
            self.is_on.clear()

    def hand_in(self, type_: str, **fields: Any) -> Sent:
        """Give a command that changes something; it is repeated until it is answered."""
        sent = Sent(client_id := new_client_id(), {"type": type_, "client_id": client_id, **fields})
        self.sent.append(sent)
        self.pending[client_id] = sent
        self._fresh.put_nowait(sent)
        return sent

    async def do(self, type_: str, **fields: Any) -> Row:
        """The result of a command. Raises Refused."""
        return await self.hand_in(type_, **fields).answered()

    def tell(self, type_: str, **fields: Any) -> None:
        """Say something that is not answered and may be lost (marks, typing)."""
        if self.is_on.is_set():
            self._fresh.put_nowait({"type": type_, **fields})

    async def hello(self, port: int) -> Row:
        """The first message of a connection."""
        raise NotImplementedError

    def origin(self, port: int) -> Origin | None:
        """The page that this client lives in; programs have none."""
        return None

    async def _stay(self) -> None:
        while True:
            port = self.ports[self.lives % len(self.ports)]
            self.lives += 1
            with contextlib.suppress(OSError, WebSocketException, TimeoutError, posting.Unanswered):
                await self._live(port)
            self.is_on.clear()
            await asyncio.sleep(random.uniform(0.02, 0.08))

    async def _live(self, port: int) -> None:
        hello = await self.hello(port)
        address = f"ws://127.0.0.1:{port}{self.path}/stream"
        async with connect(
            address,
            origin=self.origin(port),
            compression=None, ping_interval=None, open_timeout=5, close_timeout=0.2, max_size=None, proxy=None,
        ) as socket:  # fmt: skip
            await socket.send(json.dumps(hello))
            talking = asyncio.create_task(self._talk(socket))
            try:
                async for text in socket:
                    self._take(json.loads(text))
            finally:
                talking.cancel()
                await asyncio.gather(talking, return_exceptions=True)

    async def _talk(self, socket: ClientConnection) -> None:
        await self.is_on.wait()
        self._fresh = asyncio.Queue()
        for sent in self.pending.values():
            self._fresh.put_nowait(sent)
        while True:
            item = await self._fresh.get()
            if isinstance(item, Sent):
                if item.client_id not in self.pending:
                    continue
                item = item.command
            await socket.send(json.dumps(item))

    def _take(self, message: Row) -> None:
        match message["type"]:
            case "welcome":
                self.id = message["me"]["id"]
                self.is_on.set()
            case "snapshot":
                self._snapshot(message)
            case "resync":
                self._forget(message["reason"])
            case "frame":
                self._frame(message)
            case "ack":
                self._acked(message)
            case "refused":
                self._refused(message)

    def _snapshot(self, message: Row) -> None:
        self.cursor = message["cursor"]
        state = message["state"]
        if self.resyncs:
            firsts = {e["conversation_id"]: e["seq"] for e in reversed(state["entries"])}
            self.horizon |= {c["id"]: firsts.get(c["id"], c["last_seq"] + 1) for c in state["conversations"]}
        for kind in ("conversation", "entry", "operator"):
            plural = "entries" if kind == "entry" else f"{kind}s"
            for row in state[plural]:
                self._upsert({"type": kind, kind: row}, "snapshot")

    def _forget(self, reason: str) -> None:
        """What was known before is fetched as history from now on: the snapshot that follows begins anew."""
        self.resyncs.append(reason)
        self.horizon |= dict.fromkeys(self.conversations, float("inf"))
        self.entries.clear()
        self.conversations.clear()

    def _frame(self, message: Row) -> None:
        if message["from"] != self.cursor:
            self.breaks.append(f"a frame from {message['from']}, the cursor was {self.cursor}")
            raise OSError("a frame does not continue what is here")
        for event in message["events"]:
            self._upsert(event, "frame")
        self.cursor = message["to"]

    def _upsert(self, event: Row, how: str) -> None:
        match event["type"]:
            case "entry":
                entry = event["entry"]
                place = (entry["conversation_id"], entry["seq"])
                self.arrivals.append(Arrival(self.lives, how, place, entry["version"], time.monotonic_ns()))
                _keep_newer(self.entries, place, entry)
            case "conversation":
                _keep_newer(self.conversations, event["conversation"]["id"], event["conversation"])
            case "operator":
                _keep_newer(self.operators, event["operator"]["id"], event["operator"])

    def _acked(self, message: Row) -> None:
        sent = self.pending.pop(message["client_id"], None)
        if sent is not None:
            sent.acked_at = time.monotonic_ns()
            sent.answer.set_result(message["result"])
            self.acked += 1

    def _refused(self, message: Row) -> None:
        problem = message["problem"]
        sent = self.pending.get(message["client_id"] or "")
        if sent is None:
            if problem["retry_ms"] is None:
                self.breaks.append(f"refused without a command: {problem}")
        elif problem["retry_ms"] is not None:
            sent.put_off += 1
            asyncio.get_running_loop().call_later(problem["retry_ms"] / 1000, self._repeat, sent)
        else:
            del self.pending[sent.client_id]
            sent.answer.set_exception(Refused(problem))
            sent.answer.exception()

    def _repeat(self, sent: Sent) -> None:
        self._fresh.put_nowait(sent)


class Visitor(Client):
    """Somebody on the site, with a token of the browser's own making."""

    path = "/api/visitor/v1"

    def __init__(self, name: str, ports: Sequence[int]) -> None:
        super().__init__(name, ports)
        self.token = secrets.token_urlsafe(32)

    async def hello(self, port: int) -> Row:
        return {"type": "hello", "protocol": 1, "inbox": "demo", "token": self.token, "cursor": self.cursor}


class Operator(Client):
    """A console. Signs in once; the session outlives the server, each stream needs a new ticket."""

    path = "/api/operator/v1"

    def __init__(self, account: str, ports: Sequence[int]) -> None:
        super().__init__(account, ports)
        self.departments: list[str] = []
        self._headers: dict[str, str] = {}

    async def hello(self, port: int) -> Row:
        if not self._headers:
            await self._sign_in(port)
        ticket = await posting.post(port, f"{self.path}/ticket", {}, self._headers)
        return {"type": "hello", "protocol": 1, "ticket": ticket.body["ticket"], "cursor": self.cursor}

    async def _sign_in(self, port: int) -> None:
        words = {"email": f"{self.name}@demo.example", "password": PASSWORD}
        answer = await posting.post(port, f"{self.path}/session", words, {})
        self._headers = {"Cookie": answer.cookie, "X-Besedka-CSRF": answer.body["csrf"]}
        self.departments = answer.body["operator"]["departments"]

    async def look_up(self, path: str) -> Row:
        """What an HTTP route of the console answers."""
        found: Row = await posting.get(self.ports[0], f"{self.path}/{path}", self._headers)
        return found

    def origin(self, port: int) -> Origin | None:
        return Origin(f"http://127.0.0.1:{port}")

    def mine(self) -> list[Row]:
        """Own active conversations, as this console sees them."""
        return [c for c in self.conversations.values() if c["status"] == "active" and c["operator_id"] == self.id]

    def queued(self) -> list[Row]:
        """Waiting conversations, as this console sees them."""
        return [c for c in self.conversations.values() if c["status"] == "queued"]


def _keep_newer(rows: dict[Any, Row], key: Any, row: Row) -> None:
    known = rows.get(key)
    if known is None or row["version"] > known["version"]:
        rows[key] = row


def new_client_id() -> str:
    """A UUIDv7 (RFC 9562, 5.7)."""
    n = (time.time_ns() // 1_000_000) << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    text = f"{n:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
