"""Why did I get this chat?"""

import msgspec
from litestar import Router, get

from besedka.api.http.paging import PathId
from besedka.api.http.place import HERE, Here
from besedka.api.http.signed_in import ME, Me, Person, signed_in
from besedka.api.operator.conversations import visible
from besedka.kernel.db import Bulk
from besedka.routing import Considered, Reason, decisions_of


class DecisionView(msgspec.Struct, frozen=True):
    """Routing's choice: `reasons` are codes with values, which clients say in words."""

    id: str
    at: int
    operator_id: str
    reasons: tuple[Reason, ...]
    considered: tuple[Considered, ...]


class Decisions(msgspec.Struct, frozen=True):
    """The latest first. Empty: routing never gave it to anybody."""

    decisions: list[DecisionView]


@get("/conversations/{conversation_id:str}/decisions", summary="Why each of its operators got a conversation")
async def decisions(conversation_id: PathId, me: Me, place: Here) -> Decisions:
    """404 also for one that one may not see."""
    return await place.database.read(_decisions, me, conversation_id)


deciding = Router("/", route_handlers=[decisions], guards=[signed_in], dependencies={**HERE, **ME})


def _decisions(bulk: Bulk, me: Person, conversation_id: str) -> Decisions:
    rows = decisions_of(bulk, visible(bulk, me, conversation_id).id)
    return Decisions([DecisionView(r.id, r.at, r.operator_id, r.why.reasons, r.why.considered) for r in rows])
