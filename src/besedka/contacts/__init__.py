"""People known to us."""

from besedka.contacts.model import BadToken, Contact, Identity, NoSuchContact, Visitor, visitor
from besedka.contacts.service import edit_contact, introduce, known
from besedka.contacts.store import CONTACTS, contact_by_id, contacts_by_ids, identity_by_id

__all__ = [
    "CONTACTS",
    "BadToken",
    "Contact",
    "Identity",
    "NoSuchContact",
    "Visitor",
    "contact_by_id",
    "contacts_by_ids",
    "edit_contact",
    "identity_by_id",
    "introduce",
    "known",
    "visitor",
]
