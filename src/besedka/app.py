"""The composition root: the one file that joins the rooms into a running process. Nobody imports it but the CLI."""

import asyncio
import contextlib
import gc
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

import structlog
import uvicorn

from besedka import reactions
from besedka.api import operator, visitor, web
from besedka.api.http.limits import Limits
from besedka.api.http.origins import OwnOrigin
from besedka.api.stream.attention import Attention
from besedka.api.stream.desk import Desk
from besedka.api.stream.feed import Feed
from besedka.api.stream.joining import Joining
from besedka.api.stream.pieces import visitor_topic
from besedka.api.stream.protocol import Bye, encode
from besedka.api.stream.roll import RollCall
from besedka.api.stream.sockets import Door
from besedka.api.stream.whispers import Whispers
from besedka.api.visitor.page import own_origin
from besedka.contacts import ReturnLinks
from besedka.conversations import look_at_silence
from besedka.inboxes import Directory
from besedka.jobs import Jobs
from besedka.kernel import actions, db, lockfile, schema
from besedka.kernel.addresses import Proxies
from besedka.kernel.clock import Clock
from besedka.kernel.cursors import Cursors
from besedka.kernel.doorbell import Doorbell, NotifyDoorbell, SilentDoorbell
from besedka.kernel.errors import Refusal
from besedka.kernel.eventlog import Tail
from besedka.kernel.http import Untrusted
from besedka.kernel.mail import Mail
from besedka.kernel.sealing import Seal
from besedka.kernel.settings import DEFAULT_SECRET, Settings
from besedka.kernel.writer import Writer
from besedka.notifications import Postman, StopLinks, push
from besedka.previews import Previews
from besedka.ratings import Surveys
from besedka.realtime import presence
from besedka.realtime.hub import Hub
from besedka.realtime.ws import Sockets
from besedka.routing import Router
from besedka.staff import AlarmBell, Departments, Doorkeeper, Passwords, SignIns

log = structlog.get_logger()
_SILENCE_EVERY_S = 5.0
_ROUTING_EVERY_S = 1.0
_LOOK_AFTER_EVERY_S = 5.0
_ROLL_EVERY_S = 1.0
_ATTENTION_EVERY_S = 5.0
_CHECKPOINT_EVERY_S = 5.0
_MAIL_EVERY_S = 5.0
_FORGET_EVERY_S = 3600.0
_UPKEEP_EVERY_S = 60.0
_RECONNECT_MS = 500
_DRAIN_S = 5.0


class Process:
    """Everything one server process is made of."""

    def __init__(self, settings: Settings, database: db.SqliteDatabase | db.PostgresDatabase) -> None:
        self.settings = settings
        self.database: db.Database = database
        self.clock = Clock(settings.test_clock)
        self.tail = Tail(database)
        self.writer = Writer(database, self.tail, self.clock, batch_size=settings.batch_size)
        self.directory = Directory(database)
        self.departments = Departments(database)
        self.hub = Hub()
        self.sockets = Sockets()
        self.mail = Mail(settings)
        self.seal = Seal(settings.secret or DEFAULT_SECRET)
        self.returns = ReturnLinks(settings.secret or DEFAULT_SECRET)
        self.stops = StopLinks(settings.secret or DEFAULT_SECRET, settings.url)
        self.postman = Postman(self, settings.url, self._is_here)
        self.jobs = Jobs(database, self.writer, self.directory.rules, self.clock)
        self.router = Router(database, self.directory, self.writer, self.clock)
        client = Untrusted(settings.preview_networks)
        self.previews = Previews(database, self.writer, self.clock, self.directory, client)
        self.followers = reactions.followers(
            self.router, database, self.writer, self.clock, self.directory, settings,
            self.previews if settings.previews else None,
        )  # fmt: skip
        self.router.alarm = AlarmBell(self.writer, self.clock).ring
        self.doorbell: Doorbell = SilentDoorbell()
        if isinstance(database, db.PostgresDatabase):
            self.doorbell = NotifyDoorbell(database.dsn, self.writer.process)
        self.doorbell.on_ring = self.tail.ring
        self._tasks: list[asyncio.Task[None]] = []
        self.is_broken = False

    async def start(self) -> None:
        """Check the database, begin to write, follow and listen."""
        await self.database.read(db.check_durability)
        await self.tail.start()
        await self.directory.load()
        await self.departments.load()
        self.hub.position = self.tail.position
        self.open_doors()
        self.tail.on_skipped = self.hub.begin_anew
        self.tail.listeners += [self.directory.notice, self.departments.notice, self.feed.notice]
        self.tail.listeners += [follower.notice for follower in self.followers]
        for work in (self.writer.run, self.tail.run, self.doorbell.run, *(f.run for f in self.followers)):
            self._task(work())
        if self.database.notifies:
            self._task(self.tail.poll())
        self._every(_SILENCE_EVERY_S, lambda: look_at_silence(self.database, self.writer, self.directory, self.clock))
        self._every(_ROUTING_EVERY_S, self.router.tick)
        self._every(_LOOK_AFTER_EVERY_S, self.router.look_after)
        self._every(_LOOK_AFTER_EVERY_S, self.jobs.go_on)
        self._every(_LOOK_AFTER_EVERY_S, Doorkeeper(self.departments, self.writer, self.clock).look)
        self._every(_ROLL_EVERY_S, self.roll_call.round)
        self._every(_ATTENTION_EVERY_S, self.attention.write)
        self._every(_MAIL_EVERY_S, self.postman.round)
        self._every(_FORGET_EVERY_S, self._forget)
        self._every(_UPKEEP_EVERY_S, self.sign_ins.upkeep)
        if isinstance(self.database, db.SqliteDatabase):
            self._every(_CHECKPOINT_EVERY_S, self.database.checkpoint)

    def open_doors(self) -> None:
        """Make the doors, for the epoch that the log has now."""
        cursors = Cursors(self.settings.secret or DEFAULT_SECRET, self.tail.epoch)
        attendance = presence.Attendance()
        self.roll_call = RollCall(self.database, self.writer, self.clock, attendance)
        self.attention = Attention(self.writer, self.clock)
        joining = Joining(self.database, self.hub, cursors, self.directory, self.clock, attendance)
        desk = Desk(self.writer)
        self.whispers = Whispers(self.hub, self.doorbell)
        self.whispers.on_attention = lambda operator_id, _, state, at: self.router.attend(operator_id, state, at)
        self.router.waits.tell = self.whispers.queue
        self.feed = Feed(self.database, self.hub, self.directory, self.clock)
        self.limits = Limits(self.settings)
        self.push_key = push.PushKey(self.database, self.writer)
        self.passwords = Passwords()
        self.sign_ins = SignIns(self.database, self.writer, self.clock, self.passwords)
        self.visitors = visitor.VisitorDoor(
            self.database,
            self.directory,
            self.departments,
            self.limits,
            self.whispers,
            clock=self.clock,
            returns=self.returns,
            has_mail=self.mail.is_configured,
            own_origin=own_origin(self.settings),
            surveys=Surveys(self.database, self.writer, self.clock),
        )
        self.operators = operator.OperatorDoor(
            self.database, self.directory, self.sign_ins, self.whispers, self.attention
        )
        proxies, own = Proxies(self.settings.trusted_proxies), OwnOrigin(self.settings)
        self.visitor_door = Door(self.visitors, joining, desk, self.hub, self.clock, proxies)
        self.operator_door = Door(self.operators, joining, desk, self.hub, self.clock, proxies, own)
        self.sockets.mount(f"{visitor.PATH}/stream", self.visitor_door)
        self.sockets.mount(f"{operator.PATH}/stream", self.operator_door)

    def application(self) -> Any:
        """The HTTP side, as an ASGI application."""
        return web.application(self)

    async def stop(self) -> None:
        """Send everybody away, write what waits, and let go."""
        await self.sockets.shutdown(1012, encode(Bye("restart", _RECONNECT_MS)))
        await self.jobs.stop()
        await self.previews.stop()
        with contextlib.suppress(TimeoutError, Refusal):
            await asyncio.wait_for(self._write_what_is_left(), _DRAIN_S)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.passwords.close()
        await self.database.close()

    async def _write_what_is_left(self) -> None:
        await self.roll_call.note_changes()
        await self.attention.write(everything=True)
        await self.writer.drain()

    async def _is_here(self, identity_id: str) -> bool:
        """Whether this visitor has a stream: in this process, or as another one has written."""
        if self.hub.is_heard((visitor_topic(identity_id),)):
            return True
        person = f"visitor:{identity_id}"
        signs = await self.database.read(presence.signs_of, [person])
        return presence.is_here(signs[person], self.clock.now())

    async def _forget(self) -> None:
        await self.writer.transaction(lambda bulk: actions.forget_old(bulk, self.clock.now()))
        await self.writer.transaction(lambda bulk: presence.forget_old(bulk, self.clock.now()))
        await self.writer.transaction(push.forget_dropped)

    def _task(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        task.add_done_callback(self._stop_if_it_broke)
        self._tasks.append(task)

    def _every(self, seconds: float, work: Callable[[], Awaitable[Any]]) -> None:
        async def loop() -> None:
            while True:
                await asyncio.sleep(seconds)
                try:
                    await work()
                except Refusal as refusal:
                    log.warning("a timer waits", reason=refusal.detail)
                except Exception:
                    log.exception("a timer failed; it will try again")

        self._task(loop())

    def _stop_if_it_broke(self, task: asyncio.Task[None]) -> None:
        """A process whose writer, tail or follower has ended is worse than none: end it, to be started again."""
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.critical("a task of the process ended; stopping", error=repr(problem), exc_info=problem)
            self.is_broken = True
            os.kill(os.getpid(), signal.SIGTERM)


def openapi_document() -> dict[str, Any]:
    """The OpenAPI document of this version. Opens nothing."""
    process = Process(Settings(), db.open_database("sqlite:///:memory:"))
    process.open_doors()
    return web.openapi_document(process)


@contextlib.asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Process]:
    """A process on its opened and migrated store, until the end of the block."""
    database = db.open_database(settings.database_url)
    await schema.open_store(database)
    process = Process(settings, database)
    await process.start()
    try:
        yield process
    finally:
        await process.stop()


def _spare_the_collector() -> None:
    """What was made at start stays; messages make little garbage in circles, so look for it more rarely."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


class Server(uvicorn.Server):
    """uvicorn, which sends the streams away before it stops."""

    def __init__(self, config: uvicorn.Config, process: Process) -> None:
        super().__init__(config)
        self._process = process

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Asked to stop; asked by Ctrl+C twice: at once. uvicorn itself would raise the signal again when it has
        stopped, and the process would be gone before the writer has written what waits."""
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True

    async def shutdown(self, sockets: Any = None) -> None:
        """Streams first: they are told when to come back."""
        for server in self.servers:
            server.close()
        await self._process.sockets.shutdown(1012, encode(Bye("restart", _RECONNECT_MS)))
        await super().shutdown(sockets)


async def serve(settings: Settings, prepare: Callable[[Process], Awaitable[None]] | None = None) -> None:
    """Run one server process until it is told to stop. `prepare` may fill the store first."""
    lock = lockfile.take(settings.data) if settings.database_url.startswith("sqlite") else None
    async with running(settings) as process:
        if prepare is not None:
            await prepare(process)
        config = uvicorn.Config(
            process.application(),
            host=settings.host,
            port=settings.port,
            ws=process.sockets.protocol_class,
            lifespan="off",
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=5,
            backlog=4096,
        )
        _spare_the_collector()
        await Server(config, process).serve()
    del lock
    if process.is_broken:
        raise SystemExit(1)
