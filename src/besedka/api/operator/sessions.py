"""Signing in and out, tickets for streams, one's own password."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, delete, get, post
from litestar.params import JSONBody

from besedka.api.http.bodies import Body
from besedka.api.http.paging import LINE, PathId
from besedka.api.http.place import HERE, Here, Place
from besedka.api.http.signed_in import ME, Me, caller, own_page, session_cookie, session_token, signed_in
from besedka.api.stream.views import OperatorView, operator_view
from besedka.staff import Operator, SessionRow, SignedIn, SignedOut

_Email = Annotated[str, msgspec.Meta(max_length=254, pattern=LINE)]
_Token = Annotated[str, msgspec.Meta(max_length=100)]
_Password = Annotated[str, msgspec.Meta(max_length=1024)]


class Credentials(msgspec.Struct, forbid_unknown_fields=True):
    """What a sign-in takes. `go_online`: whether that already says that new conversations may come."""

    email: _Email
    password: _Password
    go_online: bool = True


class PasswordChange(msgspec.Struct, forbid_unknown_fields=True):
    """The present password, and the wanted one (10 to 256 characters)."""

    present: _Password
    wanted: _Password


class InvitationToken(msgspec.Struct, forbid_unknown_fields=True):
    """What stands in the link behind `#invitation=`."""

    token: _Token


class Acceptance(msgspec.Struct, forbid_unknown_fields=True):
    """The invitation's token, and the password that one wants (10 to 256 characters)."""

    token: _Token
    password: _Password


class InvitedView(msgspec.Struct, frozen=True):
    """Whom an invitation is for."""

    name: str
    email: str
    expires_at: int


class SessionAnswer(msgspec.Struct, frozen=True):
    """Who is signed in; `csrf` goes into the header X-Besedka-CSRF of every request that changes something."""

    operator: OperatorView
    csrf: str


class SessionView(msgspec.Struct, frozen=True):
    """One browser that is signed in."""

    id: str
    created_at: int
    last_seen_at: int
    user_agent: str
    address: str
    current: bool


class SessionList(msgspec.Struct, frozen=True):
    """Open sessions, the latest used first."""

    sessions: list[SessionView]


class Ticket(msgspec.Struct, frozen=True):
    """Opens one stream."""

    ticket: str
    expires_at: int


@post("/session", summary="Sign in")
async def sign_in(data: JSONBody[Credentials], place: Here, request: Request[Any, Any, Any]) -> Response[SessionAnswer]:
    """Answers with the session cookie. A session that this browser had ends."""
    fresh = await place.sign_ins.sign_in(
        data.email, data.password, caller(request), await _had(place, request), goes_online=data.go_online
    )
    return _with_cookie(place, fresh, 201)


@post("/invitation/look", status_code=200, summary="Whom an invitation is for")
async def look_at_invitation(data: JSONBody[InvitationToken], place: Here) -> InvitedView:
    """404 when it works no more."""
    invitation, operator = await place.sign_ins.invited(data.token)
    return InvitedView(operator.name, operator.email, invitation.expires_at)


@post("/invitation", summary="Accept an invitation")
async def accept_invitation(
    data: JSONBody[Acceptance], place: Here, request: Request[Any, Any, Any]
) -> Response[SessionAnswer]:
    """Sets the password and signs in, once. Sessions that the operator had end."""
    fresh = await place.sign_ins.accept(data.token, data.password, caller(request))
    return _with_cookie(place, fresh, 201)


@get("/session", summary="Who is signed in")
async def session(me: Me) -> SessionAnswer:
    """401 when nobody is."""
    return _answer(me.operator, me.session)


@delete("/session", summary="Sign out")
async def sign_out(me: Me, place: Here) -> Response[None]:
    """Ends this session and its streams."""
    await place.sign_ins.sign_out(me.id, me.session.id)
    return Response(None, status_code=204, cookies=[session_cookie(place.settings, "")])


@get("/sessions", summary="Where one is signed in")
async def sessions(me: Me, place: Here) -> SessionList:
    """One's own open sessions."""
    return SessionList([_view(s, me.session.id) for s in await place.sign_ins.sessions(me.id)])


@delete("/sessions/{session_id:str}", summary="Sign out elsewhere")
async def end_session(session_id: PathId, me: Me, place: Here) -> None:
    """Ends one of one's own sessions; its streams end within 5 s."""
    await place.sign_ins.sign_out(me.id, session_id)


@post("/ticket", summary="A ticket for a stream")
async def ticket(me: Me, place: Here) -> Ticket:
    """Works once, for 30 s."""
    return Ticket(*await place.sign_ins.ticket(me.session))


@post("/password", status_code=200, summary="Change one's password")
async def change_password(
    data: JSONBody[PasswordChange], me: Me, place: Here, request: Request[Any, Any, Any]
) -> Response[SessionAnswer]:
    """Every session of the operator ends; this browser gets a new one."""
    fresh = await place.sign_ins.change_password(me.operator, data.present, data.wanted, caller(request))
    return _with_cookie(place, fresh, 200)


entrance = Router(
    "/",
    route_handlers=[sign_in, look_at_invitation, accept_invitation],
    guards=[own_page],
    dependencies=HERE,
    dto=Body,
    return_dto=None,
)
inside = Router(
    "/",
    route_handlers=[session, sign_out, sessions, end_session, ticket, change_password],
    guards=[signed_in],
    dependencies={**HERE, **ME},
    dto=Body,
    return_dto=None,
)


async def _had(place: Place, request: Request[Any, Any, Any]) -> str:
    """The id of the session that this browser already has, or ""."""
    try:
        return (await place.sign_ins.who(session_token(request, place.settings)))[0].id
    except SignedOut:
        return ""


def _with_cookie(place: Place, fresh: SignedIn, status: int) -> Response[SessionAnswer]:
    cookie = session_cookie(place.settings, fresh.token)
    return Response(_answer(fresh.operator, fresh.session), status_code=status, cookies=[cookie])


def _answer(operator: Operator, session: SessionRow) -> SessionAnswer:
    return SessionAnswer(operator_view(operator), session.csrf)


def _view(s: SessionRow, current: str) -> SessionView:
    return SessionView(s.id, s.created_at, s.last_seen_at, s.user_agent, s.address, s.id == current)
