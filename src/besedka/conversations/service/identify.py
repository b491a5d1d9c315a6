"""A customer signs in: what is being talked about now goes on as that of somebody known."""

from collections.abc import Iterable

import msgspec

from besedka.contacts import Claims, Visitor, contact_by_subject, identify, identity_by_id
from besedka.conversations.service.entries import changing, happened
from besedka.conversations.store import CONVERSATIONS, latest_of
from besedka.events.conversations import ConversationIdentified
from besedka.kernel.records import Need, Tx


class MakeRoom(msgspec.Struct, frozen=True):
    """A closed conversation of this visitor will not be reopened: another one comes. Committed before Identify."""

    identity_id: str

    def needs(self) -> Iterable[Need]:
        yield latest_of, self.identity_id

    def run(self, tx: Tx) -> None:
        latest = tx.find(latest_of, self.identity_id)
        if latest is not None and not latest.is_open:
            tx.edit(CONVERSATIONS, latest).is_latest = 0


class Identify(msgspec.Struct, frozen=True):
    """Who `visitor` is, as his site signed it. An open conversation that this browser began as `nobody` becomes his, if
    he has no current one. What `nobody` said before stays where it is: colleagues see it, the customer does not.
    """

    visitor: Visitor
    claims: Claims
    nobody: Visitor

    def needs(self) -> Iterable[Need]:
        yield identity_by_id, self.visitor.id
        yield contact_by_subject, self.claims.sub
        yield latest_of, self.visitor.id
        yield latest_of, self.nobody.id

    def run(self, tx: Tx) -> None:
        """Raises Blocked."""
        identity = identify(tx, self.visitor, self.claims)
        found = tx.find(latest_of, self.nobody.id)
        if found is None or not found.is_open or tx.find(latest_of, identity.id) is not None:
            return
        mine = changing(tx, found)
        mine.identity_id, mine.contact_id = identity.id, identity.contact_id
        happened(
            tx, ConversationIdentified, mine, f"visitor:{identity.id}",
            from_identity_id=self.nobody.id, contact_id=identity.contact_id,
        )  # fmt: skip
