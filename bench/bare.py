"""The reference: a bare picows server. `python -m bench.bare PORT echo|broadcast`.

No JSON, no sign-in, no store, no state: what arrives is sent back, or to everybody. The quickest WebSocket server for
Python that was found, on uvloop, with its own defaults.
"""

import sys

import picows
import uvloop


class Echo(picows.WSListener):
    """Sends back."""

    def on_ws_connected(self, transport: picows.WSTransport) -> None:
        """Keep nothing."""

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        """One text frame for one text frame."""
        if frame.msg_type == picows.WSMsgType.TEXT:
            transport.send(picows.WSMsgType.TEXT, frame.get_payload_as_memoryview())
        elif frame.msg_type == picows.WSMsgType.CLOSE:
            transport.disconnect()


class Broadcast(picows.WSListener):
    """Sends to everybody."""

    everybody: set[picows.WSTransport] = set()  # noqa: RUF012 - shared on purpose

    def on_ws_connected(self, transport: picows.WSTransport) -> None:
        """One more."""
        self.everybody.add(transport)

    def on_ws_disconnected(self, transport: picows.WSTransport) -> None:
        """One less."""
        self.everybody.discard(transport)

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        """As many text frames as there are connections."""
        if frame.msg_type == picows.WSMsgType.TEXT:
            payload = frame.get_payload_as_bytes()
            for each in self.everybody:
                each.send(picows.WSMsgType.TEXT, payload)
        elif frame.msg_type == picows.WSMsgType.CLOSE:
            transport.disconnect()


async def main(port: int, listener: type[picows.WSListener]) -> None:
    """Serve until killed."""
    server = await picows.ws_create_server(lambda _request: listener(), "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), {"echo": Echo, "broadcast": Broadcast}[sys.argv[2]]))
