"""What clients see of a row: the JSON shapes of docs/protocol.md. No view holds more than its audience may know."""

from typing import cast

import msgspec

from besedka.contacts import Contact
from besedka.conversations import Arrangement, Conversation, Message
from besedka.staff import Department, Operator, Topic, opening

_EMPTY = msgspec.Raw(b"{}")


class Author(msgspec.Struct, frozen=True):
    """Who wrote an entry: `visitor`, `operator` or `system`."""

    kind: str
    id: str | None
    name: str | None


class EntryView(msgspec.Struct, frozen=True):
    """A message, a note or a system notice."""

    id: str
    conversation_id: str
    seq: int
    version: int
    kind: str
    direction: str | None
    author: Author
    client_id: str | None
    text: str
    code: str | None
    params: msgspec.Raw
    at: int
    edited_at: int | None
    deleted_at: int | None


class LastView(msgspec.Struct, frozen=True):
    """The last message, cut for lists."""

    seq: int
    kind: str
    direction: str | None
    text: str
    at: int


class ContactView(msgspec.Struct, frozen=True):
    """A contact. `number` stands in for a name that nobody gave. The visitor himself gets the first three fields."""

    id: str
    version: int
    name: str | None
    number: int | msgspec.UnsetType = msgspec.UNSET
    email: str | msgspec.UnsetType | None = msgspec.UNSET
    phone: str | msgspec.UnsetType | None = msgspec.UNSET
    verified: bool | msgspec.UnsetType = msgspec.UNSET
    fields: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class ConversationView(msgspec.Struct, frozen=True):
    """A conversation. `version` grows with every change of it or of its contact. Visitors get no `arrangement`."""

    id: str
    version: int
    inbox_id: str
    channel: str
    department_id: str
    status: str
    operator_id: str | None
    contact: ContactView
    opened_at: int
    queued_at: int
    waiting_since: int | None
    closed_at: int | None
    closed_by: str | None
    reopen_until: int | None
    last_seq: int
    last: LastView | None
    visitor_read_seq: int
    visitor_delivered_seq: int
    operator_read_seq: int
    operator_delivered_seq: int
    arrangement: Arrangement | None


class OperatorView(msgspec.Struct, frozen=True):
    """An operator. Colleagues see all of it; a visitor sees the public name and the photo."""

    id: str
    version: int
    name: str
    role: str | msgspec.UnsetType = msgspec.UNSET
    status: str | msgspec.UnsetType = msgspec.UNSET
    status_reason: str | msgspec.UnsetType | None = msgspec.UNSET
    load: int | msgspec.UnsetType = msgspec.UNSET
    limit: int | msgspec.UnsetType = msgspec.UNSET
    departments: list[str] | msgspec.UnsetType = msgspec.UNSET
    status_since: int | msgspec.UnsetType = msgspec.UNSET
    problems: list[str] | msgspec.UnsetType = msgspec.UNSET
    vanished_at: int | msgspec.UnsetType | None = msgspec.UNSET
    photo: str | msgspec.UnsetType | None = msgspec.UNSET
    status_by: str | msgspec.UnsetType | None = msgspec.UNSET


class LaneView(msgspec.Struct, frozen=True):
    """A queue inside a department, with its names by language."""

    id: str
    names: dict[str, str]


class DepartmentView(msgspec.Struct, frozen=True):
    """A department: its names by language, what talks are sorted by, and its hours as they are at this moment.

    `opens_at` of a closed one, `closes_at` of an open one; null: not foreseen. `take_anyway`: above the limit too.
    """

    id: str
    version: int
    name: dict[str, str]
    lanes: list[LaneView]
    topics: tuple[Topic, ...]
    needs_topic: bool
    take_anyway: bool
    is_open: bool
    opens_at: int | None
    closes_at: int | None


def entry_view(m: Message) -> EntryView:
    """The same for every audience that may see the entry at all."""
    return EntryView(
        m.id,
        m.conversation_id,
        m.seq,
        m.version,
        m.kind,
        m.direction,
        Author(m.author_kind, m.author_id, m.author_name),
        m.client_id,
        m.text,
        m.code,
        _EMPTY if m.params == "{}" else msgspec.Raw(m.params.encode()),
        m.at,
        m.edited_at,
        m.deleted_at,
    )


def contact_view(contact: Contact) -> ContactView:
    """For staff."""
    c = contact
    return ContactView(
        c.id, c.version, c.name, c.number, c.email, c.phone, bool(c.is_verified),
        _EMPTY if c.fields == "{}" else msgspec.Raw(c.fields.encode()),
    )  # fmt: skip


def own_contact_view(contact: Contact) -> ContactView:
    """For the visitor."""
    return ContactView(contact.id, contact.version, contact.name)


def _contact_for(contact: Contact, for_staff: bool) -> ContactView:
    return contact_view(contact) if for_staff else own_contact_view(contact)


def conversation_view(
    c: Conversation, contact: Contact, channel: str, *, for_staff: bool = True, drawn: bytes | None = None
) -> ConversationView:
    """Its version is the sum of the conversation's and the contact's: both only grow, so their sum does.

    `drawn` is the contact's view as JSON, if it is at hand.
    """
    last = LastView(c.last_seq, "message", c.last_direction, c.last_text, c.last_at) if c.last_seq else None
    return ConversationView(
        c.id,
        c.version + contact.version,
        c.inbox_id,
        channel,
        c.department_id,
        c.status,
        c.operator_id,
        cast(ContactView, msgspec.Raw(drawn)) if drawn is not None else _contact_for(contact, for_staff),
        c.opened_at,
        c.queued_at,
        c.waiting_since,
        c.closed_at,
        c.closed_by,
        c.reopen_until,
        c.seq,
        last,
        c.visitor_read_seq,
        c.visitor_delivered_seq,
        c.operator_read_seq,
        c.operator_delivered_seq,
        cast(Arrangement, msgspec.Raw(c.arrangement.encode())) if for_staff else None,
    )


def operator_view(o: Operator) -> OperatorView:
    """For staff."""
    return OperatorView(
        o.id, o.version, o.name, o.role, o.status, o.status_reason, o.load, o.chat_limit, o.department_ids,
        o.status_since, msgspec.json.decode(o.problems, type=list[str]), o.vanished_at, o.photo,
        o.status_by,
    )  # fmt: skip


def operator_card(o: Operator, language: str) -> OperatorView:
    """For visitors. The public name is all they see, so its version stands still: the latest one counts."""
    return OperatorView(o.id, 1, o.public_name(language), photo=o.photo)


def department_view(d: Department, now: int) -> DepartmentView:
    """For staff."""
    told = d.told
    hours = opening(told.hours, now)
    return DepartmentView(
        d.id, d.version, msgspec.json.decode(d.names, type=dict[str, str]),
        [LaneView(lane.id, lane.names) for lane in told.lanes], told.topics, told.needs_topic, told.giving.take_anyway,
        hours.is_open, hours.opens_at, hours.closes_at,
    )  # fmt: skip
