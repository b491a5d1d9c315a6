"""Messages of the stream that every audience shares, and their bytes. The words are those of docs/protocol.md."""

from typing import Any

import msgspec

from besedka.kernel.errors import (
    Conflict,
    Forbidden,
    Invalid,
    InvalidCommand,
    NotFound,
    Refusal,
    TooMany,
    Unauthenticated,
    Unavailable,
)

PROTOCOL = 1
PING_MS = 25_000
FEATURES = ("edit", "notes", "read", "delivered", "typing")
MAX_DEPTH = 32

encode = msgspec.json.Encoder().encode


class Hello(msgspec.Struct, tag="hello", forbid_unknown_fields=True):
    """The first message of a client."""

    protocol: int
    inbox: str | None = None
    token: str | None = None
    ticket: str | None = None
    cursor: str | None = None
    locale: str | None = None


class Me(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who the server takes the reader for."""

    kind: str
    id: str
    name: str | None = None
    role: str | None = None
    departments: list[str] | None = None
    limit: int | None = None


class Welcome(msgspec.Struct, tag="welcome", frozen=True):
    """The answer to `hello`."""

    now: int
    me: Me
    protocol: int = PROTOCOL
    features: tuple[str, ...] = FEATURES
    ping_ms: int = PING_MS


class Snapshot(msgspec.Struct, tag="snapshot", frozen=True):
    """Everything that a fresh reader needs, and where the stream goes on from."""

    cursor: str
    state: Any


class Resync(msgspec.Struct, tag="resync", frozen=True):
    """The cursor cannot be continued; a snapshot follows."""

    reason: str


class Frame(msgspec.Struct, tag="frame", frozen=True):
    """After this the reader has everything up to `to`. (Documents the shape; readers write the bytes themselves.)"""

    from_: str = msgspec.field(name="from")
    to: str
    events: list[Any]


class Problem(msgspec.Struct, frozen=True):
    """RFC 9457, with a stable `code` and, when trying again helps, `retry_ms`."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    retry_ms: int | None = None


class Ack(msgspec.Struct, tag="ack", frozen=True):
    """Committed and fsynced."""

    client_id: str | None
    result: Any


class Refused(msgspec.Struct, tag="refused", frozen=True):
    """Not done, and why."""

    client_id: str | None
    problem: Problem


class Typing(msgspec.Struct, tag="typing", frozen=True):
    """Somebody is writing, or stopped."""

    conversation_id: str
    who: dict[str, str | None]
    on: bool


class Pong(msgspec.Struct, tag="pong", frozen=True):
    """The answer to `ping`."""


class Bye(msgspec.Struct, tag="bye", frozen=True):
    """The stream ends; come back in a moment."""

    reason: str
    reconnect_ms: int | None = None


class InternalError(Refusal):
    """Something is broken here. It is in the log; try again later."""

    retry_ms = 5000


_STATUS: dict[type[Refusal], int] = {
    Invalid: 422,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    TooMany: 429,
    Unavailable: 503,
    InternalError: 500,
}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a kind of refusal: the one table for every door."""
    if isinstance(refusal, InvalidCommand):
        return 400
    return next((status for kind, status in _STATUS.items() if isinstance(refusal, kind)), 500)


def problem(error: BaseException) -> Problem:
    """The public shape of a refusal. Anything else is our mistake, and says nothing about itself."""
    refusal = error if isinstance(error, Refusal) else InternalError()
    return Problem(
        f"/problems/{refusal.code}", refusal.title(), status_of(refusal), refusal.code, refusal.detail, refusal.retry_ms
    )


def require_shallow(data: bytes) -> None:
    """Refuse JSON nested deeper than any message of ours: decoders recurse. Raises InvalidCommand."""
    if data.count(b"[") + data.count(b"{") <= MAX_DEPTH:
        return
    depth = deepest = 0
    in_text = escaped = False
    for byte in data:
        if in_text:
            in_text = escaped or byte != 0x22
            escaped = byte == 0x5C and not escaped
        elif byte == 0x22:
            in_text = True
        elif byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    if deepest > MAX_DEPTH:
        raise InvalidCommand(f"Expected JSON nested at most {MAX_DEPTH} deep, got {deepest}.")
