"""Our frame reader against RFC 6455 and against the `websockets` library."""

import struct
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN
from websockets.server import ServerProtocol

from besedka.realtime.ws.frames import Violation, close_frame, control_frame, frame, read_close
from besedka.realtime.ws.reader import FrameReader

LIMIT = 1000
PIECES = 8


class Reading(FrameReader):
    """Writes down what was read, and how it ended."""

    def __init__(self) -> None:
        super().__init__(LIMIT, PIECES)
        self.read: list[tuple[str, bytes]] = []
        self.fault: int | None = None

    def message(self, payload: bytes) -> None:
        self.read.append(("message", payload))

    def control(self, opcode: int, payload: bytes) -> None:
        self.read.append((Opcode(opcode).name, payload))

    def take(self, *chunks: bytes) -> "Reading":
        """Feed the chunks, stopping at a fault as a connection does."""
        for chunk in chunks:
            if self.fault is None:
                try:
                    self.feed(chunk)
                except Violation as violation:
                    self.fault = violation.code
        return self


def read_by_library(data: bytes) -> tuple[list[tuple[str, bytes]], int | None]:
    """What `websockets` makes of the same bytes."""
    library = ServerProtocol(state=OPEN, max_size=LIMIT)
    library.receive_data(data)
    read: list[tuple[str, bytes]] = []
    pieces: list[bytes] = []
    for event in library.events_received():
        assert isinstance(event, Frame)
        if event.opcode >= Opcode.CLOSE:
            read.append((event.opcode.name, bytes(event.data)))
            continue
        pieces.append(bytes(event.data))
        if event.fin:
            read.append(("message", b"".join(pieces)))
            pieces = []
    return read, library.close_sent.code if library.parser_exc and library.close_sent else None


def client(opcode: int, payload: bytes = b"", fin: bool = True, mask: bytes = b"\x01\x02\x03\x04") -> bytes:
    """A client's frame, legal or not."""
    size = len(payload)
    if size < 126:
        head = bytes((fin << 7 | opcode, 0x80 | size))
    elif size < 65536:
        head = struct.pack("!BBH", fin << 7 | opcode, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", fin << 7 | opcode, 0x80 | 127, size)
    return head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(payload))


def cut(data: bytes, at: list[int]) -> list[bytes]:
    edges = sorted({min(edge, len(data)) for edge in at} | {0, len(data)})
    return [data[a:b] for a, b in pairwise(edges)]


text = st.text(alphabet='a"\0Ж語🙂', max_size=200).map(str.encode)
control = st.tuples(st.sampled_from([9, 10]), st.binary(max_size=125)).map(lambda it: client(*it))


@st.composite
def message(draw: st.DrawFn) -> bytes:
    """The frames of one text message, in pieces cut anywhere (inside characters too), control frames between them."""
    payload = draw(text)
    pieces = cut(payload, draw(st.lists(st.integers(0, 200), max_size=PIECES - 1))) or [b""]
    mask = draw(st.binary(min_size=4, max_size=4))
    frames = []
    for number, piece in enumerate(pieces):
        frames.append(client(0 if number else 1, piece, number == len(pieces) - 1, mask))
        if number < len(pieces) - 1:
            frames += draw(st.lists(control, max_size=2))
    return b"".join(frames)


legal = st.lists(st.one_of(message(), control), max_size=6).map(b"".join)
cuts = st.lists(st.integers(0, 1500), max_size=12)


@given(data=legal, at=cuts)
@settings(max_examples=200, deadline=None)
def test_any_split_of_legal_frames_reads_as_the_library_reads_them(data: bytes, at: list[int]) -> None:
    reading = Reading().take(*cut(data, at))
    assert (reading.read, reading.fault) == read_by_library(data)
    assert reading.fault is None


@given(data=legal)
@settings(deadline=None)
def test_a_byte_at_a_time_reads_as_all_at_once(data: bytes) -> None:
    slowly = Reading().take(*(data[at : at + 1] for at in range(len(data))))
    assert slowly.read == Reading().take(data).read


@given(
    data=legal,
    head=st.integers(0, 255).filter(lambda head: head & 0xF not in (2, 8)),
    second=st.integers(0, 255).filter(lambda second: second & 0x7F < 126),
    at=cuts,
)
@settings(max_examples=300, deadline=None)
def test_any_header_is_accepted_or_refused_as_by_the_library(
    data: bytes, head: int, second: int, at: list[int]
) -> None:
    whole = data + bytes((head, second)) + b"\0\0\0\0" + b"a" * (second & 0x7F)
    reading = Reading().take(*cut(whole, at))
    assert (reading.read, reading.fault) == read_by_library(whole)


@given(garbage=st.binary(max_size=300), at=cuts)
@settings(max_examples=300, deadline=None)
def test_garbage_raises_nothing_but_violations_and_reads_alike_however_it_is_cut(garbage: bytes, at: list[int]) -> None:
    whole, pieces = Reading().take(garbage), Reading().take(*cut(garbage, at))
    assert (whole.read, whole.fault) == (pieces.read, pieces.fault)


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        pytest.param(b"\xc1\x80\0\0\0\0", 1002, id="a reserved bit"),
        pytest.param(b"\x83\x80\0\0\0\0", 1002, id="an unknown data opcode"),
        pytest.param(b"\x8b\x80\0\0\0\0", 1002, id="an unknown control opcode"),
        pytest.param(b"\x81\x00", 1002, id="no mask"),
        pytest.param(b"\x89\x00", 1002, id="a control frame with no mask"),
        pytest.param(b"\x09\x80\0\0\0\0", 1002, id="a control frame in pieces"),
        pytest.param(b"\x89\xfe\x00\x7e", 1002, id="a control frame of 126 bytes"),
        pytest.param(client(0, b"a"), 1002, id="a continuation of nothing"),
        pytest.param(client(1, b"a", fin=False) + client(1, b"b"), 1002, id="a beginning inside a message"),
        pytest.param(client(2, b"a"), 4400, id="a binary message"),
        pytest.param(client(1, b"\xff\xfe"), 1007, id="text that is not UTF-8"),
        pytest.param(client(1, b"\xed\xa0\x80"), 1007, id="a lone surrogate"),
        pytest.param(client(1, b"\xd0", fin=False) + client(0, b"\x00"), 1007, id="a character broken across pieces"),
        pytest.param(b"\x81\xfe\x03\xe9", 1009, id="a message over the limit, refused before its bytes arrive"),
        pytest.param(b"\x81\xff" + b"\xff" * 8, 1009, id="a length of 2^64 - 1"),
        pytest.param(
            client(1, b"a" * 600, fin=False) + client(0, b"a" * 401), 1009, id="pieces over the limit together"
        ),
        pytest.param(client(1, fin=False) + client(0, fin=False) * PIECES, 1009, id="empty pieces without end"),
    ],
)
def test_what_breaks_a_rule_ends_with_its_code_after_what_came_before(frames: bytes, code: int) -> None:
    reading = Reading().take(client(1, b"before") + frames)
    assert reading.fault == code
    assert reading.read == [("message", b"before")]


def test_a_message_of_exactly_the_limit_is_read_whole_or_in_pieces() -> None:
    payload = b"a" * LIMIT
    reading = Reading().take(client(1, payload), client(1, payload[:1], fin=False) + client(0, payload[1:]))
    assert reading.read == [("message", payload)] * 2


def test_a_character_may_be_cut_between_two_pieces() -> None:
    assert Reading().take(client(1, b"\xd0", fin=False) + client(0, b"\x96")).read == [("message", "Ж".encode())]


@given(payload=st.integers(0, 70_000).map(lambda size: b"a" * size))
@settings(max_examples=40, deadline=None)
def test_our_frames_are_byte_for_byte_those_of_the_library(payload: bytes) -> None:
    assert frame(payload) == Frame(Opcode.TEXT, payload).serialize(mask=False)


@pytest.mark.parametrize("size", [0, 125, 126, 127, 65535, 65536])
def test_frame_lengths_around_the_borders_are_those_of_the_library(size: int) -> None:
    assert frame(b"a" * size) == Frame(Opcode.TEXT, b"a" * size).serialize(mask=False)


@given(payload=st.binary(max_size=125))
@settings(deadline=None)
def test_control_frames_are_those_of_the_library(payload: bytes) -> None:
    assert control_frame(10, payload) == Frame(Opcode.PONG, payload).serialize(mask=False)


def test_a_long_close_reason_is_cut_between_characters() -> None:
    code, reason = read_close(close_frame(4400, "ж" * 100)[2:])
    assert (code, reason) == (4400, "ж" * 61)


@pytest.mark.parametrize("code", [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535])
def test_a_close_code_that_may_not_be_sent_is_refused(code: int) -> None:
    with pytest.raises(Violation) as fault:
        read_close(code.to_bytes(2, "big"))
    assert fault.value.code == 1002


@pytest.mark.parametrize("code", [1000, 1001, 1012, 3000, 4999])
def test_a_close_code_that_may_be_sent_is_read(code: int) -> None:
    assert read_close(code.to_bytes(2, "big") + "пока".encode()) == (code, "пока")


def test_a_close_frame_with_half_a_code_or_a_broken_reason_is_refused() -> None:
    with pytest.raises(Violation) as half:
        read_close(b"\x03")
    with pytest.raises(Violation) as broken:
        read_close(b"\x03\xe8\xff")
    assert (half.value.code, broken.value.code) == (1002, 1007)
    assert read_close(b"") == (1005, "")
