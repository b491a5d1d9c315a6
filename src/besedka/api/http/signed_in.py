"""Who sits behind the session cookie, and whether a page of ours sent the request.

`Router(guards=[signed_in], opt={"role": Role.ADMIN})` protects every route below it: nobody has to remember to ask. A
handler gets the person as `me: Me`; `opt` of a handler may ask for a higher role than its router.
"""

from typing import Any

import msgspec
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.di import Provide
from litestar.handlers import BaseRouteHandler
from litestar.params import SkipValidation
from litestar.types import Scope

from besedka.api.http import place
from besedka.api.http.origins import OwnOrigin
from besedka.kernel.errors import Forbidden
from besedka.kernel.ids import secret_hash
from besedka.kernel.settings import Settings
from besedka.staff import SESSION_MAX_MS, Caller, Operator, Role, SessionRow, SignedOut

CSRF_HEADER = "x-besedka-csrf"
_READING = ("GET", "HEAD", "OPTIONS")


class ForgedRequest(Forbidden):
    """The request does not prove that a page of ours made it."""


class Person(msgspec.Struct, frozen=True):
    """Who is signed in, and by which session."""

    operator: Operator
    session: SessionRow

    @property
    def id(self) -> str:
        """The operator's id."""
        return self.operator.id

    @property
    def departments(self) -> list[str] | None:
        """Departments whose conversations are visible; None: all."""
        return None if self.operator.sees_everything else self.operator.department_ids

    @property
    def actor(self) -> str:
        """As events and the audit name them."""
        return f"operator:{self.operator.id}"


async def _me(scope: Scope) -> Person:
    person: Person = scope["user"]
    return person


Me = SkipValidation[Person]
ME = {"me": Provide(_me)}
"""The dependency that routers name."""


async def signed_in(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard. Raises SignedOut, ForeignOrigin, ForgedRequest, NeedsRole."""
    here = place.of(connection)
    session, operator = await here.sign_ins.who(session_token(connection, here.settings))
    if str(connection.scope.get("method")) not in _READING:
        require_own_page(connection, here.settings)
        # Of equal lengths and random, so hashing is enough against timing.
        if secret_hash(connection.headers.get(CSRF_HEADER, "")) != secret_hash(session.csrf):
            raise ForgedRequest("Expected the header X-Besedka-CSRF with the value that came with the session.")
    operator.require_role(handler.opt.get("role", Role.OPERATOR))
    connection.scope["user"] = Person(operator, session)


async def own_page(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard for signing in, where there is no session yet. Raises ForeignOrigin."""
    require_own_page(connection, place.of(connection).settings)


def require_own_page(connection: ASGIConnection[Any, Any, Any, Any], settings: Settings) -> None:
    """Raises ForeignOrigin."""
    headers = connection.headers
    OwnOrigin(settings).require(headers.get("origin"), headers.get("host", ""))


def session_token(connection: ASGIConnection[Any, Any, Any, Any], settings: Settings) -> str:
    """What the cookie says; raises SignedOut when there is none."""
    token = connection.cookies.get(cookie_name(settings))
    if not token:
        raise SignedOut("Expected the cookie of an open session. Sign in.")
    return token


def caller(connection: ASGIConnection[Any, Any, Any, Any]) -> Caller:
    """The other end, for the list of sessions and for pauses after wrong guesses."""
    return Caller(connection.scope["state"].get("address", ""), connection.headers.get("user-agent", ""))


def cookie_name(settings: Settings) -> str:
    """With the prefix that makes browsers insist on https, this very host and no other path."""
    return "__Host-besedka_session" if settings.is_https else "besedka_session"


def invitation_link(settings: Settings, token: str) -> str:
    """Where an invitation leads. The token stands behind the #, which browsers keep to themselves."""
    return f"{settings.url}/console#invitation={token}"


def session_cookie(settings: Settings, token: str) -> Cookie:
    """The cookie of a fresh session; an empty token takes it away."""
    return Cookie(
        key=cookie_name(settings),
        value=token,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.is_https,
        max_age=SESSION_MAX_MS // 1000 if token else 0,
    )
