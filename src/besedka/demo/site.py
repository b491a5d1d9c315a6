"""The demo's second origin: the pages, and the plug.

A small HTTP server that does not depend on the one it can kill: standard library only, one request a connection.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from besedka.demo.child import Child
from besedka.demo.pages import csp, locale_for, page

LONGEST_HEAD = 16 * 1024
HEAD_WITHIN_S = 10.0
HOST = re.compile(r"([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?")
LOOPBACK_NAMES = {"localhost", "127.0.0.1", "[::1]"}
REASONS = {200: "OK", 202: "Accepted", 204: "No Content", 302: "Found", 400: "Bad Request", 403: "Forbidden",
           404: "Not Found", 405: "Method Not Allowed", 409: "Conflict"}  # fmt: skip


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    """Names in lower case."""


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str = "text/plain; charset=utf-8"
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class Refusal(Exception):
    """A request that is answered with a status and one line."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.answer = Answer(status, body=f"{line}\n".encode())


@dataclass(frozen=True)
class Addresses:
    """Origins as one reader reaches them, taken from the Host header of the request."""

    server: str
    site: str


class Site:
    """Answers requests of the second origin.

    `server_url` overrides the server's address, which otherwise is the reader's own host name with `server_port`.
    `is_loopback`: only this machine can reach the demo; then other host names are refused (a page elsewhere must not
    reach it through a name that it points here), and the known passwords are shown.
    """

    def __init__(self, child: Child, server_port: int, is_loopback: bool, server_url: str = "") -> None:
        self._child = child
        self._server_port = server_port
        self._is_loopback = is_loopback
        self._server_url = server_url.rstrip("/")
        self._routes: dict[str, Callable[[Request, Addresses], Answer]] = {"/plug": self._plug, "/": self._home}

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: one request, one answer."""
        try:
            request = parse(await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), HEAD_WITHIN_S))
            writer.write(encode(self.answer(request), with_body=request.method != "HEAD"))
            await writer.drain()
        except Refusal as refusal:
            writer.write(encode(refusal.answer))
        except (TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass  # not a browser, or one that went away
        finally:
            writer.close()

    def answer(self, request: Request) -> Answer:
        try:
            addresses = self._addresses(request.headers.get("host", ""))
            return self._routes.get(request.path, self._page)(request, addresses)
        except Refusal as refusal:
            return refusal.answer

    def _addresses(self, host: str) -> Addresses:
        found = HOST.fullmatch(host.lower())
        if not found or (self._is_loopback and found[1] not in LOOPBACK_NAMES):
            raise Refusal(400, f"Expected a host name of this machine, got {host[:100]!r}.")
        return Addresses(self._server_url or f"http://{found[1]}:{self._server_port}", f"http://{host.lower()}")

    def _home(self, request: Request, _addresses: Addresses) -> Answer:
        require_reading(request)
        return Answer(302, headers={"Location": "/demo"})

    def _page(self, request: Request, addresses: Addresses) -> Answer:
        require_reading(request)
        name = page_name(request.path)
        locale = locale_for(request.query.get("locale", [None])[0], request.headers.get("accept-language"))
        found = page(name, locale, addresses.server, addresses.site, known_passwords=self._is_loopback)
        if found is None:
            raise Refusal(404, "There is no such page. The demo is at /demo and /demo/both.")
        policy = csp(name, addresses.server)
        return Answer(200, *found, {"Content-Security-Policy": policy, "Cache-Control": "no-cache"})

    def _plug(self, request: Request, addresses: Addresses) -> Answer:
        """GET: the state of the server process. POST: kill it, from a page of the demo only."""
        origin = request.headers.get("origin")
        shared = cross_origin(origin, addresses)
        match request.method:
            case "OPTIONS":
                return Answer(204, headers=shared)
            case "GET" | "HEAD":
                return self._state(200, shared)
            case "POST":
                if not shared or request.headers.get("x-besedka-demo") != "pull":
                    raise Refusal(403, "Expected a page of this demo and the header X-Besedka-Demo: pull.")
                return self._state(202 if self._child.pull_plug() else 409, shared)
        raise Refusal(405, "Expected GET or POST.")

    def _state(self, status: int, headers: dict[str, str]) -> Answer:
        body = json.dumps(self._child.state.as_json()).encode()
        return Answer(status, "application/json", body, {**headers, "Cache-Control": "no-store"})


def page_name(path: str) -> str:
    """`/demo` -> `demo`, `/demo/both` -> `both`, `/demo/site.css` -> `site.css`; empty for anything else."""
    if path in ("/demo", "/demo/"):
        return "demo"
    return path.removeprefix("/demo/") if path.startswith("/demo/") else ""


def cross_origin(origin: str | None, addresses: Addresses) -> dict[str, str]:
    """CORS headers for the demo's two origins; nothing for another page or none."""
    if origin not in (addresses.server, addresses.site):
        return {}
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "X-Besedka-Demo",
        "Vary": "Origin",
    }


def require_reading(request: Request) -> None:
    if request.method not in ("GET", "HEAD"):
        raise Refusal(405, "Expected GET.")


def parse(head: bytes) -> Request:
    """A request from the bytes up to its empty line; raises Refusal for what is not HTTP/1."""
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    parts = first.split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/1.") or not parts[1].startswith("/"):
        raise Refusal(400, "Expected an HTTP/1.1 request.")
    pairs = [line.partition(":") for line in lines]
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    target = urlsplit(f"http://site{parts[1]}")
    return Request(parts[0], target.path, parse_qs(target.query), headers)


def encode(answer: Answer, with_body: bool = True) -> bytes:
    headers = {
        "Content-Type": answer.content_type,
        "Content-Length": str(len(answer.body)),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Connection": "close",
        **answer.headers,
    }
    lines = [
        f"HTTP/1.1 {answer.status} {REASONS[answer.status]}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + (answer.body if with_body else b"")
