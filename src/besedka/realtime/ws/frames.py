"""RFC 6455 frames: writing them (server to client, unmasked) and their constants."""

import struct

CONT, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA
FIN = 0x80
FINAL_TEXT = FIN | TEXT
MASKED = 0x80
MAX_CONTROL = 125

PING_FRAME = bytes((FIN | PING, 0))

NO_CODE, LOST = 1005, 1006

_SHORT = tuple(bytes((FINAL_TEXT, size)) for size in range(126))
_MEDIUM = struct.Struct("!BBH")
_LONG = struct.Struct("!BBQ")
# What RFC 6455 (7.4) and the IANA registry allow inside a close frame, besides 3000-4999.
_CLOSE_CODES = frozenset((1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014))


class Violation(Exception):
    """The other side broke a rule of the protocol, or one of our limits: the connection ends with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason


def frame(payload: bytes) -> bytes:
    """One text message as it goes over the wire. Make it once for a message that many readers get."""
    size = len(payload)
    if size < 126:
        return _SHORT[size] + payload
    if size < 65536:
        return _MEDIUM.pack(FINAL_TEXT, 126, size) + payload
    return _LONG.pack(FINAL_TEXT, 127, size) + payload


def control_frame(opcode: int, payload: bytes) -> bytes:
    """A ping, pong or close frame; the payload is at most 125 bytes."""
    return bytes((FIN | opcode, len(payload))) + payload


def close_frame(code: int, reason: str) -> bytes:
    """A close frame; a reason that does not fit is cut at a character."""
    text = reason.encode()[: MAX_CONTROL - 2].decode(errors="ignore").encode()
    return control_frame(CLOSE, code.to_bytes(2, "big") + text)


def read_close(payload: bytes) -> tuple[int, str]:
    """Code and reason in the payload of a close frame; 1005 where there is none."""
    if not payload:
        return NO_CODE, ""
    code = int.from_bytes(payload[:2], "big")
    if len(payload) < 2 or not (code in _CLOSE_CODES or 3000 <= code < 5000):
        raise Violation(1002, "close code out of range")
    try:
        return code, payload[2:].decode()
    except UnicodeDecodeError:
        raise Violation(1007, "close reason is not UTF-8") from None
