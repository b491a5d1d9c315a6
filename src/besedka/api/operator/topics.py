"""What conversations of a department can be about, for those who close them."""

from typing import Annotated

import msgspec
from litestar import Router, get
from litestar.params import QueryParameter

from besedka.api.http.paging import WORD
from besedka.api.http.place import HERE, Here
from besedka.api.http.signed_in import ME, Me, Person, signed_in
from besedka.conversations import closed_lately, likely_topics
from besedka.kernel.db import Bulk
from besedka.staff import NoSuchDepartment, Topic, departments_by_ids

_RECENT = 300
_Department = Annotated[str, QueryParameter(min_length=1, max_length=120, pattern=WORD)]


class Topics(msgspec.Struct, frozen=True):
    """A tree of two levels, and the three that are most likely now, by recent closings. `required`: before closing."""

    topics: tuple[Topic, ...]
    likely: list[str]
    required: bool


@get("/topics", summary="What conversations of a department are about")
async def topics(department_id: _Department, me: Me, place: Here) -> Topics:
    """Of a department that one sees; 404 for others."""
    return await place.database.read(_topics, me, department_id)


sorting = Router("/", route_handlers=[topics], guards=[signed_in], dependencies={**HERE, **ME})


def _topics(bulk: Bulk, me: Person, department_id: str) -> Topics:
    found = departments_by_ids(bulk, [department_id])
    if not found or not me.operator.may_see(department_id):
        raise NoSuchDepartment
    told = found[0].told
    known = {topic.id for topic in told.all_topics()}
    recent = (conversation.arranged.topic_id for conversation in closed_lately(bulk, department_id, _RECENT))
    return Topics(told.topics, likely_topics(topic for topic in recent if topic in known), told.needs_topic)
