"""Messages of the stream that every audience shares, and their bytes. The words are those of docs/protocol.md."""

from collections.abc import Mapping
from typing import Any

import msgspec

from besedka.api.http.problems import Problem
from besedka.kernel.errors import InvalidCommand

PROTOCOL = 1
PING_MS = 25_000
FEATURES = ("edit", "notes", "read", "delivered", "typing")

encode = msgspec.json.Encoder().encode


class Hello(msgspec.Struct, tag="hello", forbid_unknown_fields=True):
    """The first message of a client."""

    protocol: int
    inbox: str | None = None
    token: str | None = None
    identity: str | None = None
    ticket: str | None = None
    cursor: str | None = None
    locale: str | None = None

    def require_protocol(self) -> None:
        """Raises InvalidCommand for a protocol that is not served."""
        if self.protocol != PROTOCOL:
            raise InvalidCommand(f"Expected protocol {PROTOCOL}, got {self.protocol}.")


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
    who: Mapping[str, str | None]
    on: bool


class Queue(msgspec.Struct, tag="queue", frozen=True):
    """Where a waiting visitor stands, from 1, and about how long it takes; `choices`: what to offer when it is too long
    (`wait`, `form`, `mail`).
    """

    conversation_id: str
    place: int
    wait_ms: int | None
    choices: tuple[str, ...] = ()


class Viewing(msgspec.Struct, tag="viewing", frozen=True):
    """A colleague looks at a conversation or writes in it, or not any more."""

    conversation_id: str
    who: Mapping[str, str | None]
    on: bool


class Pong(msgspec.Struct, tag="pong", frozen=True):
    """The answer to `ping`."""


class Bye(msgspec.Struct, tag="bye", frozen=True):
    """The stream ends; come back in a moment."""

    reason: str
    reconnect_ms: int | None = None
