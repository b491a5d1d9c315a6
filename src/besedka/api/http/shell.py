"""Around the application: what holds for every answer, whoever gives it.

The client's address, the base path of the customer's host, CORS of the visitor's API, security headers, and the last
resort for errors that nobody caught. Plain ASGI, so that it also covers what the framework answers by itself.
"""

from collections.abc import Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from besedka.api.http import problems
from besedka.api.http.origins import VisitorOrigins
from besedka.api.http.place import Place
from besedka.inboxes import OriginNotAllowed
from besedka.kernel.addresses import Proxies

_VISITORS = "/api/visitor/"

_ALWAYS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_HSTS = {"strict-transport-security": "max-age=31536000"}


class Shell:
    """The outermost ASGI application."""

    def __init__(self, application: Any, place: Place) -> None:
        settings = place.settings
        self._application = application
        self._proxies = Proxies(settings.trusted_proxies)
        self._visitors = VisitorOrigins(place.directory)
        self._base = urlsplit(settings.public_url).path.rstrip("/")
        self._headers = {**_ALWAYS, **(_HSTS if settings.is_https else {})}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        request = _Request(self._seen(scope), send)
        request.add = self._headers
        try:
            await self._answer(request, receive)
        except Exception as error:
            refusal = problems.unexpected(error, request.scope["method"], request.scope["path"])
            if request.is_answered:
                raise
            await request.refuse(refusal)

    async def _answer(self, request: "_Request", receive: Any) -> None:
        path, origin = request.scope["path"], request.header(b"origin")
        if origin and path.startswith(_VISITORS):
            if request.scope["method"] == "OPTIONS" and request.header(b"access-control-request-method"):
                await self._preflight(request, origin)
                return
            request.add = {**request.add, **_lower(self._visitors.headers(origin))}
        await self._application(request.scope, receive, request.send)

    async def _preflight(self, request: "_Request", origin: str) -> None:
        allowed = self._visitors.preflight(origin)
        if "Access-Control-Allow-Origin" not in allowed:
            await request.refuse(OriginNotAllowed("Expected an origin on the list of an inbox."))
        else:
            await request.respond(204, _lower(allowed), b"")

    def _seen(self, scope: Any) -> dict[str, Any]:
        """The scope with the client's address, and below the base path as if there were none."""
        forwarded = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
        peer = (scope.get("client") or ("",))[0]
        address = self._proxies.client(peer, forwarded)
        seen = {**scope, "state": {**(scope.get("state") or {}), "address": address}}
        if self._base and seen["path"].startswith(f"{self._base}/"):
            seen["path"] = seen["path"][len(self._base) :]
            seen["raw_path"] = seen.get("raw_path", b"")[len(self._base.encode()) :]
        return seen


class _Request:
    """One request, and the headers that its answer gets where the application sets none of that name."""

    def __init__(self, scope: dict[str, Any], send: Any) -> None:
        self.scope, self._send = scope, send
        self.add: Mapping[str, str] = {}
        self.is_answered = False

    def header(self, name: bytes) -> str:
        """The first value, or ""."""
        return next((value.decode("latin-1") for key, value in self.scope["headers"] if key == name), "")

    async def send(self, message: MutableMapping[str, Any]) -> None:
        """Pass a message of the application on."""
        if message["type"] == "http.response.start":
            self.is_answered = True
            present = {name.lower() for name, _ in message.get("headers", ())}
            more = [(n.encode(), v.encode("latin-1")) for n, v in self.add.items() if n.encode() not in present]
            message["headers"] = [*message.get("headers", ()), *more]
        await self._send(message)

    async def refuse(self, refusal: Any) -> None:
        """Answer with a problem document."""
        status, headers, body = problems.encoded(refusal)
        await self.respond(status, _lower(headers), body)

    async def respond(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Answer at once."""
        sent = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        sent.append((b"content-length", str(len(body)).encode()))
        await self.send({"type": "http.response.start", "status": status, "headers": sent})
        await self.send({"type": "http.response.body", "body": body})


def _lower(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
