"""The rows behind events, as they are at reading time: from the writer's own batch, or from the database."""

from collections.abc import Iterable, Sequence

from besedka.api.stream import views
from besedka.api.stream.protocol import encode
from besedka.contacts import CONTACTS, Contact, contacts_by_ids
from besedka.conversations import (
    CONVERSATIONS,
    MESSAGES,
    Conversation,
    Message,
    conversations_by_ids,
    entries_at,
    of_contacts,
    split_id,
    talking_with,
)
from besedka.events.contacts import ContactChanged
from besedka.events.conversations import (
    ConversationAssigned,
    ConversationClosed,
    ConversationEvent,
    ConversationParked,
    ConversationReleased,
    ConversationResumed,
    ConversationSnoozed,
    EntryEvent,
    PromiseBroken,
    PromiseKept,
    PromiseWithdrawn,
)
from besedka.events.staff import (
    DepartmentAdded,
    DepartmentChanged,
    DepartmentClosed,
    DepartmentOpened,
    OperatorAdded,
    OperatorChanged,
    OperatorDisabled,
    OperatorReturned,
    OperatorStatusChanged,
    OperatorVanished,
    ReachChanged,
)
from besedka.kernel.db import Bulk, Database
from besedka.kernel.eventlog import Committed, Event, Stored
from besedka.kernel.records import Batch
from besedka.staff import DEPARTMENTS, OPERATORS, Department, Operator, departments_by_ids, operators_by_ids

ABOUT_DEPARTMENTS = (DepartmentAdded, DepartmentChanged, DepartmentClosed, DepartmentOpened)
ABOUT_OPERATORS = (
    OperatorAdded,
    OperatorChanged,
    OperatorStatusChanged,
    OperatorDisabled,
    OperatorVanished,
    OperatorReturned,
    ReachChanged,
)
"""Events after which consoles get the operator anew."""
_LOADS = (
    ConversationAssigned,
    ConversationReleased,
    ConversationParked,
    ConversationSnoozed,
    ConversationResumed,
    ConversationClosed,
)
_SEEN_BY_VISITORS = frozenset(("name", "public_names", "photo"))
_REMEMBERED = 20_000

Place = tuple[str, int]


def place_of(event: Event) -> Place | None:
    """The entry that is new or changed."""
    if isinstance(event, EntryEvent):
        return event.subject, event.seq
    if isinstance(event, PromiseKept | PromiseBroken | PromiseWithdrawn):
        return split_id(event.promise_id)
    return None


def whose_load(event: Event) -> str | None:
    """The operator who has one conversation more or less since."""
    return event.operator_id if isinstance(event, _LOADS) else None


class KnownContact:
    """A contact, drawn once for staff and once for the visitor himself."""

    __slots__ = ("contact", "for_staff", "for_visitor")

    def __init__(self, contact: Contact) -> None:
        self.contact = contact
        self.for_staff = encode(views.contact_view(contact))
        self.for_visitor = encode(views.own_contact_view(contact))


class Facts:
    """Rows by id, enough to draw the events they were gathered for."""

    __slots__ = ("contacts", "conversations", "departments", "messages", "of_contact", "operators", "with_operator")

    def __init__(self) -> None:
        self.conversations: dict[str, Conversation] = {}
        self.messages: dict[Place, Message] = {}
        self.contacts: dict[str, KnownContact] = {}
        self.operators: dict[str, Operator] = {}
        self.departments: dict[str, Department] = {}
        self.of_contact: dict[str, list[Conversation]] = {}
        self.with_operator: dict[str, list[Conversation]] = {}


class Wanted:
    """What events talk about, by id."""

    def __init__(self, events: Iterable[Stored]) -> None:
        self.conversations: set[str] = set()
        self.places: set[Place] = set()
        self.operators: set[str] = set()
        self.departments: set[str] = set()
        self.changed_contacts: set[str] = set()
        self.renamed: set[str] = set()
        for _, event in events:
            if isinstance(event, ConversationEvent):
                self.conversations.add(event.subject)
                if (place := place_of(event)) is not None:
                    self.places.add(place)
                elif (operator_id := whose_load(event)) is not None:
                    self.operators.add(operator_id)
            elif isinstance(event, ContactChanged):
                self.changed_contacts.add(event.subject)
            elif isinstance(event, ABOUT_OPERATORS):
                self.operators.add(event.subject)
                if isinstance(event, OperatorChanged) and not _SEEN_BY_VISITORS.isdisjoint(event.fields):
                    self.renamed.add(event.subject)
            elif isinstance(event, ABOUT_DEPARTMENTS):
                self.departments.add(event.subject)


class Gatherer:
    """Gathers facts; remembers contacts between commits, and forgets one when the log says that it changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._contacts: dict[str, KnownContact] = {}

    async def gather(self, commit: Committed) -> Facts:
        """Facts for a commit: what the writer still holds is not read again."""
        wanted = Wanted(commit.events)
        facts = Facts()
        for contact_id in wanted.changed_contacts:
            self._contacts.pop(contact_id, None)
        if isinstance(commit.rows, Batch):
            _from_batch(facts, commit.rows, wanted)
            self._contacts.update({c.id: KnownContact(c) for c in commit.rows.rows.get(CONTACTS, {}).values()})
        self._remembered(facts)
        if _is_incomplete(facts, wanted):
            await self._database.read(_complete, facts, wanted)
            self._remember(facts)
        return facts

    def _remembered(self, facts: Facts) -> None:
        for conversation in facts.conversations.values():
            if (contact := self._contacts.get(conversation.contact_id)) is not None:
                facts.contacts[conversation.contact_id] = contact

    def _remember(self, facts: Facts) -> None:
        if len(self._contacts) > _REMEMBERED:
            self._contacts.clear()
        self._contacts.update(facts.contacts)


def read_facts(bulk: Bulk, events: Sequence[Stored]) -> Facts:
    """Facts for events of the past, in the reader's own transaction."""
    facts = Facts()
    _complete(bulk, facts, Wanted(events))
    return facts


def _from_batch(facts: Facts, batch: Batch, wanted: Wanted) -> None:
    facts.conversations = _present(batch.rows.get(CONVERSATIONS, {}), wanted.conversations)
    facts.messages = _present(batch.rows.get(MESSAGES, {}), wanted.places)
    facts.operators = _present(batch.rows.get(OPERATORS, {}), wanted.operators)
    facts.departments = _present(batch.rows.get(DEPARTMENTS, {}), wanted.departments)


def _present(rows: dict, keys: set) -> dict:  # type: ignore[type-arg]
    return {key: rows[key] for key in keys if key in rows}


def _is_incomplete(facts: Facts, wanted: Wanted) -> bool:
    return (
        len(facts.conversations) < len(wanted.conversations)
        or len(facts.messages) < len(wanted.places)
        or len(facts.operators) < len(wanted.operators)
        or len(facts.departments) < len(wanted.departments)
        or bool(wanted.changed_contacts or wanted.renamed)
        or any(c.contact_id not in facts.contacts for c in facts.conversations.values())
    )


def _complete(bulk: Bulk, facts: Facts, wanted: Wanted) -> None:
    missing = [cid for cid in wanted.conversations if cid not in facts.conversations]
    if missing:
        facts.conversations.update({c.id: c for c in conversations_by_ids(bulk, missing)})
    places = [place for place in wanted.places if place not in facts.messages]
    if places:
        facts.messages.update({(m.conversation_id, m.seq): m for m in entries_at(bulk, places)})
    operators = [oid for oid in wanted.operators if oid not in facts.operators]
    if operators:
        facts.operators.update({o.id: o for o in operators_by_ids(bulk, operators)})
    departments = [did for did in wanted.departments if did not in facts.departments]
    if departments:
        facts.departments.update({d.id: d for d in departments_by_ids(bulk, departments)})
    for conversation in of_contacts(bulk, sorted(wanted.changed_contacts)) if wanted.changed_contacts else ():
        facts.of_contact.setdefault(conversation.contact_id, []).append(conversation)
    for conversation in talking_with(bulk, sorted(wanted.renamed)) if wanted.renamed else ():
        facts.with_operator.setdefault(str(conversation.operator_id), []).append(conversation)
    people = {c.contact_id for c in facts.conversations.values()} | wanted.changed_contacts
    unknown = [cid for cid in people if cid not in facts.contacts]
    if unknown:
        facts.contacts.update({c.id: KnownContact(c) for c in contacts_by_ids(bulk, unknown)})
