"""The stream over a WebSocket: `hello` first, then frames out and commands in."""

import asyncio

import msgspec
import structlog

from besedka.api.http.origins import OwnOrigin
from besedka.api.http.problems import problem
from besedka.api.stream.audience import Audience, Outcome, Person, close_code
from besedka.api.stream.desk import Desk, read_message
from besedka.api.stream.frames import Frame
from besedka.api.stream.joining import Joining
from besedka.api.stream.protocol import Ack, Bye, Hello, Pong, Refused, Welcome, encode
from besedka.api.stream.reader import Reader
from besedka.api.stream.wishes import Ping
from besedka.kernel.addresses import Proxies
from besedka.kernel.clock import Clock
from besedka.kernel.errors import InvalidCommand, Refusal, TooMany, Unavailable
from besedka.realtime.hub import Hub
from besedka.realtime.ws import Connection, Session, UpgradeRequest
from besedka.realtime.ws import Refusal as HandshakeRefusal

log = structlog.get_logger()
_HELLO_S = 5.0
_EARLY_MAX = 64
_BAD_IN_A_ROW = 20
_HASTY_IN_A_ROW = 100

_decode_hello = msgspec.json.Decoder(Hello).decode
_PONG = encode(Pong())


class Door:
    """Everything that a stream of one audience stands on. Also the endpoint of its WebSocket path."""

    def __init__(
        self,
        audience: Audience,
        joining: Joining,
        desk: Desk,
        hub: Hub,
        clock: Clock,
        proxies: Proxies,
        own_origin: OwnOrigin | None = None,
    ) -> None:
        self.audience, self.joining, self.desk, self.hub, self.clock = audience, joining, desk, hub, clock
        self._proxies, self._own_origin = proxies, own_origin
        self._tasks: set[asyncio.Task[None]] = set()

    def admit(self, request: UpgradeRequest) -> Session | HandshakeRefusal:
        """Only the origin is known yet. Where people have a session, it must be our own."""
        origin = request.headers.get("origin")
        if self._own_origin is not None and not self._own_origin.admits(origin, request.host):
            return HandshakeRefusal(403, "Expected a page of this server as the origin.", "foreign_origin")
        forwarded = request.headers.get("x-forwarded-for")
        return SocketStream(self, origin, self._proxies.client(request.peer, [forwarded] if forwarded else []))

    def spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        """Run a short task to its end."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class SocketStream:
    """One socket: the session that the WebSocket layer calls, and the sink of its reader."""

    __slots__ = (
        "_address", "_bad", "_connection", "_door", "_early", "_hasty", "_is_joining", "_is_outdated", "_origin",
        "_person", "_reader",
    )  # fmt: skip

    _connection: Connection

    def __init__(self, door: Door, origin: str | None, address: str) -> None:
        self._door, self._origin, self._address = door, origin, address
        self._person: Person | None = None
        self._reader: Reader | None = None
        self._early: list[bytes] | None = None
        self._is_joining, self._is_outdated = True, False
        self._bad = self._hasty = 0

    # From the WebSocket layer

    def opened(self, connection: Connection) -> None:
        self._connection = connection
        connection.deadline(_HELLO_S, self._no_hello)

    def received(self, data: bytes) -> None:
        if self._reader is not None:
            self._command(data)
        elif self._early is None:
            self._connection.cancel_deadline()
            self._early = []
            self._door.spawn(self._welcome(data))
        elif len(self._early) < _EARLY_MAX:
            self._early.append(data)
        else:
            self._connection.close(4429, "too much before the welcome")

    def beat(self) -> None:
        if self._reader is not None:
            self._reader.advance(self._door.hub.position)

    def slow(self) -> None:
        self._restart("slow")

    def closed(self, code: int, reason: str) -> None:
        if self._reader is not None:
            self._door.joining.leave(self._reader)

    # From the reader

    def send(self, message: bytes) -> None:
        self._connection.send(message)

    def pass_on(self, frame: Frame) -> None:
        self._connection.send_framed(frame.framed)

    @property
    def quiet_ms(self) -> int:
        return int(self._connection.quiet * 1000)

    def probe(self) -> None:
        self._connection.probe()

    def rights_changed(self, session_id: str | None) -> None:
        person = self._person
        if person is None or (session_id is not None and session_id != person.session_id):
            return
        self._is_outdated = True
        if not self._is_joining and self._reader is not None:
            self._reader.rejoin()  # nothing more under the old rights
            self._door.spawn(self._keep_rights())

    # Inside

    def _no_hello(self) -> None:
        self._connection.close(4408, "no hello within 5 s")

    async def _welcome(self, data: bytes) -> None:
        try:
            hello = _read_hello(data)
            person = await self._door.audience.welcome(hello, self._origin, self._address)
            await self._begin(person, hello.cursor)
        except Refusal as refusal:
            self._turn_away(refusal)
        except Exception:
            log.exception("a stream could not begin")
            self._connection.close(1011, "internal error")

    async def _begin(self, person: Person, cursor: str | None) -> None:
        self._person = person
        self._person, reader = await self._door.joining.admit(person, self)
        self.send(encode(Welcome(self._door.clock.now(), self._person.me)))
        try:
            await self._door.joining.start(reader, self._person, cursor)
        except BaseException:
            self._door.joining.leave(reader)
            raise
        self._reader = reader
        if not self._connection.is_open:
            self._door.joining.leave(reader)
        early, self._early = self._early or [], []
        for data in early:
            self._command(data)
        await self._keep_rights()

    def _turn_away(self, refusal: Refusal) -> None:
        self.send(encode(Refused(None, problem(refusal))))
        self._connection.close(close_code(refusal), refusal.code)

    def _command(self, data: bytes) -> None:
        person = self._person
        assert person is not None
        try:
            wish = self._door.desk.read(person, data)
        except InvalidCommand as refusal:
            self._invalid(refusal)
            return
        self._bad = 0
        if isinstance(wish, Ping):
            self._pong(person, wish)
        else:
            self._door.desk.take(person, wish, self._answer)

    def _pong(self, person: Person, wish: Ping) -> None:
        try:
            person.limit(wish)
        except TooMany as refusal:
            self._answer(Outcome(None, refusal))
        else:
            self.send(_PONG)

    def _invalid(self, refusal: InvalidCommand) -> None:
        self._bad += 1
        self.send(encode(Refused(None, problem(refusal))))
        if self._bad >= _BAD_IN_A_ROW:
            self._connection.close(4400, "too many invalid commands")

    def _answer(self, outcome: Outcome) -> None:
        self._hasty = self._hasty + 1 if isinstance(outcome.result, TooMany) else 0
        if self._hasty > _HASTY_IN_A_ROW:
            self._connection.close(4429, "too many messages")
        elif (refusal := outcome.problem) is not None:
            self.send(encode(Refused(outcome.client_id, refusal)))
        elif outcome.client_id is not None:
            self.send(encode(Ack(outcome.client_id, outcome.result)))

    def _restart(self, reason: str) -> None:
        if self._reader is not None and self._person is not None:
            self._reader.rejoin()
            self._door.spawn(self._snapshot(self._reader, self._person, reason))

    async def _snapshot(self, reader: Reader, person: Person, reason: str) -> None:
        try:
            await self._door.joining.start(reader, person, None, reason)
        except Exception:
            log.exception("a stream could not begin anew")
            self._connection.close(1013, "try again later")

    async def _keep_rights(self) -> None:
        """Begin anew as often as rights have changed meanwhile; one of these at a time."""
        self._is_joining = True
        while self._is_outdated and self._connection.is_open:
            self._is_outdated = False
            await self._check_rights()
        self._is_joining = False

    async def _check_rights(self) -> None:
        """Still allowed: begin anew under the present rights. Not any more: say so and end."""
        assert self._person is not None
        joining = self._door.joining
        try:
            fresh, reader = await joining.admit(self._person, self)
        except Unavailable:
            self._connection.close(1013, "try again later")
        except Refusal:
            self.send(encode(Bye("revoked")))
            self._connection.close(4401, "revoked")
        else:
            assert self._reader is not None
            joining.leave(self._reader)
            self._person, self._reader = fresh, reader
            await self._snapshot(reader, fresh, "changed_rights")
            if not self._connection.is_open:
                joining.leave(reader)


def _read_hello(data: bytes) -> Hello:
    return read_message(data, _decode_hello, "the message `hello` first")
