"""Conversations as staff read them over HTTP: lists, one, its history, earlier texts of a message."""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from litestar import Router, get
from litestar.params import QueryParameter

from besedka.api.http.paging import Before, BeforeSeq, Limit, PathId, PathSeq, QueryId, cursor
from besedka.api.http.paging import place as place_of
from besedka.api.http.place import HERE, Here, Place
from besedka.api.http.signed_in import ME, Me, Person, signed_in
from besedka.api.stream.history import EntryFiles, EntryPage, files, history
from besedka.api.stream.views import ConversationView, Sight, conversation_view
from besedka.attachments import STAFF
from besedka.contacts import contacts_by_ids
from besedka.conversations import (
    Conversation,
    NoSuchConversation,
    NoSuchMessage,
    State,
    conversations_by_ids,
    editions,
    message,
    page,
    split_id,
)
from besedka.kernel.db import Bulk
from besedka.notifications import mails_of
from besedka.staff import Role


class ConversationPage(msgspec.Struct, frozen=True):
    """Newest first. `next` goes into `before`; null: there are no more."""

    conversations: list[ConversationView]
    next: str | None


class OneConversation(msgspec.Struct, frozen=True):
    """One conversation."""

    conversation: ConversationView


class MailView(msgspec.Struct, frozen=True):
    """A mail about some entries. `state`: `waiting`, `sending`, `sent`, `uncertain`, `failed` or `dropped`."""

    id: str
    kind: str
    seq_from: int
    seq_to: int
    state: str
    tries: int
    error: str
    created_at: int
    sent_at: int | None


class Mails(msgspec.Struct, frozen=True):
    """The mails of a conversation."""

    mails: list[MailView]


class Version(msgspec.Struct, frozen=True):
    """An earlier text."""

    version: int
    text: str
    at: int


class Versions(msgspec.Struct, frozen=True):
    """The originals of a message that was changed or deleted, oldest first."""

    versions: list[Version]


@get("/conversations", summary="Conversations, newest first")
async def conversations(
    me: Me,
    place: Here,
    status: Annotated[State | None, QueryParameter()] = None,
    before: Before = None,
    limit: Limit = 50,
    contact_id: QueryId = None,
) -> ConversationPage:
    """Those that one may see."""
    return await place.database.read(_page, place, me, status, contact_id, place_of(before), limit)


@get("/conversations/{conversation_id:str}", summary="One conversation")
async def conversation(conversation_id: PathId, me: Me, place: Here) -> OneConversation:
    """404 also for one that one may not see."""
    return await place.database.read(_one, place, me, conversation_id)


@get("/conversations/{conversation_id:str}/entries", summary="A conversation's history")
async def entries(
    conversation_id: PathId, me: Me, place: Here, before: BeforeSeq = None, limit: Limit = 50
) -> EntryPage:
    """With notes."""
    return await place.database.read(_history, place, me, conversation_id, before, limit)


@get("/conversations/{conversation_id:str}/entries/{seq:int}/files", summary="An entry's files")
async def entry_files(conversation_id: PathId, seq: PathSeq, me: Me, place: Here) -> EntryFiles:
    """With fresh addresses: those of before are good for an hour."""
    return await place.database.read(_files, place, me, conversation_id, seq)


@get("/conversations/{conversation_id:str}/mails", summary="Mails to its customer")
async def mails(conversation_id: PathId, me: Me, place: Here) -> Mails:
    """What became of each, oldest first."""
    return await place.database.read(_mails, me, conversation_id)


@get("/messages/{message_id:str}/versions", summary="Earlier texts of a message", opt={"role": Role.SUPERVISOR})
async def versions(message_id: PathId, me: Me, place: Here) -> Versions:
    """For supervisors and admins."""
    return await place.database.read(_versions, me, *split_id(message_id))


reading = Router(
    "/",
    route_handlers=[conversations, conversation, entries, entry_files, mails, versions],
    guards=[signed_in],
    dependencies={**HERE, **ME},
)


def _page(
    bulk: Bulk,
    place: Place,
    me: Person,
    status: str | None,
    contact_id: str | None,
    before: tuple[int, str] | None,
    limit: int,
) -> ConversationPage:
    found = page(bulk, me.departments, status=status, contact_id=contact_id, before=before, limit=limit + 1)
    shown = found[:limit]
    following = cursor(shown[-1].opened_at, shown[-1].id) if len(found) > limit else None
    return ConversationPage(views(bulk, place, shown), following)


def _one(bulk: Bulk, place: Place, me: Person, conversation_id: str) -> OneConversation:
    return OneConversation(views(bulk, place, [visible(bulk, me, conversation_id)])[0])


def _history(bulk: Bulk, place: Place, me: Person, conversation_id: str, before: int | None, limit: int) -> EntryPage:
    return history(bulk, visible(bulk, me, conversation_id).id, before, limit, sight(place), with_notes=True)


def _files(bulk: Bulk, place: Place, me: Person, conversation_id: str, seq: int) -> EntryFiles:
    return files(bulk, visible(bulk, me, conversation_id).id, seq, sight(place), with_notes=True)


def sight(place: Place) -> Sight:
    """For addresses of files that are staff's."""
    return Sight(place.addresses, STAFF, place.clock.now())


def _versions(bulk: Bulk, me: Person, conversation_id: str, seq: int) -> Versions:
    if message(bulk, conversation_id, seq) is None:
        raise NoSuchMessage
    visible(bulk, me, conversation_id)
    return Versions([Version(e.version, e.text, e.at) for e in editions(bulk, conversation_id, seq)])


def _mails(bulk: Bulk, me: Person, conversation_id: str) -> Mails:
    rows = mails_of(bulk, visible(bulk, me, conversation_id).id)
    return Mails(msgspec.convert(rows, list[MailView], from_attributes=True))


def visible(bulk: Bulk, me: Person, conversation_id: str) -> Conversation:
    """Raises NoSuchConversation, also for what this operator may not see."""
    found = conversations_by_ids(bulk, [conversation_id])
    if not found or not me.operator.may_see(found[0].department_id):
        raise NoSuchConversation
    return found[0]


def views(bulk: Bulk, place: Place, found: Sequence[Conversation]) -> list[ConversationView]:
    """As staff see them."""
    people = {c.id: c for c in contacts_by_ids(bulk, list({c.contact_id for c in found}))} if found else {}
    channel = {inbox.id: inbox.channel for inbox in place.directory.all()}
    return [conversation_view(c, people[c.contact_id], channel[c.inbox_id], for_staff=True) for c in found]
