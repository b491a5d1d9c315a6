"""RFC 6455 frames: reading what a client sends. Sans I/O; one instance for each connection.

The `websockets` library reads frames too, but keeps a generator, a buffer and a dozen objects alive for every idle
connection and makes several more for each frame. The tests hold this reader against it.
"""

try:
    from websockets.speedups import apply_mask
except ImportError:  # a platform without the compiled extension
    from websockets.utils import apply_mask

from besedka.realtime.ws.frames import BINARY, CLOSE, CONT, FIN, FINAL_TEXT, MASKED, MAX_CONTROL, PONG, Violation

_RESERVED = 0x70
_INCOMPLETE = 0


class FrameReader:
    """Bytes in; `message` and `control` are called in the order of the frames."""

    __slots__ = ("_gathered", "_max_fragments", "_max_message", "_needed", "_partial", "_pieces")

    def __init__(self, max_message: int, max_fragments: int) -> None:
        self._max_message = max_message
        self._max_fragments = max_fragments
        self._partial: bytearray | None = None
        self._needed = 0
        self._pieces: list[bytes] | None = None
        self._gathered = 0

    def message(self, payload: bytes) -> None:
        """One whole text message."""
        raise NotImplementedError

    def control(self, opcode: int, payload: bytes) -> None:
        """One ping, pong or close frame."""
        raise NotImplementedError

    def feed(self, data: bytes) -> None:
        """Read what came. Raises Violation after everything before the fault was delivered; feed nothing after that."""
        if self._partial is not None:
            self._partial += data
            if len(self._partial) < self._needed:
                return
            data = bytes(self._partial)
            self._partial = None
        at, end = 0, len(data)
        while at < end:
            # The usual frame, a whole short text message, is read right here.
            if end - at > 5 and data[at] == FINAL_TEXT and self._pieces is None:
                start = at + 6
                stop = start + data[at + 1] - MASKED
                if start <= stop <= end and stop - start <= MAX_CONTROL:
                    self._whole(apply_mask(data[start:stop], data[start - 4 : start]))
                    at = stop
                    continue
            stop = self._frame(data, at)
            if stop == _INCOMPLETE:
                self._partial = bytearray(data[at:])
                return
            at = stop

    def _frame(self, data: bytes, at: int) -> int:
        """Read the frame that begins at `at`; where it ends, or _INCOMPLETE with `_needed` set."""
        have = len(data) - at
        if have < 2:
            return self._wait_for(2)
        head, size = data[at], data[at + 1] & 0x7F
        self._check_head(head, data[at + 1])
        start = at + 2
        if size > MAX_CONTROL:
            width = 2 if size == 126 else 8
            if have < 2 + width:
                return self._wait_for(2 + width)
            size = int.from_bytes(data[start : start + width], "big")
            start += width
        if head & 0xF < CLOSE:
            self._check_size(size)
        start += 4
        stop = start + size
        if stop > len(data):
            return self._wait_for(stop - at)
        self._take(head, apply_mask(data[start:stop], data[start - 4 : start]))
        return stop

    def _wait_for(self, size: int) -> int:
        self._needed = size
        return _INCOMPLETE

    def _check_head(self, head: int, second: int) -> None:
        opcode = head & 0xF
        if head & _RESERVED:
            raise Violation(1002, "reserved bits are set")
        if BINARY < opcode < CLOSE or opcode > PONG:
            raise Violation(1002, "unknown opcode")
        if not second & MASKED:
            raise Violation(1002, "frame is not masked")
        if opcode >= CLOSE and (not head & FIN or second & 0x7F > MAX_CONTROL):
            raise Violation(1002, "control frame is too long or in pieces")
        if opcode < CLOSE and (opcode == CONT) is (self._pieces is None):
            raise Violation(1002, "continuation without a beginning, or a beginning without an end")
        if opcode == BINARY:
            raise Violation(4400, "binary message")

    def _check_size(self, size: int) -> None:
        if self._gathered + size > self._max_message:
            raise Violation(1009, f"message over {self._max_message} bytes")
        if self._pieces is not None and len(self._pieces) >= self._max_fragments:
            raise Violation(1009, f"message in more than {self._max_fragments} pieces")

    def _take(self, head: int, payload: bytes) -> None:
        if head & 0xF >= CLOSE:
            self.control(head & 0xF, payload)
        elif head == FINAL_TEXT:
            self._whole(payload)
        else:
            self._gather(payload, last=bool(head & FIN))

    def _gather(self, payload: bytes, *, last: bool) -> None:
        if self._pieces is None:
            self._pieces = []
        self._pieces.append(payload)
        self._gathered += len(payload)
        if last:
            whole = b"".join(self._pieces)
            self._pieces, self._gathered = None, 0
            self._whole(whole)

    def _whole(self, payload: bytes) -> None:
        if not payload.isascii():
            try:
                payload.decode()
            except UnicodeDecodeError:
                raise Violation(1007, "text that is not UTF-8") from None
        self.message(payload)
