"""Visitors as the stream's audience: who they are, what they see, what they may do."""

from typing import Any

from besedka.api.http.limits import Limits
from besedka.api.stream import views
from besedka.api.stream.audience import TooFar
from besedka.api.stream.pieces import EVERYTHING, department_topic, visitor_topic
from besedka.api.stream.protocol import Hello, Me
from besedka.api.stream.whispers import Whispers
from besedka.api.stream.wishes import Delivered, Read
from besedka.api.visitor import commands
from besedka.attachments import Addresses, visitors
from besedka.contacts import RETURNING, ReturnLinks, Visitor, contacts_by_ids, visitor
from besedka.conversations import Conversation, Line, entries, of_identity
from besedka.inboxes import Directory, Inbox
from besedka.kernel import cursors, eventlog
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.errors import Conflict, Unauthenticated
from besedka.kernel.eventlog import Stored
from besedka.kernel.records import Command
from besedka.ratings import Surveys
from besedka.staff import Departments, operators_by_ids

_ENTRIES = 50
_WORTH_REPLAYING = 1_000


class NoToken(Unauthenticated):
    """A visitor token is missing."""


class NoMail(Conflict):
    """This installation sends no mail."""


class VisitorDoor:
    """The audience of `/api/visitor/v1`."""

    def __init__(
        self,
        database: Database,
        directory: Directory,
        departments: Departments,
        limits: Limits,
        whispers: Whispers,
        *,
        clock: Clock,
        returns: ReturnLinks,
        addresses: Addresses,
        surveys: Surveys | None = None,
        has_mail: bool = False,
        own_origin: str = "",
    ) -> None:
        self.database, self.directory, self.departments = database, directory, departments
        self.limits, self.whispers, self._clock, self._returns = limits, whispers, clock, returns
        self.addresses = addresses
        self._surveys, self.has_mail, self._own_origin = surveys, has_mail, own_origin

    async def welcome(self, hello: Hello, origin: str | None, address: str) -> "VisitorPerson":
        """Raises InvalidCommand, NoToken, BadToken, NoSuchInbox, OriginNotAllowed, TooMany."""
        hello.require_protocol()
        if not hello.inbox or not hello.token:
            raise NoToken("Expected `inbox` and `token` in the hello.")
        found = self.person(hello.inbox, hello.token, origin, address, hello.locale)
        if self._surveys is not None:
            await self._surveys.came_back(found.visitor, self.directory.by_key(hello.inbox))
        return found

    def person(
        self, inbox_key: str, token: str, origin: str | None, address: str, locale: str | None = None
    ) -> "VisitorPerson":
        """Who speaks, by inbox and token."""
        inbox = self.directory.by_key(inbox_key)
        if origin != self._own_origin:
            inbox.admit(origin)
        self.limits.address(address)
        return VisitorPerson(self, inbox, self._visitor(inbox.id, token), inbox.rules.language(locale))

    def _visitor(self, inbox_id: str, token: str) -> Visitor:
        """By the token of a browser, or by a return link's."""
        if token.startswith(RETURNING):
            return self._returns.visitor(inbox_id, token, self._clock.now())
        return visitor(inbox_id, token)


class VisitorPerson:
    """One browser or app."""

    own: str | None = None
    session_id: str | None = None
    __slots__ = ("_door", "_inbox_id", "_language", "me", "tag", "topics", "visitor")

    def __init__(self, door: VisitorDoor, inbox: Inbox, who: Visitor, language: str) -> None:
        self._door, self._inbox_id, self.visitor, self._language = door, inbox.id, who, language
        self.me = Me("visitor", who.id)
        self.tag = cursors.tag(who.id)
        self.topics: tuple[str, ...] = (visitor_topic(who.id),)

    async def renewed(self) -> "VisitorPerson":
        """A visitor's rights do not change."""
        return self

    def decode(self, data: bytes) -> Any:
        """A visitor's command."""
        return commands.decode(data)

    def command(self, wish: Any) -> Command | None:
        """The writer's command under the present rules of inbox and department. Raises NoMail."""
        if isinstance(wish, commands.WantMailWish) and not self._door.has_mail:
            raise NoMail
        directory, departments = self._door.directory, self._door.departments
        inbox = directory.by_id(self._inbox_id)
        told, row = departments.settings(inbox.department_id), departments.by_id(inbox.department_id)
        line = Line(told, row.calendar)
        return commands.command(wish, commands.Standing(self.visitor, inbox, line, directory.rules, self._language))

    def limit(self, wish: Any) -> None:
        """Raises TooMany."""
        if isinstance(wish, Read | Delivered):
            self._door.limits.marks(self.visitor.id)
        else:
            is_message = isinstance(wish, commands.Send | commands.LeaveMessageWish)
            self._door.limits.visitor(self.visitor.id, is_message=is_message)

    async def whisper(self, wish: Any) -> None:
        """Typing: heard by the operators of the open conversation."""
        if not isinstance(wish, commands.Typing):
            return
        found = await self._door.database.read(of_identity, self.visitor.id, 1)
        if found and found[0].is_open:
            topics = (department_topic(found[0].department_id), EVERYTHING)
            who = {"kind": "visitor", "id": self.visitor.id, "name": None}
            self._door.whispers.typing(topics, found[0].id, who, on=wish.on)

    def state(self, bulk: Bulk, now: int) -> dict[str, Any]:
        """The latest conversation and its last entries."""
        latest = of_identity(bulk, self.visitor.id, 1)
        found = entries(bulk, latest[0].id, before=None, limit=_ENTRIES, with_notes=False) if latest else []
        owners = [c.operator_id for c in latest if c.operator_id]
        return {
            "conversations": self.views(bulk, latest),
            "entries": [views.entry_view(entry, self.sight(now)) for entry in found],
            "operators": [views.operator_card(o, latest[0].language) for o in operators_by_ids(bulk, owners)]
            if owners
            else [],
            "departments": [],
        }

    @property
    def inbox(self) -> Inbox:
        """Through which this visitor writes, under its present rules."""
        return self._door.directory.by_id(self._inbox_id)

    def sight(self, now: int) -> views.Sight:
        """For addresses of files that are this visitor's."""
        return views.Sight(self._door.addresses, visitors(self.visitor.id), now)

    def views(self, bulk: Bulk, conversations: list[Conversation]) -> list[views.ConversationView]:
        """Own conversations as their visitor sees them."""
        people = (
            {c.id: c for c in contacts_by_ids(bulk, [x.contact_id for x in conversations])} if conversations else {}
        )
        channel = self._door.directory.by_id(self._inbox_id).channel
        return [views.conversation_view(c, people[c.contact_id], channel, for_staff=False) for c in conversations]

    def missed(self, bulk: Bulk, revision: int, head: int) -> list[Stored]:
        """Events of own conversations, of the own contact, and of whoever answers now (another name)."""
        if head - revision > _WORTH_REPLAYING:
            raise TooFar
        own = of_identity(bulk, self.visitor.id)
        subjects = [c.id for c in own] + [s for c in own[:1] for s in (c.contact_id, c.operator_id) if s]
        return eventlog.after_of(bulk, revision, subjects, limit=_WORTH_REPLAYING) if subjects else []
