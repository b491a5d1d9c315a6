"""One action on many conversations, with its progress and its undo."""

from typing import Annotated

import msgspec
from litestar import Router, get, post
from litestar.params import JSONBody

from besedka.api.http.bodies import Body
from besedka.api.http.paging import Id, PathId
from besedka.api.http.place import HERE, Here, Place
from besedka.api.http.signed_in import ME, Me, Person, signed_in
from besedka.api.stream.wishes import ClientId
from besedka.conversations import State, chosen
from besedka.jobs import Action, Job, NoSuchJob, Problem, StartJob, UndoJob, problems
from besedka.jobs import job as job_with_id
from besedka.kernel.db import Bulk

_BODY_MAX = 512 * 1024
"""So many ids, and the longest text."""
_Ids = Annotated[tuple[Id, ...], msgspec.Meta(max_length=5_000)]


class Filter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which ones, of those that one may see; everything that is named must hold."""

    status: State | None = None
    department_id: Id | None = None
    lane_id: Id | None = None
    operator_id: Id | None = None
    topic_id: Id | None = None


class BulkBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to do, and with which conversations: `conversation_ids`, or a `filter`."""

    client_id: ClientId
    action: Action
    conversation_ids: _Ids = ()
    filter: Filter | None = None


class JobView(msgspec.Struct, frozen=True):
    """`done` counts what has been done and not undone; `errors` what was refused, by reason."""

    id: str
    state: str
    total: int
    done: int
    failed: int
    errors: list[Problem]
    created_at: int


@post("/bulk", status_code=202, summary="Begin one action on many conversations", request_max_body_size=_BODY_MAX)
async def begin(data: JSONBody[BulkBody], me: Me, place: Here) -> JobView:
    """Goes on in the background, each conversation by itself; refusals of some do not stop the others."""
    ids = data.conversation_ids
    if data.filter is not None:
        ids = tuple(await place.database.read(_chosen, me, data.filter))
    command = StartJob(operator_id=me.id, client_id=data.client_id, action=data.action, conversation_ids=ids)
    return await _begun(place, await place.writer.do(command))


@get("/bulk/{job_id:str}", summary="How far it is")
async def progress(job_id: PathId, me: Me, place: Here) -> JobView:
    """404 for somebody else's."""
    return await place.database.read(_read, me, job_id)


@post("/bulk/{job_id:str}/undo", status_code=202, summary="Put everything back")
async def undo(job_id: PathId, me: Me, place: Here) -> JobView:
    """Within 24 hours. What has moved on meanwhile stays as it is, and is counted as refused."""
    return await _begun(place, await place.writer.do(UndoJob(me.id, job_id)))


working = Router(
    "/", route_handlers=[begin, progress, undo], guards=[signed_in], dependencies={**HERE, **ME}, dto=Body,
    return_dto=None,
)  # fmt: skip


async def _begun(place: Place, job: Job) -> JobView:
    place.jobs.begin(job)
    return await place.database.read(_view, job)


def _chosen(bulk: Bulk, me: Person, wanted: Filter) -> list[str]:
    return chosen(bulk, me.departments, **msgspec.structs.asdict(wanted))


def _read(bulk: Bulk, me: Person, job_id: str) -> JobView:
    found = job_with_id(bulk, job_id)
    if found is None or found.operator_id != me.id:
        raise NoSuchJob
    return _view(bulk, found)


def _view(bulk: Bulk, job: Job) -> JobView:
    errors = problems(bulk, job.id) if job.failed else []
    return JobView(job.id, job.state, job.total, job.done, job.failed, errors, job.created_at)
