"""The visitor's stream by SSE and long poll, and commands by POST."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Router, post
from litestar.params import JSONBody
from litestar.response import Stream

from besedka.api.http.bodies import Body
from besedka.api.stream import fallback
from besedka.api.stream.protocol import Ack, Hello
from besedka.api.stream.sockets import Door
from besedka.api.visitor.commands import VisitorCommand
from besedka.api.visitor.stream import NoToken, VisitorDoor, VisitorPerson


class VisitorPoll(msgspec.Struct, forbid_unknown_fields=True):
    """A poll: who asks, from which cursor, and how many seconds to wait for news (at most 30)."""

    hello: Hello
    wait: Annotated[float, msgspec.Meta(ge=0, le=60)] = 25.0


def router(door: Door, audience: VisitorDoor) -> Router:
    """`POST /stream`, `/poll` and `/commands` below the visitor's path."""

    @post("/stream", status_code=200, summary="The stream as server-sent events")
    async def stream(data: JSONBody[Hello], request: Request[Any, Any, Any]) -> Stream:
        person = await audience.welcome(data, request.headers.get("origin"), address(request))
        return fallback.as_stream(fallback.events(door, person, data.cursor))

    @post("/poll", status_code=200, summary="The stream by long polling")
    async def poll(data: JSONBody[VisitorPoll], request: Request[Any, Any, Any]) -> fallback.Polled:
        person = await audience.welcome(data.hello, request.headers.get("origin"), address(request))
        return await fallback.poll(door, person, data.hello.cursor, data.wait)

    @post("/commands", status_code=200, summary="One command")
    async def commands(data: JSONBody[VisitorCommand], request: Request[Any, Any, Any]) -> Ack:
        return await fallback.command(door, await bearer(audience, request), data)

    return Router("/", route_handlers=[stream, poll, commands], dto=Body, return_dto=None, tags=["visitor stream"])


async def bearer(audience: VisitorDoor, request: Request[Any, Any, Any]) -> VisitorPerson:
    """The visitor of a request with `Authorization: Bearer` and `X-Besedka-Inbox`, and `X-Besedka-Identity` if the site
    signed for him; raises NoToken, BadIdentity and others.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    inbox = request.headers.get("x-besedka-inbox", "")
    if scheme.lower() != "bearer" or not token or not inbox:
        raise NoToken("Expected the headers `Authorization: Bearer <token>` and `X-Besedka-Inbox: <key>`.")
    identity = request.headers.get("x-besedka-identity")
    origin = request.headers.get("origin")
    return await audience.arrived(inbox, token.strip(), origin, address(request), None, identity)


def address(request: Request[Any, Any, Any]) -> str:
    """The client's address, as the shell found it."""
    return str(request.scope["state"].get("address", ""))
