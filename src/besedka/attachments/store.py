"""SQL of the attachments room."""

import sqlalchemy as sa

from besedka.attachments import tables
from besedka.attachments.model import Attachment, NoSuchUpload, State
from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Many, Records

a = tables.attachments.c

ATTACHMENTS = Records(
    Attachment,
    tables.attachments,
    rank=45,
    changing=(
        "conversation_id", "seq", "received", "state", "code", "kind", "type", "size", "width", "height",
        "duration_ms", "preview", "removed_at",
    ),
)  # fmt: skip
attachment_by_id = Lookup(ATTACHMENTS, "id", missing=NoSuchUpload)
begun_by = Lookup(
    ATTACHMENTS, "client_id", key=lambda upload: (upload.client_id, upload.owner), asks=lambda key: (key[0],)
)
unsent_of = Many(
    ATTACHMENTS, "owner", key=lambda upload: upload.owner if upload.seq is None else None, where="seq IS NULL"
)
attached_to = Many(
    ATTACHMENTS,
    "conversation_id",
    "seq",
    key=lambda upload: (upload.conversation_id, upload.seq) if upload.seq is not None else None,
    asks=lambda key: key,
)


def attachment(bulk: Bulk, attachment_id: str) -> Attachment | None:
    """One, whatever its state."""
    found = ATTACHMENTS.all(bulk, a.id == attachment_id)
    return found[0] if found else None


def unsent_bytes(bulk: Bulk) -> int:
    """What all uploads that are not sent will take together."""
    statement = sa.select(sa.func.coalesce(sa.func.sum(a.declared), 0)).where(a.seq.is_(None), a.removed_at.is_(None))
    return int(bulk.execute(statement).scalar_one())


def examined_by_nobody(bulk: Bulk) -> list[str]:
    """Uploads that wait to be examined."""
    where = sa.and_(a.seq.is_(None), a.state == State.EXAMINING, a.removed_at.is_(None))
    return [row[0] for row in bulk.execute(sa.select(a.id).where(where))]


def give_up_unsent(bulk: Bulk, before: int, now: int) -> None:
    """What was begun before a time and never sent can be sent no more."""
    where = sa.and_(a.seq.is_(None), a.removed_at.is_(None), a.created_at < before)
    bulk.execute(sa.update(tables.attachments).where(where).values(removed_at=now))


def removed_before(bulk: Bulk, before: int, limit: int = 500) -> list[str]:
    """What was taken away before a time."""
    return [row[0] for row in bulk.execute(sa.select(a.id).where(a.removed_at < before).limit(limit))]


def forget(bulk: Bulk, ids: list[str]) -> None:
    """Their rows, when their files are gone."""
    bulk.execute(sa.delete(tables.attachments).where(a.id.in_(ids)))
