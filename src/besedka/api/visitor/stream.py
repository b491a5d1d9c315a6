"""Visitors as the stream's audience: who they are, what they see, what they may do."""

from collections.abc import Mapping
from typing import Any

from besedka.api.http.limits import Limits
from besedka.api.stream import views
from besedka.api.stream.audience import TooFar
from besedka.api.stream.pieces import EVERYTHING, department_topic, visitor_topic
from besedka.api.stream.protocol import Hello, Me
from besedka.api.stream.whispers import Whispers
from besedka.api.stream.wishes import Delivered, Read
from besedka.api.visitor import commands
from besedka.contacts import (
    RETURNING,
    ReturnLinks,
    SigningKey,
    Visitor,
    contacts_by_ids,
    is_identified,
    proven_visitor,
    read_identity,
    told,
    visitor,
)
from besedka.conversations import Conversation, Identify, Line, MakeRoom, entries, of_identity
from besedka.events.conversations import ConversationIdentified
from besedka.inboxes import Directory, Inbox
from besedka.kernel import cursors, eventlog
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.errors import Conflict, Unauthenticated
from besedka.kernel.eventlog import Stored
from besedka.kernel.records import Command
from besedka.kernel.sealing import Seal
from besedka.kernel.writer import Writer
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
        writer: Writer,
        seal: Seal,
        surveys: Surveys | None = None,
        has_mail: bool = False,
        own_origin: str = "",
    ) -> None:
        self.database, self.directory, self.departments = database, directory, departments
        self.limits, self.whispers, self._clock, self._returns = limits, whispers, clock, returns
        self._writer, self._seal = writer, seal
        self._surveys, self.has_mail, self._own_origin = surveys, has_mail, own_origin

    async def welcome(self, hello: Hello, origin: str | None, address: str) -> "VisitorPerson":
        """Raises InvalidCommand, NoToken, BadToken, NoSuchInbox, OriginNotAllowed, TooMany."""
        hello.require_protocol()
        if not hello.inbox or not hello.token:
            raise NoToken("Expected `inbox` and `token` in the hello.")
        found = await self.arrived(hello.inbox, hello.token, origin, address, hello.locale, hello.identity)
        if self._surveys is not None:
            await self._surveys.came_back(found.visitor, self.directory.by_key(hello.inbox))
        return found

    async def arrived(
        self, inbox_key: str, token: str, origin: str | None, address: str, locale: str | None, identity: str | None
    ) -> "VisitorPerson":
        """Who speaks: whoever the site signed for, else whoever has the token. Raises BadIdentity, Blocked."""
        found = self.person(inbox_key, token, origin, address, locale)
        if identity is None:
            return found
        inbox = self.directory.by_key(inbox_key)
        return VisitorPerson(self, inbox, await self._proven(inbox, identity, found.visitor), locale, is_proven=True)

    def person(
        self, inbox_key: str, token: str, origin: str | None, address: str, locale: str | None = None
    ) -> "VisitorPerson":
        """Who speaks, by inbox and token."""
        inbox = self.directory.by_key(inbox_key)
        if origin != self._own_origin:
            inbox.admit(origin)
        self.limits.address(address)
        return VisitorPerson(self, inbox, self._visitor(inbox.id, token), locale)

    async def _proven(self, inbox: Inbox, text: str, nobody: Visitor) -> Visitor:
        """Whoever the site signed for; nothing is written when it is known already. Raises BadIdentity, Blocked."""
        keys = [SigningKey(key.kid, key.algorithm, self._seal.open(key.sealed, key.kid)) for key in inbox.keys]
        claims = read_identity(text, keys, self._clock.now())
        who = proven_visitor(inbox.id, claims.sub)
        is_known, begun = await self.database.read(_begun, who, nobody, told(claims))
        if begun:
            await self._writer.do(MakeRoom(who.id))
        if begun or not is_known:
            await self._writer.do(Identify(who, claims, nobody))
        return who

    def _visitor(self, inbox_id: str, token: str) -> Visitor:
        """By the token of a browser, or by a return link's."""
        if token.startswith(RETURNING):
            return self._returns.visitor(inbox_id, token, self._clock.now())
        return visitor(inbox_id, token)


class VisitorPerson:
    """One browser or app."""

    session_id: str | None = None
    __slots__ = ("_door", "_inbox_id", "_language", "me", "own", "tag", "topics", "visitor")

    def __init__(
        self, door: VisitorDoor, inbox: Inbox, who: Visitor, locale: str | None, *, is_proven: bool = False
    ) -> None:
        self._door, self._inbox_id, self.visitor = door, inbox.id, who
        self._language = inbox.rules.language(locale)
        self.own: str | None = who.id if is_proven else None
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
            "entries": [views.entry_view(entry) for entry in found],
            "operators": [views.operator_card(o, latest[0].language) for o in operators_by_ids(bulk, owners)]
            if owners
            else [],
            "departments": [],
        }

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
        found = eventlog.after_of(bulk, revision, subjects, limit=_WORTH_REPLAYING) if subjects else []
        if any(isinstance(event, ConversationIdentified) for _, event in found):
            raise TooFar  # it came with entries from before
        return found


def _begun(bulk: Bulk, who: Visitor, nobody: Visitor, said: Mapping[str, object]) -> tuple[bool, bool]:
    """(whether who is known, and so; whether nobody has a conversation that could become his)"""
    theirs, his = of_identity(bulk, nobody.id, 1), of_identity(bulk, who.id, 1)
    begun = bool(theirs and theirs[0].is_open) and not (his and his[0].is_open)
    return is_identified(bulk, who.id, said), begun
