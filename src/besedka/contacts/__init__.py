"""People known to us."""

from besedka.contacts.model import (
    BadIdentity,
    BadSigningKey,
    BadToken,
    Consent,
    Contact,
    Details,
    Identity,
    NoSuchContact,
    Visitor,
    visitor,
)
from besedka.contacts.returning import RETURNING, ReturnLinks
from besedka.contacts.service import agree, edit_contact, introduce, known, leave_details
from besedka.contacts.signed import Claims, SigningKey
from besedka.contacts.signed import checked_key as checked_signing_key
from besedka.contacts.signed import read as read_identity
from besedka.contacts.store import CONTACTS, consents_of, contact_by_id, contacts_by_ids, identity_by_id

__all__ = [
    "CONTACTS",
    "RETURNING",
    "BadIdentity",
    "BadSigningKey",
    "BadToken",
    "Claims",
    "Consent",
    "Contact",
    "Details",
    "Identity",
    "NoSuchContact",
    "ReturnLinks",
    "SigningKey",
    "Visitor",
    "agree",
    "checked_signing_key",
    "consents_of",
    "contact_by_id",
    "contacts_by_ids",
    "edit_contact",
    "identity_by_id",
    "introduce",
    "known",
    "leave_details",
    "read_identity",
    "visitor",
]
