"""Verbs on contacts."""

from collections.abc import Mapping

from besedka.contacts import model
from besedka.contacts.model import Blocked, Consent, Contact, Details, Identity, NoConsent, Visitor
from besedka.contacts.store import CONSENTS, CONTACTS, IDENTITIES, contact_by_id, identity_by_id
from besedka.events.contacts import ContactAppeared, ContactChanged
from besedka.kernel import audit
from besedka.kernel.ids import new_id, secret_hash
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


def leave_details(tx: Tx, identity: Identity, given: Details) -> Contact:
    """The customer says a name and addresses; what is known of a verified contact stays.

    Raises BadName, BadEmail, BadPhone.
    """
    contact = tx.get(contact_by_id, identity.contact_id)
    said = {
        "name": model.checked_name(given.name) if given.name else None,
        "email": model.checked_email(given.email) if given.email else None,
        "phone": model.checked_phone(given.phone) if given.phone else None,
    }
    is_kept = {field for field in said if contact.is_verified and getattr(contact, field)}
    news = {field: value for field, value in said.items() if value and field not in is_kept}
    return _change(tx, contact, f"visitor:{identity.id}", **news)


def agree(tx: Tx, identity: Identity, texts: Mapping[str, str], language: str, *, agreed: bool) -> None:
    """Keep what the customer agreed to, if there is anything to agree to; raises NoConsent."""
    if not texts:
        return
    if not agreed:
        raise NoConsent("Expected `consent`: the inbox asks to agree to its text before an address is left.")
    shown = language if language in texts else next(iter(texts))
    text = texts[shown]
    consent = Consent(new_id(), identity.contact_id, identity.inbox_id, shown, secret_hash(text), text, tx.now)
    tx.add(CONSENTS, consent)


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
