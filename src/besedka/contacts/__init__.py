"""People known to us."""

from besedka.contacts.model import BadToken, Consent, Contact, Details, Identity, NoSuchContact, Visitor, visitor
from besedka.contacts.returning import RETURNING, ReturnLinks
from besedka.contacts.service import agree, edit_contact, introduce, known, leave_details
from besedka.contacts.store import CONTACTS, consents_of, contact_by_id, contacts_by_ids, identity_by_id

__all__ = [
    "CONTACTS",
    "RETURNING",
    "BadToken",
    "Consent",
    "Contact",
    "Details",
    "Identity",
    "NoSuchContact",
    "ReturnLinks",
    "Visitor",
    "agree",
    "consents_of",
    "contact_by_id",
    "contacts_by_ids",
    "edit_contact",
    "identity_by_id",
    "introduce",
    "known",
    "leave_details",
    "visitor",
]
