"""SQL of the jobs room."""

import sqlalchemy as sa

from besedka.jobs import tables
from besedka.jobs.model import Item, Job, NoSuchJob, Problem
from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Records

ITEMS = Records(Item, tables.items, rank=74, changing=("state", "before", "code"))
JOBS = Records(Job, tables.jobs, rank=75, changing=("state", "done", "failed", "changed_at"))
job_by_id = Lookup(JOBS, "id", missing=NoSuchJob)
item_at = Lookup(ITEMS, "job_id", "conversation_id", asks=lambda key: key)


def job(bulk: Bulk, job_id: str) -> Job | None:
    """One job."""
    found = JOBS.all(bulk, tables.jobs.c.id == job_id)
    return found[0] if found else None


def left_alone(bulk: Bulk, before: int) -> list[Job]:
    """Jobs under way in which nothing happened since: whoever did them is gone."""
    t = tables.jobs.c
    return JOBS.all(bulk, sa.and_(t.state.in_(("running", "undoing")), t.changed_at < before), t.id)


def items_in(bulk: Bulk, job_id: str, state: str, limit: int) -> list[Item]:
    """Some items of a job in this state."""
    t = tables.items.c
    statement = sa.select(tables.items).where(t.job_id == job_id, t.state == state)
    return [Item(*tuple(row)) for row in bulk.execute(statement.order_by(t.conversation_id).limit(limit))]


def problems(bulk: Bulk, job_id: str) -> list[Problem]:
    """What was refused, and how often, the most frequent first."""
    t, count = tables.items.c, sa.func.count()
    statement = sa.select(t.code, count).where(t.job_id == job_id, t.code.is_not(None)).group_by(t.code)
    return [Problem(*tuple(row)) for row in bulk.execute(statement.order_by(count.desc(), t.code))]
