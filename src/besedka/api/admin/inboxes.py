"""Inboxes: where customers write, from which pages, under which rules."""

from typing import Annotated, Literal

import msgspec
from litestar import get, post, put
from litestar.params import JSONBody
from msgspec import UNSET, UnsetType

from besedka.api.http.paging import END, KEY, LINE, Id, PathId, Version
from besedka.api.http.place import Here, Place
from besedka.api.http.signed_in import Me
from besedka.inboxes import AddInbox, ChangeInbox, Inbox, Rules
from besedka.staff import AsAdmin, NoSuchDepartment
from besedka.staff.model import UnknownDepartment

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=120, pattern=LINE)]
_Origin = Annotated[str, msgspec.Meta(max_length=260)]
Origins = Annotated[tuple[_Origin, ...], msgspec.Meta(max_length=100)]
_Millis = Annotated[int, msgspec.Meta(ge=0, le=366 * 24 * 3600 * 1000)]
_Consent = Annotated[str, msgspec.Meta(min_length=1, max_length=4000)]
_PAGE = rf"^(https?://[^\s\x00-\x1f]+)?{END}"
_Language = Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$", max_length=2)]


class RatingBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What customers are asked at the end; the same person at most once in `cap_days` times 24 hours (0: always)."""

    scale: Literal["none", "five", "ten", "both"] = "five"
    comment: bool = True
    cap_days: Annotated[int, msgspec.Meta(ge=0, le=366)] = 0


class RulesBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an inbox allows, and for how long. Times in milliseconds, 0 = never.

    `offline`: what a customer finds while its department is closed. `consent`: what must be agreed to before a form is
    sent, by language. `survey`: the relational question.
    `page_url`: where the link of a mail leads. `previews`: links get a card.
    """

    text_limit: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 4000
    edit_window_ms: _Millis = 15 * 60 * 1000
    reopen_window_ms: _Millis = 24 * 3600 * 1000
    close_after_silence_ms: _Millis = 3 * 24 * 3600 * 1000
    silence_warning_ms: _Millis = 0
    idle_release_ms: _Millis = 0
    languages: Annotated[tuple[_Language, ...], msgspec.Meta(min_length=1, max_length=20)] = ("en", "ru")
    offline: Literal["form", "queue"] = "form"
    rating: RatingBody = RatingBody()
    survey: bool = False
    consent: Annotated[dict[_Language, _Consent], msgspec.Meta(max_length=20)] = {}
    page_url: Annotated[str, msgspec.Meta(max_length=500, pattern=_PAGE)] = ""
    previews: bool = True

    def rules(self) -> Rules:
        """As the room knows them."""
        return msgspec.convert(msgspec.to_builtins(self), Rules)


class BrandBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name and colour of one face of the organisation."""

    name: Name
    accent: Annotated[str, msgspec.Meta(pattern="^#[0-9A-Fa-f]{6}$", max_length=7)]


class NewInbox(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An inbox to be. `origins` are the pages that may use it: `https://www.example.org`, or `*` for any."""

    key: Annotated[str, msgspec.Meta(pattern=KEY, max_length=40)]
    name: Name
    brand: BrandBody
    department_id: Id
    origins: Origins
    rules: RulesBody = RulesBody()


class InboxChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that can be changed. Brand and department stay as they are when they are not there.

    `version` is that of the inbox as it was looked at; without one, whatever stands is replaced.
    """

    name: Name
    origins: Origins
    rules: RulesBody
    brand: BrandBody | UnsetType = UNSET
    department_id: Id | UnsetType = UNSET
    version: Version | None = None


class InboxView(msgspec.Struct, frozen=True):
    """An inbox as admins see it."""

    id: str
    version: int
    key: str
    channel: str
    name: str
    brand: BrandBody
    department_id: str
    origins: list[str]
    rules: Rules


class InboxList(msgspec.Struct, frozen=True):
    """All inboxes by key."""

    inboxes: list[InboxView]


@get("/inboxes", summary="Inboxes")
async def inboxes(place: Here) -> InboxList:
    """With their rules."""
    return InboxList([_view(inbox) for inbox in sorted(place.directory.all(), key=lambda inbox: inbox.key)])


@post("/inboxes", summary="Add an inbox")
async def add_inbox(data: JSONBody[NewInbox], me: Me, place: Here) -> InboxView:
    """A widget with this key works at once on the origins of the list."""
    _require_department(place, data.department_id)
    command = AddInbox(
        actor=me.actor,
        key=data.key,
        name=data.name,
        brand_name=data.brand.name,
        accent=data.brand.accent,
        department_id=data.department_id,
        origins=data.origins,
        rules=data.rules.rules(),
    )
    return await _written(place, me.id, command)


@put("/inboxes/{inbox_id:str}", summary="Change an inbox")
async def change_inbox(inbox_id: PathId, data: JSONBody[InboxChange], me: Me, place: Here) -> InboxView:
    """Name, origins and rules are replaced; a rule that is not named has its default. 409 when the version is old."""
    if data.department_id is not UNSET:
        _require_department(place, data.department_id)
    command = ChangeInbox(
        actor=me.actor,
        inbox_id=inbox_id,
        name=data.name,
        origins=data.origins,
        rules=data.rules.rules(),
        department_id=data.department_id,
        brand_name=data.brand.name if data.brand else UNSET,
        accent=data.brand.accent if data.brand else UNSET,
        version=data.version,
    )
    return await _written(place, me.id, command)


def _require_department(place: Place, department_id: str) -> None:
    try:
        place.departments.by_id(department_id)
    except NoSuchDepartment:
        raise UnknownDepartment(f"Expected the id of a department, got {department_id[:60]!r}.") from None


async def _written(place: Place, admin_id: str, command: AddInbox | ChangeInbox) -> InboxView:
    inbox_id = await place.writer.do(AsAdmin(admin_id, command))
    await place.directory.load()
    return _view(place.directory.by_id(inbox_id))


def _view(i: Inbox) -> InboxView:
    brand = BrandBody(i.brand.name, i.brand.accent)
    return InboxView(i.id, i.version, i.key, i.channel, i.name, brand, i.department_id, sorted(i.origins), i.rules)
