"""The operator's stream by SSE and long poll, and commands by POST: under the session cookie instead of a ticket."""

from typing import Annotated

import msgspec
from litestar import Router, post
from litestar.params import JSONBody
from litestar.response import Stream

from besedka.api.http.bodies import Body
from besedka.api.http.signed_in import ME, Me, Person, signed_in
from besedka.api.operator.commands import OperatorCommand
from besedka.api.operator.stream import OperatorDoor, OperatorPerson
from besedka.api.stream import fallback
from besedka.api.stream.protocol import Ack, Hello
from besedka.api.stream.sockets import Door


class OperatorPoll(msgspec.Struct, forbid_unknown_fields=True):
    """A poll: from which cursor, and how many seconds to wait for news (at most 30)."""

    hello: Hello
    wait: Annotated[float, msgspec.Meta(ge=0, le=60)] = 25.0


def router(door: Door, audience: OperatorDoor) -> Router:
    """`POST /stream`, `/poll` and `/commands` below the operator's path."""

    def reader(me: Person, hello: Hello | None = None) -> OperatorPerson:
        if hello is not None:
            hello.require_protocol()
        return OperatorPerson(audience, me.session.id, me.operator)

    @post("/stream", status_code=200, summary="The stream as server-sent events")
    async def stream(data: JSONBody[Hello], me: Me) -> Stream:
        return fallback.as_stream(fallback.events(door, reader(me, data), data.cursor))

    @post("/poll", status_code=200, summary="The stream by long polling")
    async def poll(data: JSONBody[OperatorPoll], me: Me) -> fallback.Polled:
        return await fallback.poll(door, reader(me, data.hello), data.hello.cursor, data.wait)

    @post("/commands", status_code=200, summary="One command")
    async def commands(data: JSONBody[OperatorCommand], me: Me) -> Ack:
        return await fallback.command(door, reader(me), data)

    return Router(
        "/",
        route_handlers=[stream, poll, commands],
        guards=[signed_in],
        dependencies=ME,
        dto=Body,
        return_dto=None,
        tags=["operator stream"],
    )
