"""The same over TLS, where one side cannot close alone."""

import ssl

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.tls import server_context
from tests.unit.realtime.ws_server import Running, serving, until


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A server context with a certificate made for this run."""
    return server_context(tmp_path_factory.mktemp("tls"))


def secure(running: Running) -> connect:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return connect(running.url.replace("ws:", "wss:"), ssl=context)


async def ending(client: ClientConnection) -> int | None:
    with pytest.raises(ConnectionClosed):
        await client.recv()
    return client.close_code


async def test_messages_go_both_ways_and_our_close_is_answered(tls: ssl.SSLContext) -> None:
    async with serving(tls=tls) as running, secure(running) as client:
        await client.send("a" * 60_000)
        assert await client.recv() == "a" * 60_000
        running.door.session.connection.close(4401, "signed out")
        assert await ending(client) == 4401
        await until(lambda: running.door.session.ended == [(4401, "signed out")])


async def test_a_broken_rule_is_answered_with_its_code(tls: ssl.SSLContext) -> None:
    async with serving(tls=tls) as running, secure(running) as client:
        await client.send(b"binary")
        assert await ending(client) == 4400
        await until(lambda: running.door.session.ended == [(4400, "binary message")])


async def test_a_stop_of_the_server_says_goodbye(tls: ssl.SSLContext) -> None:
    async with serving(tls=tls) as running, secure(running) as client:
        await running.sockets.shutdown(message=b"bye")
        assert await client.recv() == "bye"
        assert await ending(client) == 1012
