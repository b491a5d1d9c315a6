"""A server that makes a mistake on purpose, to see that the load generator notices: `-m bench.pretend PORT FAULT`.

It speaks just enough of the stream for visitors who send and consoles who read, and keeps nothing.
"""

import asyncio
import sys

import msgspec
import picows

FAULTS = {"none": None, "loses": "missing", "doubles": "doubled", "leaps": "holes", "gives up": "resyncs"}
"""Each fault, and the count by which the load generator tells it."""
_FAULTY = 10
"""The number of the message that goes wrong."""


class Stage:
    """Who is there, and the log."""

    def __init__(self, fault: str) -> None:
        self.consoles: dict[picows.WSTransport, int] = {}
        self._fault, self._sent, self._position = fault, 0, 0

    def hello(self, transport: picows.WSTransport, *, is_console: bool) -> None:
        """Begin a stream."""
        if is_console:
            self.consoles[transport] = self._position
        _say(transport, {"type": "snapshot", "cursor": f"c{self._position}", "state": {}})

    def send(self, transport: picows.WSTransport, client_id: str) -> None:
        """Acknowledge, and tell the consoles; once, not as it should be."""
        self._sent += 1
        self._position += 1
        fault = self._fault if self._sent == _FAULTY else "none"
        _say(transport, {"type": "ack", "client_id": client_id, "result": {}})
        for console in self.consoles:
            self._tell(console, client_id, fault)

    def _tell(self, console: picows.WSTransport, client_id: str, fault: str) -> None:
        entry = {"type": "entry", "entry": {"kind": "message", "client_id": client_id}}
        events = {"loses": [], "doubles": [entry, entry]}.get(fault, [entry])
        start = self.consoles[console] - (fault == "leaps")
        self.consoles[console] = self._position
        _say(console, {"type": "frame", "from": f"c{start}", "to": f"c{self._position}", "events": events})
        if fault == "gives up":
            _say(console, {"type": "resync", "reason": "slow"})


class Stream(picows.WSListener):
    """One connection."""

    stage: Stage

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        """`hello` or `send`."""
        if frame.msg_type != picows.WSMsgType.TEXT:
            return
        message = msgspec.json.decode(frame.get_payload_as_bytes())
        if message["type"] == "hello":
            self.stage.hello(transport, is_console="ticket" in message)
        else:
            self.stage.send(transport, message["client_id"])


def _say(transport: picows.WSTransport, message: dict[str, object]) -> None:
    transport.send(picows.WSMsgType.TEXT, msgspec.json.encode(message))


async def main(port: int, fault: str) -> None:
    """Serve until killed."""
    Stream.stage = Stage(fault)
    server = await picows.ws_create_server(lambda _request: Stream(), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
