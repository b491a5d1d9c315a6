"""Refusals as RFC 9457 problem documents: the one table from a kind of refusal to a status, and the one shape.

Nothing leaves a door as another shape: what the framework refuses is translated here, and what nobody expected becomes
a 500 that says nothing about itself but the name under which it is in the log.
"""

from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, MethodNotAllowedException, NotFoundException, ValidationException
from litestar.status_codes import HTTP_413_REQUEST_ENTITY_TOO_LARGE

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
from besedka.kernel.files import NoRoom
from besedka.kernel.ids import new_id

log = structlog.get_logger()
MEDIA_TYPE = "application/problem+json"


class Problem(msgspec.Struct, frozen=True):
    """RFC 9457, with a stable `code` and, when trying again helps, `retry_ms`."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    retry_ms: int | None = None


class InternalError(Refusal):
    """Something is broken here. It is in the log; try again later."""

    retry_ms = 5000


class NoSuchAddress(NotFound):
    """There is nothing at this address."""


class MethodNotAllowed(Invalid):
    """This address does not take this method."""


class InvalidRequest(Invalid):
    """A parameter or field of the request is wrong."""


class BadBody(Invalid):
    """The body cannot be read."""


class BodyTooLarge(Invalid):
    """The body is too large."""


class WrongContentType(Invalid):
    """The body is of another type than expected."""


_STATUS: dict[type[Refusal], int] = {
    BadBody: 400,
    InvalidCommand: 400,
    MethodNotAllowed: 405,
    BodyTooLarge: 413,
    WrongContentType: 415,
    Invalid: 422,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    TooMany: 429,
    InternalError: 500,
    Unavailable: 503,
    NoRoom: 507,
}


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal: that of its nearest kind in the table."""
    return next((_STATUS[kind] for kind in type(refusal).__mro__ if kind in _STATUS), 500)


def problem(error: BaseException) -> Problem:
    """The public shape of a refusal. Anything else is our mistake, and says nothing about itself."""
    refusal = error if isinstance(error, Refusal) else InternalError()
    return Problem(
        f"/problems/{refusal.code}", refusal.title(), status_of(refusal), refusal.code, refusal.detail, refusal.retry_ms
    )


def encoded(refusal: Refusal) -> tuple[int, dict[str, str], bytes]:
    """(status, headers, body) of the answer."""
    shown = problem(refusal)
    headers = {"Content-Type": MEDIA_TYPE, "Cache-Control": "no-store"}
    if shown.retry_ms is not None:
        headers["Retry-After"] = str(-(-shown.retry_ms // 1000))
    return shown.status, headers, msgspec.json.encode(shown)


def unexpected(error: BaseException, method: str, path: str) -> InternalError:
    """Write an error of ours into the log under a new name; the refusal names it."""
    incident = new_id()
    log.error("a request failed", incident=incident, method=method, path=path, exc_info=error)
    return InternalError(f"Something is broken here. It is in the log as {incident}. Try again later.")


def answer(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The exception handler of every application."""
    refusal = _refusal(request, error)
    status, headers, body = encoded(refusal)
    if isinstance(error, MethodNotAllowedException) and error.headers:
        headers.update(error.headers)
    return Response(body, status_code=status, headers=headers, media_type=MEDIA_TYPE)


def _refusal(request: Request[Any, Any, Any], error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, HTTPException) and error.status_code < 500:
        return _translated(error)
    return unexpected(error, request.method, request.url.path)


def _translated(error: HTTPException) -> Refusal:
    """What the framework refuses, in our words."""
    if isinstance(error, NotFoundException):
        return NoSuchAddress()
    if isinstance(error, MethodNotAllowedException):
        return MethodNotAllowed()
    if isinstance(error, ValidationException):
        return InvalidRequest(_fields(error))
    if error.status_code == HTTP_413_REQUEST_ENTITY_TOO_LARGE:
        return BodyTooLarge()
    return BadBody(error.detail)


def _fields(error: ValidationException) -> str:
    """`limit: Expected int <= 100` for each wrong parameter."""
    found = error.extra if isinstance(error.extra, list) else []
    said = [f"{item.get('key', '?')}: {item.get('message', '')}" for item in found if isinstance(item, dict)]
    return "; ".join(said) or error.detail
