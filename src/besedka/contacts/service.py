"""Verbs on contacts."""

from besedka.contacts import model
from besedka.contacts.model import Blocked, Contact, Identity, Visitor
from besedka.contacts.store import CONTACTS, IDENTITIES, contact_by_id, identity_by_id
from besedka.events.contacts import ContactAppeared, ContactChanged
from besedka.kernel import audit
from besedka.kernel.ids import new_id
from besedka.kernel.records import Tx


def known(tx: Tx, visitor: Visitor) -> Identity:
    """The visitor's identity, made with its contact at the first write; raises Blocked."""
    identity = tx.find(identity_by_id, visitor.id) or _appear(tx, visitor)
    if identity.is_blocked:
        raise Blocked
    return identity


def _appear(tx: Tx, visitor: Visitor) -> Identity:
    number = 1000 + int(visitor.token_hash[-8:], 16) % 9000
    contact = tx.add(CONTACTS, Contact(new_id(), 1, number, None, None, None, "{}", 0, tx.now))
    identity = Identity(visitor.id, visitor.inbox_id, contact.id, visitor.token_hash, 0, tx.now)
    tx.add(IDENTITIES, identity)
    tx.happened(
        ContactAppeared(
            subject=contact.id,
            actor=f"visitor:{visitor.id}",
            at=tx.now,
            identity_id=visitor.id,
            inbox_id=visitor.inbox_id,
        )
    )
    return identity


def introduce(tx: Tx, identity: Identity, name: str) -> Contact:
    """The visitor says a name; raises BadName."""
    contact = tx.get(contact_by_id, identity.contact_id)
    return _change(tx, contact, f"visitor:{identity.id}", name=model.checked_name(name))


def edit_contact(
    tx: Tx, operator_id: str, contact_id: str, name: str | None, email: str | None, phone: str | None
) -> Contact:
    """An operator corrects the card; raises NoSuchContact, BadName, BadEmail, BadPhone."""
    contact = tx.get(contact_by_id, contact_id)
    changed = _change(
        tx,
        contact,
        f"operator:{operator_id}",
        name=model.checked_name(name) if name else None,
        email=model.checked_email(email) if email else None,
        phone=model.checked_phone(phone) if phone else None,
    )
    audit.note(tx, f"operator:{operator_id}", "contact.edited", contact_id)
    return changed


def _change(tx: Tx, contact: Contact, actor: str, **values: str | None) -> Contact:
    differing = [field for field, value in values.items() if getattr(contact, field) != value]
    if not differing:
        return contact
    mine = tx.edit(CONTACTS, contact)
    for field in differing:
        setattr(mine, field, values[field])
    mine.version += 1
    tx.happened(ContactChanged(subject=contact.id, actor=actor, at=tx.now, fields=differing))
    return mine
