"""Signing in at the console, as a browser does."""

import http.client
import json
from collections.abc import Sequence

_PASSWORD = "demo-demo-demo"
SEE_EVERYTHING = ("admin@demo.example", "supervisor@demo.example")
SEE_SUPPORT = (*SEE_EVERYTHING, "operator1@demo.example", "operator2@demo.example", "operator3@demo.example")


class Console:
    """Somebody signed in. `ticket` opens one stream, within 30 s."""

    def __init__(self, port: int, email: str) -> None:
        self._port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json"}
        answer, cookie = self._post("session", {"email": email, "password": _PASSWORD})
        self._headers |= {"Cookie": cookie, "X-Besedka-CSRF": answer["csrf"]}

    def ticket(self) -> str:
        """A word that opens one stream."""
        return str(self._post("ticket", {})[0]["ticket"])

    def _post(self, path: str, body: dict[str, str]) -> tuple[dict[str, str], str]:
        self._connection.request("POST", f"/api/operator/v1/{path}", json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status != 201:
            raise RuntimeError(f"{path}: {answer.status} {text[:400]!r}")
        return json.loads(text), answer.headers.get("Set-Cookie", "").split(";")[0]


def tickets(port: int, people: Sequence[str], count: int) -> list[str]:
    """Tickets for `count` streams, shared out among some people, each signed in once."""
    consoles = [Console(port, email) for email in people]
    return [consoles[n % len(consoles)].ticket() for n in range(count)]
