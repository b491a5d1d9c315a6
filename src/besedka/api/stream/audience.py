"""What a door must say about its audience, so that one stream serves them all."""

from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from besedka.api.http.problems import Problem, problem
from besedka.api.stream.protocol import Hello, Me
from besedka.kernel.db import Bulk
from besedka.kernel.errors import Refusal
from besedka.kernel.eventlog import Stored
from besedka.kernel.records import Command


class Outcome(msgspec.Struct, frozen=True):
    """What came of a command: a result, or an exception."""

    client_id: str | None
    result: Any

    @property
    def problem(self) -> Problem | None:
        """The public shape of a refusal."""
        return problem(self.result) if isinstance(self.result, BaseException) else None


Answer = Callable[[Outcome], None]


class TooFar(Exception):
    """More was missed than is worth replaying."""


class Person(Protocol):
    """Somebody who was let in, for the length of a stream or a request."""

    me: Me
    tag: bytes
    topics: tuple[str, ...]
    own: str | None
    session_id: str | None

    def state(self, bulk: Bulk, now: int) -> object:
        """The snapshot's state, as the protocol describes it."""
        ...

    def missed(self, bulk: Bulk, revision: int, head: int) -> list[Stored]:
        """Events behind `revision` that may concern this person; raises TooFar when the head is far ahead."""
        ...

    def decode(self, data: bytes) -> Any:
        """A command of this audience; raises msgspec.DecodeError, msgspec.ValidationError."""
        ...

    def command(self, wish: Any) -> Command | None:
        """The writer's command for a wish, or None if it is nothing to write; raises Refusal."""
        ...

    async def whisper(self, wish: Any) -> None:
        """Do what is not written: say who is typing. Raises Refusal."""
        ...

    def limit(self, wish: Any) -> None:
        """Raises TooMany with the time to wait."""
        ...

    async def renewed(self) -> "Person":
        """The same person under present rights; raises a Refusal when there are none left."""
        ...


class Audience(Protocol):
    """One door's people."""

    async def welcome(self, hello: Hello, origin: str | None, address: str) -> Person:
        """Who this is; raises Unauthenticated, Forbidden, NotFound, Invalid."""
        ...


CLOSE_CODES: dict[int, int] = {400: 4400, 401: 4401, 403: 4403, 404: 4403, 422: 4400, 429: 4429, 503: 1013}


def close_code(refusal: Refusal) -> int:
    """The WebSocket close code of a refusal to let somebody in."""
    found = problem(refusal)
    return CLOSE_CODES.get(found.status, 1011)
