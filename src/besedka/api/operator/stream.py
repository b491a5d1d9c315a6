"""Operators as the stream's audience: who they are, what they see, what they may do."""

from typing import Any, Protocol

from besedka.api.operator import commands
from besedka.api.stream import views
from besedka.api.stream.attention import IDLE, Attention
from besedka.api.stream.audience import Person, TooFar
from besedka.api.stream.facts import whose_load
from besedka.api.stream.pieces import EVERYTHING, STAFF, department_topic, visitor_topic
from besedka.api.stream.protocol import Hello, Me
from besedka.api.stream.whispers import Whispers
from besedka.attachments import STAFF as STAFF_READER
from besedka.attachments import Addresses
from besedka.contacts import contacts_by_ids
from besedka.conversations import (
    Conversation,
    NoSuchConversation,
    closed_of_operator,
    conversations_by_ids,
    entries,
    open_in,
)
from besedka.events.conversations import ConversationEvent, ConversationTransferred
from besedka.inboxes import Directory
from besedka.kernel import cursors, eventlog
from besedka.kernel.db import Bulk, Database
from besedka.kernel.eventlog import Event, Stored
from besedka.kernel.records import Command
from besedka.staff import Operator, SignedOut, all_departments, all_operators

_ENTRIES = 50
_WORTH_REPLAYING = 2_000
_CLOSED_LATELY_MS = 3600 * 1000


class SignIns(Protocol):
    """What the door asks of the staff room."""

    async def redeem(self, ticket: str) -> tuple[str, Operator]:
        """(session id, operator) of a stream ticket, once; raises SignedOut."""
        ...

    async def current(self, session_id: str) -> Operator:
        """Whose session this is, if it is still open; raises SignedOut."""
        ...

    def touch(self, session_id: str) -> None:
        """The session is in use."""
        ...


class OperatorDoor:
    """The audience of `/api/operator/v1`."""

    def __init__(
        self,
        database: Database,
        directory: Directory,
        sign_ins: SignIns,
        whispers: Whispers,
        attention: Attention,
        addresses: Addresses,
    ) -> None:
        self.database, self.directory, self.sign_ins, self.whispers = database, directory, sign_ins, whispers
        self.attention, self.addresses = attention, addresses

    async def welcome(self, hello: Hello, origin: str | None, address: str) -> Person:
        """Raises InvalidCommand, SignedOut."""
        hello.require_protocol()
        if not hello.ticket:
            raise SignedOut("Expected a `ticket` in the hello: POST /api/operator/v1/ticket gives one.")
        session_id, operator = await self.sign_ins.redeem(hello.ticket)
        return OperatorPerson(self, session_id, operator)


class OperatorPerson:
    """One open console, under the rights that its operator has now."""

    def __init__(self, door: OperatorDoor, session_id: str, operator: Operator) -> None:
        self._door, self.operator_id = door, operator.id
        self.session_id: str | None = session_id
        self._operator = operator
        self.departments = None if operator.sees_everything else tuple(operator.department_ids)
        self.me = Me(
            "operator", operator.id, operator.name, operator.role, operator.department_ids, operator.chat_limit
        )
        self.tag = cursors.tag(f"{operator.id}:{operator.role}:{operator.departments}")
        seen = (EVERYTHING,) if self.departments is None else tuple(map(department_topic, self.departments))
        self.topics: tuple[str, ...] = (*seen, STAFF)
        self.own: str | None = operator.id

    async def renewed(self) -> Person:
        """The same console under present rights; raises SignedOut."""
        session_id = self.session_id or ""
        return OperatorPerson(self._door, session_id, await self._door.sign_ins.current(session_id))

    def may_see(self, department_id: str) -> bool:
        """Whether conversations of this department are visible."""
        return self.departments is None or department_id in self.departments

    def decode(self, data: bytes) -> Any:
        """An operator's command."""
        return commands.decode(data)

    def command(self, wish: Any) -> Command | None:
        """The writer's command."""
        self._door.sign_ins.touch(self.session_id or "")
        return commands.command(wish, self.operator_id, self._door.directory.rules, self.departments)

    def limit(self, wish: Any) -> None:
        """Staff are trusted not to flood."""

    async def whisper(self, wish: Any) -> None:
        """Typing: seen by the visitor and by colleagues. Attention: by colleagues and by routing."""
        if isinstance(wish, commands.LookAt):
            await self._look_at(wish)
        elif isinstance(wish, commands.Typing):
            conversation = await self._door.database.read(self._visible, wish.conversation_id)
            if conversation.is_open:
                self._tell_typing(conversation, on=wish.on)

    def _visible(self, bulk: Bulk, conversation_id: str) -> Conversation:
        found = conversations_by_ids(bulk, [conversation_id])
        if not found or not self.may_see(found[0].department_id):
            raise NoSuchConversation
        return found[0]

    async def _look_at(self, wish: commands.LookAt) -> None:
        """Raises NoSuchConversation."""
        door, where = self._door, wish.conversation_id
        now_at = await door.database.read(self._visible, where) if where is not None else None
        before = door.attention.told(self.operator_id, where, wish.state)
        door.whispers.attention(self.operator_id, where, wish.state, door.attention.clock.now())
        if before is not None and before != where:
            self._tell_viewing(await door.database.read(self._visible, before), on=False)
        if now_at is not None:
            self._tell_viewing(now_at, on=wish.state != IDLE)

    def _tell_viewing(self, conversation: Conversation, *, on: bool) -> None:
        who = {"kind": "operator", "id": self.operator_id, "name": self._operator.name}
        colleagues = (department_topic(conversation.department_id), EVERYTHING)
        self._door.whispers.viewing(colleagues, conversation.id, who, on=on)

    def _tell_typing(self, conversation: Conversation, *, on: bool) -> None:
        """Colleagues read the name among colleagues, the visitor the public one in the visitor's language."""
        tell, who = self._door.whispers.typing, {"kind": "operator", "id": self.operator_id}
        colleagues = (department_topic(conversation.department_id), EVERYTHING)
        tell(colleagues, conversation.id, who | {"name": self._operator.name}, on=on)
        if conversation.operator_id == self.operator_id:
            public = self._operator.public_name(conversation.language)
            tell([visitor_topic(conversation.identity_id)], conversation.id, who | {"name": public}, on=on)

    def state(self, bulk: Bulk, now: int) -> dict[str, Any]:
        """Open conversations, own ones closed lately, the last entries of own ones, and the staff."""
        visible = open_in(bulk, self.departments)
        visible += closed_of_operator(bulk, self.operator_id, now - _CLOSED_LATELY_MS, self.departments)
        mine = [c for c in visible if c.is_open and c.operator_id == self.operator_id]
        sight = views.Sight(self._door.addresses, STAFF_READER, now)
        return {
            "conversations": self.views(bulk, visible),
            "entries": [views.entry_view(e, sight) for c in mine for e in _last_entries(bulk, c)],
            "operators": [views.operator_view(o) for o in all_operators(bulk)],
            "departments": [views.department_view(d, now) for d in all_departments(bulk)],
        }

    def views(self, bulk: Bulk, conversations: list[Conversation]) -> list[views.ConversationView]:
        """Conversations as staff see them."""
        ids = list({c.contact_id for c in conversations})
        people = {c.id: c for c in contacts_by_ids(bulk, ids)} if ids else {}
        inbox = self._door.directory.by_id
        return [
            views.conversation_view(c, people[c.contact_id], inbox(c.inbox_id).channel, for_staff=True)
            for c in conversations
        ]

    def missed(self, bulk: Bulk, revision: int, head: int) -> list[Stored]:
        """Events that this operator may see, and those by which the load of colleagues elsewhere changes."""
        if head - revision > _WORTH_REPLAYING:
            raise TooFar
        events = eventlog.after(bulk, revision, limit=_WORTH_REPLAYING)
        return [stored for stored in events if self._concerns(stored[1])]

    def _concerns(self, event: Event) -> bool:
        if whose_load(event) is not None:
            return True
        if isinstance(event, ConversationTransferred) and self.may_see(event.from_department_id):
            return True
        return not isinstance(event, ConversationEvent) or self.may_see(event.department_id)


def _last_entries(bulk: Bulk, conversation: Conversation) -> list[Any]:
    return entries(bulk, conversation.id, before=None, limit=_ENTRIES, with_notes=True)
