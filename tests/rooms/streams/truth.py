"""What the database holds, drawn as each person may see it: what every model is held against."""

from typing import Any

import msgspec

from besedka.api.stream import views
from besedka.api.stream.audience import Person
from besedka.api.visitor.stream import VisitorPerson
from besedka.conversations import Conversation, Message, conversations_by_ids, entries, of_identity
from besedka.kernel import eventlog
from besedka.kernel.db import Bulk
from besedka.staff import Operator, operators_by_ids

Row = dict[str, Any]
_ALL = 10_000


class Truth:
    """All rows about some visitors and operators, in one state of the database."""

    def __init__(self, bulk: Bulk, visitors: list[str], operators: list[str]) -> None:
        found = [c for identity_id in visitors for c in of_identity(bulk, identity_id)]
        self.conversations = {c.id: c for c in found}
        self.messages: dict[str, list[Message]] = {
            c.id: entries(bulk, c.id, before=None, limit=_ALL, with_notes=True) for c in found
        }
        moves = eventlog.after_of(bulk, 0, [*self.conversations], limit=_ALL, types=["ConversationTransferred"])
        self._left: dict[str, list[str]] = {}
        for _, event in moves:
            self._left.setdefault(event.subject, []).append(event.from_department_id)  # type: ignore[attr-defined]
        self.operators: dict[str, Operator] = {o.id: o for o in operators_by_ids(bulk, operators)}

    def of(self, identity_id: str) -> list[Conversation]:
        """A visitor's conversations, oldest first."""
        return sorted(
            (c for c in self.conversations.values() if c.identity_id == identity_id), key=lambda c: c.opened_at
        )

    def seen_by(self, person: Person) -> set[str]:
        """The ids of conversations that this person may see."""
        if isinstance(person, VisitorPerson):
            return {c.id for c in self.conversations.values() if c.identity_id == person.me.id}
        owner = self.operators[person.me.id]
        return {c.id for c in self.conversations.values() if owner.may_see(c.department_id)}

    def ever_seen_by(self, person: Person) -> set[str]:
        """With those that were transferred away since."""
        if isinstance(person, VisitorPerson):
            return self.seen_by(person)
        owner = self.operators[person.me.id]
        return self.seen_by(person) | {
            c for c, departments in self._left.items() if any(map(owner.may_see, departments))
        }

    def log(self, conversation_id: str, person: Person, sight: views.Sight) -> list[Row]:
        """Everything in a conversation that this person may see."""
        is_staff = person.me.kind == "operator"
        seen = [m for m in self.messages[conversation_id] if is_staff or m.kind != "note"]
        return [as_row(views.entry_view(m, sight)) for m in seen]

    def operator_rows(self, operator_ids: list[str]) -> dict[str, Row]:
        """Operators as colleagues see them. (A visitor keeps the names of those who answered before as they were.)"""
        return {operator_id: as_row(views.operator_view(self.operators[operator_id])) for operator_id in operator_ids}


class Sight:
    """One person's fresh snapshot, and the rows of conversations that the person knows, in the same state."""

    def __init__(self, bulk: Bulk, person: Person, known: list[str], now: int) -> None:
        self.fresh = as_row(person.state(bulk, now))
        rows = conversations_by_ids(bulk, known) if known else []
        self.conversations = {row["id"]: row for row in map(as_row, person.views(bulk, rows))}  # type: ignore[attr-defined]


def as_row(view: object) -> Row:
    """What the bytes on the wire say."""
    row: Row = msgspec.json.decode(msgspec.json.encode(view))
    return row
