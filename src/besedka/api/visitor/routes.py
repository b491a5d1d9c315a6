"""The visitor's HTTP routes, below `/api/visitor/v1`. The stream's carriers are in `carriers.py`."""

from typing import Any

import msgspec
from litestar import Request, Router, get
from litestar.di import Provide
from litestar.params import SkipValidation

from besedka.api.http.paging import BeforeSeq, Limit, PathId
from besedka.api.http.place import HERE, Here, Place
from besedka.api.stream.history import EntryPage, history
from besedka.api.stream.views import ConversationView
from besedka.api.visitor.carriers import address, bearer
from besedka.api.visitor.stream import VisitorDoor, VisitorPerson
from besedka.conversations import NoSuchConversation, conversations_by_ids, of_identity
from besedka.inboxes import Inbox
from besedka.kernel.db import Bulk
from besedka.staff import opening

Who = SkipValidation[VisitorPerson]


class BrandView(msgspec.Struct, frozen=True):
    """Name and colour of the organisation's face."""

    name: str
    accent: str


class TopicView(msgspec.Struct, frozen=True):
    """What a visitor may say a conversation is about. `names` by language."""

    id: str
    names: dict[str, str]


class InboxView(msgspec.Struct, frozen=True):
    """What a widget needs before anybody writes.

    `opens_at` of one whose department is closed now: then people are offered what `offline` says, a form or the line.
    `consent`: what must be agreed to before a form is sent, by language; empty: nothing. `mail`: answers go by mail.
    """

    key: str
    name: str
    brand: BrandView
    languages: list[str]
    text_limit: int
    edit_window_ms: int
    is_open: bool
    opens_at: int | None
    offline: str
    consent: dict[str, str]
    topics: list[TopicView]
    mail: bool


class OwnConversations(msgspec.Struct, frozen=True):
    """Newest first."""

    conversations: list[ConversationView]


@get("/inboxes/{key:str}", summary="An inbox")
async def inbox(key: PathId, place: Here, request: Request[Any, Any, Any]) -> InboxView:
    """Without credentials, for pages on the inbox's list of origins."""
    place.limits.address(address(request))
    found = place.directory.by_key(key)
    found.admit(request.headers.get("origin"))
    return _inbox_view(found, place)


@get("/conversations", summary="Own conversations")
async def conversations(who: Who, place: Here) -> OwnConversations:
    """Of this browser or app, open and closed."""
    return await place.database.read(_own, who)


@get("/conversations/{conversation_id:str}/entries", summary="History of an own conversation")
async def entries(
    conversation_id: PathId, who: Who, place: Here, before: BeforeSeq = None, limit: Limit = 50
) -> EntryPage:
    """Without notes; 404 for a conversation of somebody else."""
    return await place.database.read(_history, who, conversation_id, before, limit)


def router(path: str, audience: VisitorDoor, *carriers: Router) -> Router:
    """Everything below the visitor's path."""

    async def who(request: Request[Any, Any, Any]) -> VisitorPerson:
        return await bearer(audience, request)

    own = Router("/", route_handlers=[conversations, entries], dependencies={**HERE, "who": Provide(who)})
    public = Router("/", route_handlers=[inbox], dependencies=HERE)
    return Router(path, route_handlers=[public, own, *carriers])


def _inbox_view(inbox: Inbox, place: Place) -> InboxView:
    rules, told = inbox.rules, place.departments.settings(inbox.department_id)
    now = opening(told.hours, place.clock.now())
    return InboxView(
        inbox.key,
        inbox.name,
        BrandView(inbox.brand.name, inbox.brand.accent),
        list(rules.languages),
        rules.text_limit,
        rules.edit_window_ms,
        now.is_open,
        now.opens_at,
        rules.offline,
        rules.consent,
        [TopicView(topic.id, topic.names) for topic in told.all_topics() if topic.offered],
        place.mail.is_configured,
    )


def _own(bulk: Bulk, who: VisitorPerson) -> OwnConversations:
    return OwnConversations(who.views(bulk, of_identity(bulk, who.visitor.id)))


def _history(bulk: Bulk, who: VisitorPerson, conversation_id: str, before: int | None, limit: int) -> EntryPage:
    found = conversations_by_ids(bulk, [conversation_id])
    if not found or found[0].identity_id != who.visitor.id:
        raise NoSuchConversation
    return history(bulk, conversation_id, before, limit, with_notes=False)
