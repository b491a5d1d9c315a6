"""A heart without doors: the rooms over a real database, as tests use them."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec

from besedka import reactions
from besedka.contacts import Visitor, visitor
from besedka.conversations import (
    CloseByOperator,
    Conversation,
    Receive,
    Reply,
    Take,
    conversations_by_ids,
    entries,
    look_at_silence,
)
from besedka.conversations.service.arranging import Arranging
from besedka.inboxes import AddInbox, ChangeInbox, Directory, Inbox
from besedka.kernel import eventlog
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.eventlog import Event, Tail
from besedka.kernel.ids import new_id, new_secret
from besedka.kernel.writer import Writer
from besedka.routing import Router
from besedka.staff import (
    AddDepartment,
    AddOperator,
    ChangeDepartment,
    Departments,
    Role,
    SetStatus,
    Status,
    operators_by_ids,
)
from besedka.staff.settings import DepartmentSettings


class MovableClock(Clock):
    """A clock that a test moves by hand."""

    ahead = 0

    def now(self) -> int:
        return super().now() + self.ahead


class Heart:
    """Rooms, writer, tail and followers of one process."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = MovableClock()
        self.tail = Tail(database)
        self.writer = Writer(database, self.tail, self.clock)
        self.directory = Directory(database)
        self.departments = Departments(database)
        self.tail.listeners += [self.directory.notice, self.departments.notice]
        self.router = Router(database, self.directory, self.writer, self.clock)
        self.followers = reactions.followers(self.router, database, self.writer, self.clock, self.directory)
        for follower in self.followers:
            self.tail.listeners.append(follower.notice)

    async def furnish(self) -> None:
        """A department, an inbox."""
        self.department = await self.writer.do(AddDepartment(actor="t:", key="support", names={"en": "Support"}))
        await self.writer.do(
            AddInbox(
                actor="t:", key="demo", name="Site", brand_name="Sunny", accent="#2F6B4F",
                department_id=self.department, origins=("http://localhost:8300",),
            )
        )  # fmt: skip
        await self.recall()

    async def recall(self) -> None:
        """What every process keeps in memory."""
        await self.directory.load()
        await self.departments.load()

    @property
    def inbox(self) -> Inbox:
        return self.directory.by_key("demo")

    async def operator(self, name: str, *, role: Role = Role.OPERATOR, limit: int = 4, department: str = "") -> str:
        """A member of staff of the department; answers the id."""
        return str(
            await self.writer.do(
                AddOperator(
                    actor="t:", email=f"{name}@x.example", name=name, password_hash="-", role=role,
                    departments=(department or self.department,), chat_limit=limit,
                )
            )
        )  # fmt: skip

    def visitor(self) -> Visitor:
        """Somebody new."""
        return visitor(self.inbox.id, new_secret())

    async def receive(self, who: Visitor, text: str = "Hello", client_id: str = "") -> Any:
        return await self.writer.do(Receive(who, self.inbox, client_id or new_id(), text))

    async def take(self, operator: str, conversation: str) -> Any:
        return await self.writer.do(Take(operator, conversation, new_id()))

    async def reply(self, operator: str, conversation: str, text: str = "Good day", client_id: str = "") -> Any:
        return await self.writer.do(Reply(operator, conversation, client_id or new_id(), text, self.directory.rules))

    async def close(self, operator: str, conversation: str) -> Any:
        return await self.writer.do(CloseByOperator(operator, conversation, new_id(), self.directory.rules))

    async def arrange(self, what: type[Arranging], operator: str, conversation: str, **fields: Any) -> Any:
        """A command of staff about a conversation."""
        if "rules_of" in what.__struct_fields__:
            fields["rules_of"] = self.directory.rules
        return await self.writer.do(what(operator, conversation, new_id(), **fields))

    async def status(self, operator: str, status: Status = Status.ONLINE) -> None:
        await self.writer.do(SetStatus(operator_id=operator, client_id=new_id(), status=status))

    async def told(self, department: str = "", **fields: Any) -> None:
        """Other settings of a department."""
        settings = msgspec.convert(fields, DepartmentSettings)
        await self.writer.do(
            ChangeDepartment(actor="t:", department_id=department or self.department, settings=settings)
        )

    async def rules(self, **fields: Any) -> None:
        """Other rules of the inbox."""
        rules = msgspec.structs.replace(self.inbox.rules, **fields)
        change = ChangeInbox(actor="t:", inbox_id=self.inbox.id, name="Site", origins=(), rules=rules)
        await self.writer.do(change)
        await self.directory.load()

    async def look(self) -> None:
        """Timers take their turn."""
        await look_at_silence(self.database, self.writer, self.directory, self.clock)

    async def load_of(self, operator: str) -> int:
        return (await self.database.read(operators_by_ids, [operator]))[0].load

    async def events(self, conversation: str) -> list[Event]:
        """What happened in a conversation, oldest first."""
        found = await self.database.read(eventlog.after, 0)
        return [event for _, event in found if event.subject == conversation]

    async def conversation(self, conversation_id: str) -> Conversation:
        found = await self.database.read(conversations_by_ids, [conversation_id])
        return found[0]

    async def texts(self, conversation_id: str) -> list[str]:
        """What stands in the log of a conversation, notices as [code]."""
        found = await self.database.read(entries, conversation_id, before=None, limit=1000, with_notes=True)
        assert [entry.seq for entry in found] == list(range(1, len(found) + 1))
        return [f"[{entry.code}]" if entry.kind == "system" else entry.text for entry in found]


@contextlib.asynccontextmanager
async def beating(database: Database, *, following: bool = True, furnished: bool = False) -> AsyncIterator[Heart]:
    """A heart that beats until the end of the block. `furnished`: the store has its department and inbox already."""
    heart = Heart(database)
    await heart.tail.start()
    tasks = [asyncio.create_task(heart.writer.run()), asyncio.create_task(heart.tail.run())]
    if following:
        tasks += [asyncio.create_task(follower.run()) for follower in heart.followers]
    try:
        await (heart.recall() if furnished else heart.furnish())
        yield heart
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def eventually(check: Any, seconds: float = 10.0) -> None:
    """Wait until an async check holds."""
    until = asyncio.get_running_loop().time() + seconds
    while not await check():
        assert asyncio.get_running_loop().time() < until, "it did not happen in time"
        await asyncio.sleep(0.02)
