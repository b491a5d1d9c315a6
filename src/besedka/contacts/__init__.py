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
    proven_visitor,
    visitor,
)
from besedka.contacts.returning import RETURNING, ReturnLinks
from besedka.contacts.service import agree, edit_contact, identify, introduce, known, leave_details
from besedka.contacts.signed import Claims, SigningKey, told
from besedka.contacts.signed import checked_key as checked_signing_key
from besedka.contacts.signed import read as read_identity
from besedka.contacts.store import (
    CONTACTS,
    consents_of,
    contact_by_id,
    contact_by_subject,
    contacts_by_ids,
    identity_by_id,
    is_identified,
)

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
    "contact_by_subject",
    "contacts_by_ids",
    "edit_contact",
    "identify",
    "identity_by_id",
    "introduce",
    "is_identified",
    "known",
    "leave_details",
    "proven_visitor",
    "read_identity",
    "told",
    "visitor",
]
