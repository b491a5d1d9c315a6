"""Staff, arranged by admins. Supervisors may look."""

from typing import Annotated, Any

import msgspec
from litestar import Request, delete, get, patch, post, put
from litestar.params import JSONBody
from msgspec import UNSET, UnsetType

from besedka.api.http.paging import Id, PathId, Version
from besedka.api.http.photos import BODY_MAX, received
from besedka.api.http.place import Here, Place
from besedka.api.http.signed_in import Me, Person, invitation_link
from besedka.kernel.db import Bulk
from besedka.kernel.records import Command
from besedka.notifications import invite as mail_invitation
from besedka.staff import (
    AddOperator,
    AsAdmin,
    ChangeOperator,
    ChangePassword,
    DisableOperator,
    EnableOperator,
    NoSuchOperator,
    Operator,
    RevokeInvitation,
    Role,
    SetPhoto,
    everybody,
    operators_by_ids,
)

_LOOKING = {"role": Role.SUPERVISOR}
_Name = Annotated[str, msgspec.Meta(max_length=500)]
_Names = Annotated[dict[Annotated[str, msgspec.Meta(max_length=12)], _Name], msgspec.Meta(max_length=20)]
_Password = Annotated[str, msgspec.Meta(max_length=1024)]
_ChatLimit = Annotated[int, msgspec.Meta(ge=0, le=100)]
_Departments = Annotated[tuple[Id, ...], msgspec.Meta(max_length=200)]


class StaffView(msgspec.Struct, frozen=True):
    """An operator as admins see him. `public_names` by language, `departments` are ids.

    `version` counts the changes that admins made.
    """

    id: str
    version: int
    email: str
    name: str
    public_names: dict[str, str]
    role: str
    chat_limit: int
    departments: list[str]
    status: str
    has_password: bool
    disabled_at: int | None
    created_at: int
    photo: str | None = None


class StaffList(msgspec.Struct, frozen=True):
    """Everybody by name, the disabled ones too."""

    staff: list[StaffView]


class NewOperator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member of staff to be. A password has 10 to 256 characters; without one, send an invitation."""

    email: Annotated[str, msgspec.Meta(max_length=254)]
    name: _Name
    role: Role
    password: _Password | None = None
    departments: _Departments = ()
    public_names: _Names = {}
    chat_limit: _ChatLimit = 4


class InvitationAnswer(msgspec.Struct, frozen=True):
    """A link that sets the password, once; it is shown this once. `mailed`: it is on its way by mail too."""

    link: str
    expires_at: int
    mailed: bool


class OperatorChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is not there stays as it is. `version` is that of the person as he was looked at, if it matters."""

    name: _Name | UnsetType = UNSET
    public_names: _Names | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    chat_limit: _ChatLimit | UnsetType = UNSET
    departments: _Departments | UnsetType = UNSET
    version: Version | None = None


class NewPassword(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """10 to 256 characters."""

    password: _Password


@get("/staff", summary="Everybody who works here", opt=_LOOKING)
async def staff(place: Here) -> StaffList:
    """For supervisors and admins."""
    return StaffList([_view(o) for o in await place.database.read(everybody)])


@post("/staff", summary="Add somebody")
async def add(data: JSONBody[NewOperator], me: Me, place: Here) -> StaffView:
    """Signs in with the e-mail and this password, or with an invitation."""
    command = AddOperator(
        actor=me.actor,
        email=data.email,
        name=data.name,
        password_hash="" if data.password is None else await place.passwords.hash(data.password),
        role=data.role,
        departments=data.departments,
        public_names=data.public_names,
        chat_limit=data.chat_limit,
    )
    return await _one(place, str(await _do(place, me, command)))


@patch("/staff/{operator_id:str}", summary="Change somebody")
async def change(operator_id: PathId, data: JSONBody[OperatorChange], me: Me, place: Here) -> StaffView:
    """Names, role, limit, departments. Takes effect at once, in open consoles too. 409 when the version is old."""
    command = ChangeOperator(
        actor=me.actor,
        operator_id=operator_id,
        name=data.name,
        public_names=data.public_names,
        role=data.role,
        chat_limit=data.chat_limit,
        departments=data.departments,
        edition=data.version,
    )
    await _do(place, me, command)
    return await _one(place, operator_id)


@post("/staff/{operator_id:str}/disable", status_code=200, summary="Disable somebody")
async def disable(operator_id: PathId, me: Me, place: Here) -> StaffView:
    """Every session and stream of this operator ends."""
    await _do(place, me, DisableOperator(actor=me.actor, operator_id=operator_id))
    return await _one(place, operator_id)


@post("/staff/{operator_id:str}/enable", status_code=200, summary="Let somebody in again")
async def enable(operator_id: PathId, me: Me, place: Here) -> StaffView:
    """Undo of disabling."""
    await _do(place, me, EnableOperator(actor=me.actor, operator_id=operator_id))
    return await _one(place, operator_id)


@post("/staff/{operator_id:str}/password", status_code=204, summary="Give somebody another password")
async def give_password(operator_id: PathId, data: JSONBody[NewPassword], me: Me, place: Here) -> None:
    """Every session and stream of this operator ends."""
    hashed = await place.passwords.hash(data.password)
    await _do(place, me, ChangePassword(actor=me.actor, operator_id=operator_id, password_hash=hashed))


@put("/staff/{operator_id:str}/photo", summary="Somebody's photo", request_max_body_size=BODY_MAX)
async def give_photo(operator_id: PathId, request: Request[Any, Any, Any], me: Me, place: Here) -> StaffView:
    """The body is the picture: JPEG, PNG or WebP, at most 2 MiB. Raises BadPhoto."""
    await _do(place, me, SetPhoto(actor=me.actor, operator_id=operator_id, content=await received(request)))
    return await _one(place, operator_id)


@delete("/staff/{operator_id:str}/photo", status_code=200, summary="No photo any more")
async def take_photo(operator_id: PathId, me: Me, place: Here) -> StaffView:
    """Visitors see initials again."""
    await _do(place, me, SetPhoto(actor=me.actor, operator_id=operator_id, content=None))
    return await _one(place, operator_id)


@post("/staff/{operator_id:str}/invitation", summary="Invite somebody")
async def invite(operator_id: PathId, me: Me, place: Here) -> InvitationAnswer:
    """For a first password, or a forgotten one. Works once, for 72 hours; an earlier one works no more."""
    token, expires_at = await place.sign_ins.invite(me.actor, operator_id, lambda command: AsAdmin(me.id, command))
    link = invitation_link(place.settings, token)
    whom = await _one(place, operator_id)
    return InvitationAnswer(link, expires_at, await _mailed(place, whom, link))


async def _mailed(place: Place, whom: StaffView, link: str) -> bool:
    """In the first language and the name of the oldest inbox: staff are asked for neither."""
    inbox = next(iter(place.directory.all()), None)
    language, brand = (inbox.rules.languages[0], inbox.brand.name) if inbox else ("en", "Besedka")
    return await mail_invitation(place.mail, whom.email, whom.name, language, brand, link)


@delete("/staff/{operator_id:str}/invitation", summary="Take an invitation back")
async def revoke_invitation(operator_id: PathId, me: Me, place: Here) -> None:
    """The link works no more."""
    await _do(place, me, RevokeInvitation(actor=me.actor, operator_id=operator_id))


async def _do(place: Place, me: Person, command: Command) -> object:
    """Write it, if whoever asks is still an admin."""
    answer: object = await place.writer.do(AsAdmin(me.id, command))
    return answer


async def _one(place: Place, operator_id: str) -> StaffView:
    return await place.database.read(_read_one, operator_id)


def _read_one(bulk: Bulk, operator_id: str) -> StaffView:
    found = operators_by_ids(bulk, [operator_id])
    if not found:
        raise NoSuchOperator
    return _view(found[0])


def _view(o: Operator) -> StaffView:
    names = msgspec.json.decode(o.public_names, type=dict[str, str])
    return StaffView(
        o.id, o.edition, o.email, o.name, names, o.role, o.chat_limit, o.department_ids, o.status,
        bool(o.password_hash), o.disabled_at, o.created_at, o.photo,
    )  # fmt: skip
