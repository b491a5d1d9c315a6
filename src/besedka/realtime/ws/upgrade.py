"""The handshake: what uvicorn makes for each upgrade, until the connection is open or refused."""

import asyncio
import logging
from email.utils import formatdate
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, cast

import msgspec
import structlog
from websockets.exceptions import SecurityError
from websockets.http11 import Request
from websockets.server import ServerProtocol

from besedka.realtime.ws.connection import Connection
from besedka.realtime.ws.contract import Endpoint, Headers, Refusal, Session, UpgradeRequest
from besedka.realtime.ws.wheel import Timer

if TYPE_CHECKING:
    from besedka.realtime.ws.sockets import Sockets

_log = structlog.get_logger(__name__)
_SILENT = logging.Logger("websockets.silent", logging.CRITICAL)


class Upgrade(asyncio.Protocol):
    """Made by uvicorn (`Config(ws=...)`): (config, server_state, app_state), then `connection_made`, the whole request
    in `data_received`, and only then `set_protocol` on the transport. The open connection takes over right after.
    """

    sockets: ClassVar["Sockets"]
    __slots__ = ("_connection", "_library", "_registry", "_timer", "_transport")

    def __init__(
        self,
        config: Any,
        server_state: Any,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        self._registry: set[Any] = server_state.connections
        self._library = ServerProtocol(logger=_SILENT)
        self._connection: Connection | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._registry.add(self)
        self._timer: Timer | None = self.sockets.wheel.arm(self.sockets.limits.handshake, self._too_late)

    def data_received(self, data: bytes) -> None:
        # Until the transport has changed its protocol, what comes early is passed on.
        if self._connection is not None:
            self._connection.data_received(data)
        elif not self._transport.is_closing():
            self._library.receive_data(data)
            self._decide()

    def eof_received(self) -> None:
        return None

    def pause_writing(self) -> None:
        if self._connection is not None:
            self._connection.pause_writing()

    def resume_writing(self) -> None:
        if self._connection is not None:
            self._connection.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        if self._connection is not None:
            self._connection.connection_lost(exc)

    def shutdown(self) -> None:
        """The server stops; uvicorn calls this on everything in `server_state.connections`."""
        if self._connection is not None:
            self._connection.shutdown()
        else:
            self._transport.close()

    def _too_late(self) -> None:
        if self._transport.is_closing():
            self._transport.abort()
        else:
            self._refuse(Refusal(408, "The handshake was not complete in time.", "handshake_timeout"))

    def _decide(self) -> None:
        events = self._library.events_received()
        if self._library.handshake_exc is not None:
            self._refuse(_unreadable(self._library.handshake_exc))
        elif events:
            answer = self._answer(cast(Request, events[0]))
            if isinstance(answer, Refusal):
                self._refuse(answer)
            else:
                self._accept(answer)

    def _answer(self, request: Request) -> Session | Refusal:
        path, _, query = request.path.partition("?")
        endpoint = self.sockets.endpoint(path)
        if isinstance(endpoint, Refusal):
            return endpoint
        response = self._library.accept(request)
        if response.status_code != HTTPStatus.SWITCHING_PROTOCOLS:
            return Refusal(response.status_code, (response.body or b"").decode().strip(), "bad_handshake")
        self._library.send_response(response)
        return _admit(endpoint, _seen(request, path, query, self._transport))

    def _refuse(self, refusal: Refusal) -> None:
        self._transport.write(_problem(refusal))
        self._transport.close()

    def _accept(self, session: Session) -> None:
        self._transport.write(b"".join(self._library.data_to_send()))
        self._release()
        self._connection = Connection(self._transport, session, self.sockets, self._registry)
        self.sockets.gained()
        # uvicorn sets this object as the protocol when data_received returns: take over after that.
        asyncio.get_running_loop().call_soon(self._transport.set_protocol, self._connection)
        self._connection.open()

    def _release(self) -> None:
        """Let go of what only the handshake needed; the library's parser is a generator that refers to its owner."""
        self._leave()
        self._library.parser.close()
        del self._library

    def _leave(self) -> None:
        self._registry.discard(self)
        self.sockets.wheel.disarm(self._timer)
        self._timer = None


def _unreadable(error: Exception) -> Refusal:
    if isinstance(error, SecurityError):
        return Refusal(431, f"The request is too large: {error}.", "bad_handshake")
    return Refusal(400, "This is not a WebSocket handshake.", "bad_handshake")


def _seen(request: Request, path: str, query: str, transport: asyncio.Transport) -> UpgradeRequest:
    headers = Headers(request.headers.raw_items())
    address = transport.get_extra_info("peername")
    peer = str(address[0]) if isinstance(address, tuple) else ""
    return UpgradeRequest(path=path, query=query, headers=headers, peer=peer, host=headers.get("host", ""))


def _admit(endpoint: Endpoint, request: UpgradeRequest) -> Session | Refusal:
    try:
        return endpoint.admit(request)
    except Exception:
        _log.exception("websocket_admission_failed", path=request.path)
        return Refusal(500, "The server failed to answer the handshake.", "internal_error")


def _problem(refusal: Refusal) -> bytes:
    phrase = HTTPStatus(refusal.status).phrase
    body = msgspec.json.encode(
        {
            "type": "about:blank",
            "title": phrase,
            "status": refusal.status,
            "code": refusal.code,
            "detail": refusal.detail,
        }
    )
    head = (
        f"HTTP/1.1 {refusal.status} {phrase}\r\nDate: {formatdate(usegmt=True)}\r\nConnection: close\r\n"
        f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
