"""One open WebSocket: reading, writing, keeping alive, closing."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import structlog

from besedka.realtime.ws.contract import Session
from besedka.realtime.ws.frames import (
    CLOSE,
    LOST,
    PING,
    PING_FRAME,
    PONG,
    Violation,
    close_frame,
    control_frame,
    frame,
    read_close,
)
from besedka.realtime.ws.outbox import Outbox
from besedka.realtime.ws.reader import FrameReader
from besedka.realtime.ws.wheel import Timer

if TYPE_CHECKING:
    from besedka.realtime.ws.sockets import Sockets

_log = structlog.get_logger(__name__)
# OPEN; CLOSING: our close frame is on its way, theirs is awaited; DEAF: what still comes is not read; GONE.
_OPEN, _CLOSING, _DEAF, _GONE = range(4)


class _Nobody:
    """The session of a connection that is gone."""

    __slots__ = ()

    def opened(self, connection: "Connection") -> None: ...
    def received(self, data: bytes) -> None: ...
    def beat(self) -> None: ...
    def slow(self) -> None: ...
    def closed(self, code: int, reason: str) -> None: ...


_NOBODY = _Nobody()


class Connection(FrameReader, asyncio.Protocol):
    """For sessions: `send`, `send_framed`, `close`, `deadline`, `buffered`, `is_open`, `peer`. The rest is called by
    the transport, the wheel and the server. Everything may be called at any time; after the end it does nothing.
    """

    __slots__ = (
        "_code",
        "_controls",
        "_controls_from",
        "_deadline",
        "_guard",
        "_heard",
        "_heard_at",
        "_lane",
        "_outbox",
        "_reason",
        "_registry",
        "_session",
        "_sockets",
        "_state",
        "_transport",
    )

    def __init__(
        self, transport: asyncio.Transport, session: Session, sockets: "Sockets", registry: "set[Any]"
    ) -> None:
        limits = sockets.limits
        super().__init__(limits.message_bytes, limits.fragments)
        self._transport = transport
        self._session = session
        self._sockets = sockets
        self._registry = registry
        self._outbox = Outbox(transport, sockets.flusher, limits.outbox_bytes, self)
        self._state = _OPEN
        self._code = LOST
        self._reason = ""
        self._controls = 0
        self._controls_from = 0
        self._heard = True
        self._heard_at = sockets.wheel.now
        self._deadline: Timer | None = None
        self._guard: Timer | None = None
        self._lane = sockets.wheel.enlist(self)
        registry.add(self)

    # For sessions

    @property
    def is_open(self) -> bool:
        """Whether what is sent now can still arrive: neither side has begun to close."""
        return self._state == _OPEN

    @property
    def peer(self) -> str:
        """The address at the other end of the TCP connection (behind a proxy: the proxy), "" if it has none."""
        address = self._transport.get_extra_info("peername")
        return str(address[0]) if isinstance(address, tuple) else ""

    @property
    def quiet(self) -> float:
        """Seconds since the other side was last heard."""
        return self._sockets.wheel.seconds_since(self._heard_at)

    def probe(self) -> None:
        """Ask the other side for a sign of life; whether one came is seen in `quiet`."""
        if self._state == _OPEN:
            self._outbox.put(PING_FRAME)

    @property
    def buffered(self) -> int:
        """Bytes that wait in this process to be read by the other side."""
        return self._outbox.queued + (0 if self._state == _GONE else self._transport.get_write_buffer_size())

    def send(self, payload: bytes) -> None:
        """Send one text message; it leaves, with everything else sent in this tick of the loop, in one write."""
        self._outbox.put(frame(payload))

    def send_framed(self, framed: bytes) -> None:
        """Send what `frame` made: for a message that many readers get."""
        self._outbox.put(framed)

    def close(self, code: int = 1000, reason: str = "") -> None:
        """Send what waits, then say goodbye. The session hears `closed` when the other side has answered, or is cut."""
        if self._state == _OPEN:
            self._begin_close(code, reason)
            self._state = _CLOSING
            self._outbox.seal(close_frame(code, reason), end=False)

    def deadline(self, seconds: float, action: Callable[[], None]) -> None:
        """Call `action` after `seconds` unless cancelled; a new deadline takes the place of the old one."""
        self.cancel_deadline()
        if self._state == _OPEN:
            self._deadline = self._sockets.wheel.arm(seconds, lambda: self._guarded(action))

    def cancel_deadline(self) -> None:
        """Forget the deadline, if there is one."""
        self._sockets.wheel.disarm(self._deadline)
        self._deadline = None

    # From the upgrade and the server

    def open(self) -> None:
        """The handshake is answered."""
        try:
            self._session.opened(self)
        except Exception:
            self._failed("opened")

    def shutdown(self) -> None:
        """The server stops: say the farewell and close."""
        self.leave(1012, self._sockets.farewell)

    def leave(self, code: int, message: bytes | None) -> None:
        """Send a last message and close, as a server that goes away does."""
        if message is not None:
            self.send(message)
        self.close(code, "restart")

    # From the transport

    def data_received(self, data: bytes) -> None:
        self._heard = True
        self._heard_at = self._sockets.wheel.now
        if self._state < _DEAF:
            try:
                self.feed(data)
            except Violation as violation:
                self._fail(violation.code, violation.reason)

    def pause_writing(self) -> None:
        self._outbox.pause()

    def resume_writing(self) -> None:
        # It reads: that is a sign of life, and whoever is being waited for gets the full time again.
        self._heard = True
        if self._state == _OPEN and self._guard is not None:
            self._watch(self._sockets.limits.blocked, self._still_blocked)
        self._outbox.resume()

    def connection_lost(self, exc: Exception | None) -> None:
        self._state = _GONE
        self.cancel_deadline()
        self._unwatch()
        self._outbox.shut()
        self._registry.discard(self)
        self._sockets.wheel.retire(self, self._lane)
        self._sockets.lost()
        session, self._session = self._session, _NOBODY
        try:
            session.closed(self._code, self._reason)
        except Exception:
            _log.exception("websocket_session_failed", callback="closed")

    # From the reader

    def message(self, payload: bytes) -> None:
        if self._state != _OPEN:
            return
        try:
            self._session.received(payload)
        except Exception:
            self._failed("received")

    def control(self, opcode: int, payload: bytes) -> None:
        if opcode == CLOSE:
            self._answer_close(payload)
            return
        self._count_control()
        if opcode == PING:
            self._outbox.put(control_frame(PONG, payload))

    # From the wheel

    def ping_due(self) -> None:
        if self._state == _OPEN:
            self._heard = False
            self._outbox.put(PING_FRAME)
            self._guarded(self._session.beat)

    def answer_due(self) -> None:
        if self._state == _OPEN and not self._heard:
            self._reason = "no answer to a ping"
            self._state = _DEAF
            self._cut()

    # From the outbox

    def ran_over(self) -> None:
        if self._state == _OPEN:
            if self._guard is None:
                self._watch(self._sockets.limits.blocked, self._still_blocked)
            self._guarded(self._session.slow)

    def caught_up(self) -> None:
        self._unwatch()

    # Inside

    def _count_control(self) -> None:
        wheel, limits = self._sockets.wheel, self._sockets.limits
        if wheel.now - self._controls_from >= wheel.ticks(limits.controls_window):
            self._controls_from, self._controls = wheel.now, 0
        self._controls += 1
        if self._controls > limits.controls:
            raise Violation(4429, "too many pings")

    def _answer_close(self, payload: bytes) -> None:
        code, reason = read_close(payload)
        if self._state == _OPEN:
            self._begin_close(code, reason)
            self._outbox.shut()
            self._transport.write(control_frame(CLOSE, payload))
        elif self._state == _CLOSING:
            self._outbox.flush()
        self._state = _DEAF
        self._transport.close()

    def _fail(self, code: int, reason: str) -> None:
        """End a connection that can no longer be read: the close frame, then the end of our side."""
        if self._state == _OPEN:
            self._begin_close(code, reason)
        self._state = _DEAF
        self._outbox.seal(close_frame(code, reason), end=True)

    def _begin_close(self, code: int, reason: str) -> None:
        self._code, self._reason = code, reason
        self.cancel_deadline()
        self._watch(self._sockets.limits.closing, self._cut)

    def _cut(self) -> None:
        self._outbox.shut()
        self._transport.abort()

    def _still_blocked(self) -> None:
        self._outbox.clear()
        self.close(1013, "too slow")

    def _watch(self, seconds: float, action: Callable[[], None]) -> None:
        self._unwatch()
        self._guard = self._sockets.wheel.arm(seconds, action)

    def _unwatch(self) -> None:
        self._sockets.wheel.disarm(self._guard)
        self._guard = None

    def _guarded(self, callback: Callable[[], None]) -> None:
        try:
            callback()
        except Exception:
            self._failed(getattr(callback, "__name__", repr(callback)))

    def _failed(self, callback: str) -> None:
        _log.exception("websocket_session_failed", callback=callback, peer=self.peer)
        self.close(1011, "internal error")
