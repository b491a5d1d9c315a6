"""The visitor's stream by SSE and long poll, and commands by POST."""

from typing import Annotated

import msgspec
from litestar import Request, Router, post
from litestar.params import Parameter
from litestar.response import Stream

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
    async def stream(data: Hello, request: Request) -> Stream:
        person = await audience.welcome(data, request.headers.get("origin"), request.state.address)
        return Stream(
            fallback.events(door, person, data.cursor),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    @post("/poll", status_code=200, summary="The stream by long polling")
    async def poll(data: VisitorPoll, request: Request) -> fallback.Polled:
        person = await audience.welcome(data.hello, request.headers.get("origin"), request.state.address)
        return await fallback.poll(door, person, data.hello.cursor, data.wait)

    @post("/commands", status_code=200, summary="One command")
    async def commands(
        data: VisitorCommand,
        request: Request,
        inbox: Annotated[str, Parameter(header="X-Besedka-Inbox", max_length=100)] = "",
        authorization: Annotated[str, Parameter(header="Authorization", max_length=200)] = "",
    ) -> Ack:
        person = bearer(audience, request, inbox, authorization)
        return await fallback.command(door, person, data)

    return Router("/", route_handlers=[stream, poll, commands], tags=["visitor stream"])


def bearer(audience: VisitorDoor, request: Request, inbox: str, authorization: str) -> VisitorPerson:
    """The visitor of a request with `Authorization: Bearer` and `X-Besedka-Inbox`; raises NoToken and others."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token or not inbox:
        raise NoToken("Expected the headers `Authorization: Bearer <token>` and `X-Besedka-Inbox: <key>`.")
    return audience.person(inbox, token.strip(), request.headers.get("origin"), request.state.address)
