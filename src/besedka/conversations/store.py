"""SQL of the heart."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from besedka.conversations import tables
from besedka.conversations.model import Conversation, Edition, Message, Promise
from besedka.conversations.refusals import NoSuchConversation, NoSuchMessage, NoSuchPromise
from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Many, Records

c = tables.conversations.c
m = tables.messages.c

CONVERSATIONS = Records(
    Conversation,
    tables.conversations,
    rank=30,
    changing=(
        "department_id", "status", "operator_id", "is_latest", "version", "seq", "episode", "segment", "queued_at",
        "changed_at", "waiting_since", "closed_at", "closed_by", "reopen_until", "last_seq", "last_direction",
        "last_text", "last_at", "visitor_read_seq", "visitor_delivered_seq", "operator_read_seq",
        "operator_delivered_seq", "arrangement",
    ),
    kept=True,
)  # fmt: skip
MESSAGES = Records(
    Message, tables.messages, rank=50, changing=("version", "text", "params", "edited_at", "deleted_at"), locked=False
)
EDITIONS = Records(Edition, tables.editions, rank=51, changing=(), locked=False)
PROMISES = Records(Promise, tables.promises, rank=52, changing=("outcome", "ended_at", "reminded_at"))

conversation_by_id = Lookup(CONVERSATIONS, "id", missing=NoSuchConversation)
latest_of = Lookup(
    CONVERSATIONS,
    "identity_id",
    key=lambda conversation: conversation.identity_id if conversation.is_latest else None,
    where="is_latest = 1",
    missing=NoSuchConversation,
)
contact_wrote_to = Lookup(CONVERSATIONS, "contact_id", "department_id", asks=lambda key: key)
sent_by = Lookup(
    MESSAGES, "client_id", key=lambda message: (message.client_id, message.sender), asks=lambda key: (key[0],)
)
message_at = Lookup(
    MESSAGES,
    "conversation_id",
    "seq",
    asks=lambda key: key,
    missing=NoSuchMessage,
)
promise_at = Lookup(PROMISES, "conversation_id", "seq", asks=lambda key: key, missing=NoSuchPromise)
open_promises = Many(
    PROMISES,
    "conversation_id",
    key=lambda promise: promise.conversation_id if promise.outcome is None else None,
    where="outcome IS NULL",
)


def conversations_by_ids(bulk: Bulk, ids: Sequence[str]) -> list[Conversation]:
    """Those of the conversations that exist."""
    return [Conversation(*row) for row in bulk.matching(tables.conversations, [(("id",), "", [list(ids)])], lock=False)]


def of_identity(bulk: Bulk, identity_id: str, limit: int = 50) -> list[Conversation]:
    """A visitor's conversations, newest first."""
    statement = sa.select(tables.conversations).where(c.identity_id == identity_id)
    return _conversations(bulk, statement.order_by(c.opened_at.desc(), c.id.desc()).limit(limit))


def of_contacts(bulk: Bulk, contact_ids: Sequence[str], limit: int = 200) -> list[Conversation]:
    """The newest conversations of some contacts."""
    statement = sa.select(tables.conversations).where(c.contact_id.in_(contact_ids))
    return _conversations(bulk, statement.order_by(c.opened_at.desc()).limit(limit))


def talking_with(bulk: Bulk, operator_ids: Sequence[str]) -> list[Conversation]:
    """Whose current conversation is, or was last, with these operators. Reads all current ones: for rare questions."""
    where = sa.and_(c.is_latest == 1, c.operator_id.in_(operator_ids))
    return _conversations(bulk, sa.select(tables.conversations).where(where))


def open_in(bulk: Bulk, departments: Sequence[str] | None) -> list[Conversation]:
    """Open conversations of some departments (None: of all), those that wait longest first."""
    statement = sa.select(tables.conversations).where(c.status != "closed")
    if departments is not None:
        statement = statement.where(c.department_id.in_(departments))
    return _conversations(bulk, statement.order_by(c.queued_at, c.id))


class Busy(msgspec.Struct, frozen=True):
    """What an operator has on the desk from one inbox: active conversations, those in which the customer waits, and
    those of them without a first word yet.
    """

    operator_id: str
    inbox_id: str
    department_id: str
    count: int
    unanswered: int
    unbegun: int


def in_line(bulk: Bulk) -> list[Conversation]:
    """Everything that waits, everywhere. Unordered."""
    return _conversations(bulk, sa.select(tables.conversations).where(c.status != "closed", c.status == "queued"))


def busy_with(bulk: Bulk) -> list[Busy]:
    """What everybody has on the desk."""
    is_unbegun = sa.and_(c.waiting_since.is_not(None), c.arrangement.not_like('%"first_reply_at"%'))
    counts = sa.func.count(), sa.func.count(c.waiting_since), sa.func.count(sa.case((is_unbegun, 1)))
    statement = (
        sa.select(c.operator_id, c.inbox_id, c.department_id, *counts)
        .where(c.status != "closed", c.status == "active")
        .group_by(c.operator_id, c.inbox_id, c.department_id)
    )
    return [Busy(*tuple(row)) for row in bulk.execute(statement)]


def active_ones(bulk: Bulk) -> list[Conversation]:
    """Every active conversation."""
    return _conversations(bulk, sa.select(tables.conversations).where(c.status != "closed", c.status == "active"))


def awaiting(bulk: Bulk) -> list[Conversation]:
    """Conversations in which nobody of us has written yet."""
    where = sa.and_(c.status != "closed", c.waiting_since.is_not(None), c.arrangement.not_like('%"first_reply_at"%'))
    found = _conversations(bulk, sa.select(tables.conversations).where(where))
    return [conversation for conversation in found if conversation.awaits_first_answer]


def closed_of_operator(
    bulk: Bulk, operator_id: str, since: int, departments: Sequence[str] | None
) -> list[Conversation]:
    """What an operator closed lately and may still see."""
    where = [c.status == "closed", c.operator_id == operator_id, c.closed_at >= since]
    if departments is not None:
        where.append(c.department_id.in_(departments))
    return _conversations(bulk, sa.select(tables.conversations).where(*where).order_by(c.closed_at))


def page(
    bulk: Bulk,
    departments: Sequence[str] | None,
    *,
    status: str | None,
    contact_id: str | None,
    before: tuple[int, str] | None,
    limit: int,
) -> list[Conversation]:
    """Conversations by opening time, newest first; `before` is the (opened_at, id) of the last one seen."""
    statement = sa.select(tables.conversations).order_by(c.opened_at.desc(), c.id.desc()).limit(limit)
    for wanted in (
        c.department_id.in_(departments) if departments is not None else None,
        c.status == status if status else None,
        c.contact_id == contact_id if contact_id else None,
        sa.tuple_(c.opened_at, c.id) < sa.tuple_(*map(sa.literal, before)) if before else None,
    ):
        if wanted is not None:
            statement = statement.where(wanted)
    return _conversations(bulk, statement)


def chosen(
    bulk: Bulk,
    departments: Sequence[str] | None,
    *,
    status: str | None,
    department_id: str | None,
    lane_id: str | None,
    operator_id: str | None,
    topic_id: str | None,
) -> list[str]:
    """Open conversations of some departments (None: of all) for which everything that is given holds."""
    wanted = [c.status == status if status else None, c.operator_id == operator_id if operator_id else None]
    wanted += [c.department_id.in_(departments) if departments is not None else None]
    wanted += [c.department_id == department_id if department_id else None]
    where = sa.and_(c.status != "closed", *(condition for condition in wanted if condition is not None))
    found = _conversations(bulk, sa.select(tables.conversations).where(where).order_by(c.queued_at, c.id))
    return [
        one.id
        for one in found
        if (lane_id is None or one.arranged.lane_id == lane_id)
        and (topic_id is None or one.arranged.topic_id == topic_id)
    ]


def silent_since(bulk: Bulk, inbox_id: str, before: int) -> list[Conversation]:
    """Open conversations of an inbox in which nobody wrote since `before`."""
    where = sa.and_(c.status != "closed", c.inbox_id == inbox_id, c.last_at < before)
    return _conversations(bulk, sa.select(tables.conversations).where(where).order_by(c.last_at))


def answered_before(bulk: Bulk, inbox_id: str, before: int) -> list[Conversation]:
    """Active conversations of an inbox in which the last word is ours, and older than `before`."""
    where = sa.and_(
        c.status != "closed", c.status == "active", c.inbox_id == inbox_id, c.last_direction == "outgoing",
        c.last_at < before,
    )  # fmt: skip
    return _conversations(bulk, sa.select(tables.conversations).where(where))


def snoozed(bulk: Bulk) -> list[Conversation]:
    """All that are put off."""
    return _conversations(bulk, sa.select(tables.conversations).where(c.status != "closed", c.status == "snoozed"))


def active_of(bulk: Bulk, operator_id: str) -> list[Conversation]:
    """What takes the slots of an operator, the oldest first."""
    where = sa.and_(c.status != "closed", c.status == "active", c.operator_id == operator_id)
    return _conversations(bulk, sa.select(tables.conversations).where(where).order_by(c.queued_at, c.id))


def held_by(bulk: Bulk, operator_id: str) -> list[Conversation]:
    """What is an operator's: active, parked and snoozed, the oldest first."""
    where = sa.and_(c.status.in_(("active", "parked", "snoozed")), c.operator_id == operator_id)
    return _conversations(bulk, sa.select(tables.conversations).where(where).order_by(c.queued_at, c.id))


def closed_lately(bulk: Bulk, department_id: str, limit: int) -> list[Conversation]:
    """The last closed conversations of a department, the latest first."""
    where = sa.and_(c.department_id == department_id, c.closed_at.is_not(None))
    return _conversations(bulk, sa.select(tables.conversations).where(where).order_by(c.closed_at.desc()).limit(limit))


def has_human_words(bulk: Bulk, conversation_id: str) -> bool:
    """Whether an operator said something to the customer in the present (or last) episode."""
    of_it = m.conversation_id == conversation_id
    began = sa.select(sa.func.coalesce(sa.func.max(m.seq), 0)).where(of_it, m.code == "reopened").scalar_subquery()
    words = (of_it, m.seq > began, m.author_kind == "operator", m.direction == "outgoing", m.deleted_at.is_(None))
    return bulk.execute(sa.select(m.seq).where(*words).limit(1)).first() is not None


def entries(bulk: Bulk, conversation_id: str, *, before: int | None, limit: int, with_notes: bool) -> list[Message]:
    """The last entries below `before`, oldest first."""
    statement = sa.select(tables.messages).where(m.conversation_id == conversation_id)
    if before is not None:
        statement = statement.where(m.seq < before)
    if not with_notes:
        statement = statement.where(m.kind != "note")
    rows = bulk.execute(statement.order_by(m.seq.desc()).limit(limit)).fetchall()
    return [Message(*row) for row in reversed(rows)]


def entries_at(bulk: Bulk, places: Iterable[tuple[str, int]]) -> list[Message]:
    """Entries by (conversation, seq), as they are now."""
    wanted: dict[str, list[int]] = {}
    for conversation_id, seq in places:
        wanted.setdefault(conversation_id, []).append(seq)
    found: list[Message] = []
    for conversation_id, seqs in wanted.items():
        statement = sa.select(tables.messages).where(m.conversation_id == conversation_id, m.seq.in_(seqs))
        found += [Message(*tuple(row)) for row in bulk.execute(statement)]
    return found


def message(bulk: Bulk, conversation_id: str, seq: int) -> Message | None:
    """One entry."""
    found = entries_at(bulk, [(conversation_id, seq)])
    return found[0] if found else None


def editions(bulk: Bulk, conversation_id: str, seq: int) -> list[Edition]:
    """Earlier texts of a message, oldest first."""
    e = tables.editions.c
    return EDITIONS.all(bulk, sa.and_(e.conversation_id == conversation_id, e.seq == seq), e.version)


def due_promises(bulk: Bulk, now: int, ahead_ms: int) -> list[Promise]:
    """Open promises whose time has come or comes within `ahead_ms`, the earliest first."""
    p = tables.promises.c
    return PROMISES.all(bulk, sa.and_(p.outcome.is_(None), p.due_at <= now + ahead_ms), p.due_at)


def _conversations(bulk: Bulk, statement: sa.Select[Any]) -> list[Conversation]:
    return [Conversation(*tuple(row)) for row in bulk.execute(statement)]
