"""The contract with uvicorn: how it calls what `Config(ws=...)` names, and how it stops. A new uvicorn that changes
any of it fails here first."""

import asyncio
import inspect
from typing import Any

import pytest
import uvicorn
from uvicorn.server import ServerState
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from besedka.realtime.ws import Connection, Limits, Sockets
from besedka.realtime.ws.upgrade import Upgrade
from tests.unit.realtime.ws_server import (
    QUICK,
    Recorder,
    app,
    handshake,
    masked,
    raw,
    serving,
    until,
)

BYE = b'{"type":"bye"}'

# The hook


@pytest.mark.parametrize("http", ["h11", "httptools"])
async def test_uvicorn_makes_our_class_and_hands_over_the_whole_request_before_set_protocol(http: str) -> None:
    calls: list[str] = []
    made: list[dict[str, Any]] = []

    async with serving(http=http) as running:

        class Spy(running.sockets.protocol_class):  # type: ignore[name-defined, misc]
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                assert not args
                made.append(kwargs)
                super().__init__(**kwargs)

            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                calls.append("connection_made")
                assert transport.get_protocol() is not self
                super().connection_made(transport)

            def data_received(self, data: bytes) -> None:
                calls.append("data_received")
                assert data.startswith(b"GET /stream HTTP/1.1\r\n")
                assert data.endswith(b"\r\n\r\n")
                assert b"hello" not in data
                super().data_received(data)
                asyncio.get_running_loop().call_soon(self.look)

            def look(self) -> None:
                calls.append(type(self._transport.get_protocol()).__name__)

        running.server.config.ws_protocol_class = Spy
        async with connect(running.url) as client:
            await client.send("hello")
            assert await client.recv() == "hello"

    assert calls == ["connection_made", "data_received", "Connection"]
    (given,) = made
    assert set(given) == {"config", "server_state", "app_state"}
    assert isinstance(given["server_state"], ServerState)


def test_the_hook_is_where_we_plug_in() -> None:
    sockets = Sockets()
    config = uvicorn.Config(app, ws=sockets.protocol_class, lifespan="off", log_config=None)
    config.load()
    assert config.ws_protocol_class is sockets.protocol_class
    assert issubclass(sockets.protocol_class, Upgrade)


def test_uvicorn_still_stops_by_calling_shutdown_on_every_connection_it_knows() -> None:
    assert isinstance(ServerState().connections, set)
    assert "connection.shutdown()" in inspect.getsource(uvicorn.Server.shutdown)


@pytest.mark.parametrize("http", ["h11", "httptools"])
async def test_every_live_connection_is_known_to_uvicorn_once_and_forgotten_after(http: str) -> None:
    async with serving(http=http) as running:
        async with connect(running.url), connect(running.url):
            known = running.server.server_state.connections
            assert len(known) == 2
            assert {type(one) for one in known} == {Connection}
            assert set(running.sockets) == known
        await until(lambda: not running.server.server_state.connections)
        assert list(running.sockets) == []


async def test_uvloop_and_asyncio_end_a_refused_handshake_without_a_trace() -> None:
    async with serving() as running:
        async with raw(running, handshake("/nowhere")) as client:
            assert (await client.rest()).startswith(b"HTTP/1.1 404 ")
        await until(lambda: not running.server.server_state.connections)
        assert running.sockets.wheel._pending == 0


# Stopping


async def test_shutdown_says_goodbye_to_everybody_refuses_newcomers_and_waits() -> None:
    async with serving(make=Recorder) as running:
        clients = [await connect(running.url) for _ in range(3)]
        stopping = asyncio.create_task(running.sockets.shutdown(message=BYE))
        await asyncio.sleep(0)
        with pytest.raises(InvalidStatus) as refused:
            await connect(running.url)
        assert refused.value.response.status_code == 503
        for client in clients:
            assert await client.recv() == BYE.decode()
            with pytest.raises(ConnectionClosed):
                await client.recv()
            assert (client.close_code, client.close_reason) == (1012, "restart")
        await asyncio.wait_for(stopping, 2)
        assert len(running.sockets) == 0
        assert [session.ended for session in running.door.sessions] == [[(1012, "restart")]] * 3


async def test_shutdown_of_nobody_returns_at_once() -> None:
    await asyncio.wait_for(Sockets().shutdown(), 1)


async def test_shutdown_does_not_wait_for_those_who_never_answer() -> None:
    async with serving(QUICK) as running, raw(running) as client:
        await asyncio.wait_for(running.sockets.shutdown(1001, BYE), 2)
        assert len(running.sockets) == 0
        assert await client.frame() == (1, BYE)
        assert await client.closed_with() == (1001, "restart")


async def test_a_stop_of_uvicorn_alone_says_the_farewell_and_does_not_cut() -> None:
    async with serving(make=Recorder) as running:
        running.sockets.farewell = BYE
        async with connect(running.url) as client:
            stopping = asyncio.create_task(running.stop())
            assert await client.recv() == BYE.decode()
            with pytest.raises(ConnectionClosed):
                await client.recv()
            assert client.close_code == 1012
        await asyncio.wait_for(stopping, 5)
        assert running.door.session.ended == [(1012, "restart")]


async def test_a_stop_of_uvicorn_alone_does_not_hang_on_those_who_never_answer() -> None:
    async with serving(QUICK) as running, raw(running) as client:
        client.write(masked(1, b"here"))
        assert await client.frame() == (1, b"here")
        await asyncio.wait_for(running.stop(), 5)
        assert running.door.session.ended == [(1012, "restart")]


async def test_stopping_twice_sends_one_goodbye() -> None:
    async with serving(Limits(tick=0.02, closing=0.2)) as running, raw(running) as client:
        running.sockets.farewell = BYE
        await running.sockets.shutdown(message=BYE)
        await running.stop()
        assert await client.rest() == b"\x81\x0e" + BYE + b"\x88\x09\x03\xf4restart"
