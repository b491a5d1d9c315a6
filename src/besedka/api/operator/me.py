"""One's own photo, the presence log, and where one's second alarm goes."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Router, delete, get, post, put
from litestar.params import JSONBody, QueryParameter

from besedka.api.http.bodies import Body
from besedka.api.http.paging import LINE, WORD, Limit, PathId, QueryId
from besedka.api.http.photos import BODY_MAX, received
from besedka.api.http.place import HERE, Here
from besedka.api.http.signed_in import ME, Me, signed_in
from besedka.api.stream.views import OperatorView, operator_view
from besedka.notifications.push import Subscribe, Subscription, Unsubscribe, checked_endpoint, subscriptions_of
from besedka.staff import Interval, NeedsRole, NoSuchOperator, SetPhoto, operators_by_ids, presence_log

_Time = Annotated[int | None, QueryParameter(ge=0, le=2**53)]
_After = Annotated[int, QueryParameter(ge=0, le=2**53, description="`next` of the page before.")]
_Key = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=WORD)]
_DAY_MS = 24 * 3600 * 1000


class NewSubscription(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the browser gave out: PushSubscription.endpoint and its keys."""

    endpoint: Annotated[str, msgspec.Meta(min_length=1, max_length=1000, pattern=LINE)]
    p256dh: _Key
    auth: _Key


class SubscriptionView(msgspec.Struct, frozen=True):
    """One browser that gets the second alarm; `host` is its push service."""

    id: str
    host: str
    endpoint: str
    added_at: int


class Push(msgspec.Struct, frozen=True):
    """The server's public key, for PushManager.subscribe, and one's own browsers."""

    key: str
    subscriptions: list[SubscriptionView]


class PresenceLog(msgspec.Struct, frozen=True):
    """Oldest first. `next` goes into `after`; null: there are no more."""

    operator_id: str
    intervals: list[Interval]
    next: int | None


@put("/photo", summary="One's own photo", request_max_body_size=BODY_MAX)
async def set_photo(request: Request[Any, Any, Any], me: Me, place: Here) -> OperatorView:
    """The body is the picture: JPEG, PNG or WebP, at most 2 MiB. Raises BadPhoto."""
    content = await received(request)
    return operator_view(await place.writer.do(SetPhoto(actor=me.actor, operator_id=me.id, content=content)))


@delete("/photo", status_code=200, summary="No photo any more")
async def remove_photo(me: Me, place: Here) -> OperatorView:
    """Visitors see initials again."""
    return operator_view(await place.writer.do(SetPhoto(actor=me.actor, operator_id=me.id, content=None)))


@get("/presence", summary="Who was how, and when")
async def presence(
    me: Me,
    place: Here,
    operator_id: QueryId = None,
    since: Annotated[int | None, QueryParameter(name="from", ge=0, le=2**53)] = None,
    to: _Time = None,
    after: _After = 0,
    limit: Limit = 100,
) -> PresenceLog:
    """One's own log; supervisors and admins see anybody's. Without times: the last 24 hours."""
    whose = operator_id or me.id
    if whose != me.id and not me.operator.sees_everything:
        raise NeedsRole("Expected your own log: those of others are for supervisors.")
    if whose != me.id and not await place.database.read(operators_by_ids, [whose]):
        raise NoSuchOperator
    until = to if to is not None else place.clock.now() + 1
    begin = since if since is not None else until - _DAY_MS
    intervals, following = await place.database.read(presence_log, whose, begin, until, after, limit)
    return PresenceLog(whose, intervals, following)


@get("/push", summary="Where one's second alarm goes")
async def push(me: Me, place: Here) -> Push:
    """The key is the same for all."""
    found = await place.database.read(subscriptions_of, me.id)
    return Push((await place.push_key.voucher()).public, [_view(each) for each in found])


@post("/push", summary="Send the second alarm to this browser")
async def subscribe(data: JSONBody[NewSubscription], me: Me, place: Here) -> SubscriptionView:
    """The same browser again only renews its keys. Raises BadSubscription, PushServiceNotAllowed, and so on."""
    endpoint = checked_endpoint(data.endpoint, place.settings.push_services)
    command = Subscribe(operator_id=me.id, endpoint=endpoint, p256dh=data.p256dh, auth=data.auth)
    made = str(await place.writer.do(command))
    return next(_view(s) for s in await place.database.read(subscriptions_of, me.id) if s.id == made)


@delete("/push/{subscription_id:str}", summary="No second alarm to this browser any more")
async def unsubscribe(subscription_id: PathId, me: Me, place: Here) -> None:
    """Raises NoSuchSubscription."""
    await place.writer.do(Unsubscribe(me.id, subscription_id))


own = Router(
    "/",
    route_handlers=[set_photo, remove_photo, presence, push, subscribe, unsubscribe],
    guards=[signed_in],
    dependencies={**HERE, **ME},
    dto=Body,
    return_dto=None,
)


def _view(s: Subscription) -> SubscriptionView:
    return SubscriptionView(s.id, s.host, s.endpoint, s.added_at)
