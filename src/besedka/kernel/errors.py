"""Refusals. A room declares one class for each situation; the doors turn the *kind* of a refusal into a status.

Every refusal says what was expected, what came and what to do. `code` is stable and is what clients translate.
"""

import re
from typing import ClassVar


class Refusal(Exception):
    """A request that is answered with a reason. The class docstring is the title; `detail` says it for this case."""

    retry_ms: int | None = None

    def __init__(self, detail: str = "", *, retry_ms: int | None = None) -> None:
        super().__init__(detail or self.title())
        self.detail = detail or self.title()
        if retry_ms is not None:
            self.retry_ms = retry_ms

    code: ClassVar[str] = "refusal"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def title(cls) -> str:
        """The first line of the class docstring."""
        return (cls.__doc__ or cls.__name__).strip().splitlines()[0]


class Invalid(Refusal):
    """The request cannot be understood or breaks a limit."""


class Unauthenticated(Refusal):
    """Nobody is signed in, or the sign-in has ended."""


class Forbidden(Refusal):
    """You may not do this."""


class NotFound(Refusal):
    """There is no such thing, or you may not see it."""


class Conflict(Refusal):
    """Somebody or something was faster, or the state does not allow it."""


class TooMany(Refusal):
    """Too many requests. Wait a little."""

    retry_ms = 1000


class Unavailable(Refusal):
    """The server cannot do this right now. Nothing was done; try again."""

    retry_ms = 500


class ClientIdConflict(Conflict):
    """This client_id was already used for another command."""


class InvalidCommand(Invalid):
    """This is not a valid command."""
