"""The few HTTP requests that clients of these tests make."""

import asyncio
import json
from http.client import HTTPConnection, HTTPException
from typing import Any, NamedTuple


class Unanswered(Exception):
    """The server is not there, or said no."""


class Answer(NamedTuple):
    status: int
    body: Any
    cookie: str


async def post(port: int, path: str, body: Any, headers: dict[str, str]) -> Answer:
    """POST some JSON from a page of the server's own. Raises Unanswered for anything but 2xx."""
    return await _asked(port, "POST", path, json.dumps(body), headers)


async def get(port: int, path: str, headers: dict[str, str]) -> Any:
    """The JSON that stands there. Raises Unanswered for anything but 2xx."""
    return (await _asked(port, "GET", path, None, headers)).body


async def _asked(port: int, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
    try:
        answer = await asyncio.to_thread(_ask, port, method, path, body, headers)
    except (OSError, HTTPException, ValueError) as problem:
        raise Unanswered(str(problem)) from problem
    if answer.status // 100 != 2:
        raise Unanswered(f"{path}: {answer.status} {answer.body}")
    return answer


def _ask(port: int, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        own = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{port}"}
        connection.request(method, path, body, {**own, **headers})
        response = connection.getresponse()
        cookie = (response.getheader("Set-Cookie") or "").partition(";")[0]
        return Answer(response.status, json.loads(response.read() or b"null"), cookie)
    finally:
        connection.close()
