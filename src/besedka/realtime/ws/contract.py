"""What a door gives and gets: endpoints, sessions, requests, refusals, limits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from besedka.realtime.ws.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one connection may cost. Times in seconds, sizes in bytes."""

    handshake: float = 5.0
    message_bytes: int = 64 * 1024
    fragments: int = 256
    outbox_bytes: int = 1024 * 1024
    blocked: float = 30.0
    closing: float = 5.0
    ping_every: float = 45.0
    answer_within: float = 20.0
    controls: int = 20
    controls_window: float = 10.0
    tick: float = 0.25


class Headers(Mapping[str, str]):
    """Request headers; names in any case. A repeated header reads as its values joined by a comma (RFC 9110, 5.3)."""

    __slots__ = ("_values",)

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, str] = {}
        for name, value in pairs:
            name = name.lower()
            before = self._values.get(name)
            self._values[name] = value if before is None else f"{before}, {value}"

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradeRequest:
    """A valid WebSocket handshake. Nothing in it is trusted but `peer`.

    `path` and `query` are as sent (still percent-encoded, `query` without its question mark). `peer` is the address at
    the other end of the TCP connection, which behind a proxy is the proxy's ("" for a Unix socket). `host` is the
    Host header.
    """

    path: str
    query: str
    headers: Headers
    peer: str
    host: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer to a handshake that is not accepted: an HTTP status, and why, as a problem document (RFC 9457)."""

    status: int
    detail: str
    code: str = "refused"


class Session(Protocol):
    """What a door does with one connection. Plain callbacks on the event loop: they must not block.

    A callback that raises ends its connection with 1011. `slow` and `closed` are never called from inside a call that
    the session itself makes on its connection.
    """

    def opened(self, connection: "Connection") -> None:
        """The handshake is answered; sending is allowed from here on."""

    def received(self, data: bytes) -> None:
        """One whole text message, valid UTF-8, within the size limit."""

    def beat(self) -> None:
        """A ping is going out (every `Limits.ping_every`); what is sent here shares its write."""

    def slow(self) -> None:
        """The reader fell behind and all that waited for it was dropped: send it a fresh start.

        Called once when the outbox runs over. Should the fresh start run over too, everything is dropped until the
        reader has read what is under way; then `slow` is called again.
        """

    def closed(self, code: int, reason: str) -> None:
        """The connection is gone; called once. `code` is that of whoever closed first; 1005: none given, 1006: lost."""


class Endpoint(Protocol):
    """What answers the handshakes of one path."""

    def admit(self, request: UpgradeRequest) -> Session | Refusal:
        """Decide at once, without waiting for anything: the Origin and the address are known, the person is not."""
