"""The end of a shift: what somebody leaves behind, and the note for those who come."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from litestar import Router, get, post
from litestar.params import JSONBody, QueryParameter

from besedka.api.http.bodies import Body
from besedka.api.http.paging import WORD, Id, QueryId
from besedka.api.http.place import HERE, Here, Place
from besedka.api.http.signed_in import ME, Me, Person, signed_in
from besedka.api.operator.conversations import views
from besedka.api.stream.views import ConversationView
from besedka.conversations import Conversation, State, held_by
from besedka.kernel.db import Bulk
from besedka.staff import Handover, LeaveHandover, NoSuchDepartment, Role, departments_by_ids, latest_handover

_Department = Annotated[str, QueryParameter(min_length=1, max_length=120, pattern=WORD)]


class NoteView(msgspec.Struct, frozen=True):
    """What a shift has left in writing."""

    id: str
    operator_id: str
    at: int
    text: str


class Left(msgspec.Struct, frozen=True):
    """The department's latest note, and what this operator has there. `promised`: those with an open promise."""

    note: NoteView | None
    operator_id: str
    counts: dict[str, int]
    open: list[ConversationView]
    parked: list[ConversationView]
    snoozed: list[ConversationView]
    promised: list[ConversationView]


class NewNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For the colleagues of a department: 1 to 4000 characters."""

    department_id: Id
    text: Annotated[str, msgspec.Meta(max_length=10_000)]


@get("/handover", summary="What a shift leaves behind")
async def handover(department_id: _Department, me: Me, place: Here, operator_id: QueryId = None) -> Left:
    """One's own conversations of a department that one sees; those of somebody else are for supervisors."""
    if operator_id not in (None, me.id):
        me.operator.require_role(Role.SUPERVISOR)
    return await place.database.read(_left, place, me, department_id, operator_id or me.id)


@post("/handover", summary="Leave a note for the next shift")
async def leave_handover(data: JSONBody[NewNote], me: Me, place: Here) -> NoteView:
    """Everybody of the department may read it."""
    return _note(await place.writer.do(LeaveHandover(me.id, data.department_id, data.text)))


handing_over = Router(
    "/",
    route_handlers=[handover, leave_handover],
    guards=[signed_in],
    dependencies={**HERE, **ME},
    dto=Body,
    return_dto=None,
)


def _left(bulk: Bulk, place: Place, me: Person, department_id: str, operator_id: str) -> Left:
    if not departments_by_ids(bulk, [department_id]) or not me.operator.may_see(department_id):
        raise NoSuchDepartment
    held = [c for c in held_by(bulk, operator_id) if c.department_id == department_id]
    drawn = {view.id: view for view in views(bulk, place, held)}

    def shown(some: Iterable[Conversation]) -> list[ConversationView]:
        return [drawn[conversation.id] for conversation in some]

    by_state = {
        name: shown(c for c in held if c.status == status)
        for name, status in (("open", State.ACTIVE), ("parked", State.PARKED), ("snoozed", State.SNOOZED))
    }
    promised = shown(c for c in held if c.arranged.promise)
    counts = {name: len(rows) for name, rows in by_state.items()} | {"promised": len(promised)}
    latest = latest_handover(bulk, department_id)
    return Left(_note(latest) if latest else None, operator_id, counts, **by_state, promised=promised)


def _note(row: Handover) -> NoteView:
    return NoteView(row.id, row.operator_id, row.at, row.text)
