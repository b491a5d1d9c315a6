"""SQL of the contacts room."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from besedka.contacts import tables
from besedka.contacts.model import Consent, Contact, Identity, NoSuchContact
from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Records

IDENTITIES = Records(Identity, tables.identities, rank=10, changing=("contact_id", "is_blocked"), kept=True)
CONTACTS = Records(
    Contact, tables.contacts, rank=15, changing=("version", "name", "email", "phone", "fields", "is_verified")
)
CONSENTS = Records(Consent, tables.consents, rank=16, changing=(), locked=False)
identity_by_id = Lookup(IDENTITIES, "id")
contact_by_id = Lookup(CONTACTS, "id", missing=NoSuchContact)
contact_by_subject = Lookup(CONTACTS, "subject", where="subject IS NOT NULL")


def contacts_by_ids(bulk: Bulk, ids: Sequence[str]) -> list[Contact]:
    """Those of the contacts that exist."""
    rows = bulk.matching(tables.contacts, [(("id",), "", [list(ids)])], lock=False)
    return [Contact(*row) for row in rows]


def is_identified(bulk: Bulk, identity_id: str, told: Mapping[str, object]) -> bool:
    """Whether somebody is known already, and with these values."""
    of_identity = sa.select(tables.identities.c.contact_id).where(tables.identities.c.id == identity_id)
    found = CONTACTS.all(bulk, tables.contacts.c.id.in_(of_identity))
    return bool(found) and all(getattr(found[0], field) == value for field, value in told.items())


def consents_of(bulk: Bulk, contact_id: str) -> list[Consent]:
    """What somebody agreed to, oldest first."""
    return CONSENTS.all(bulk, tables.consents.c.contact_id == contact_id, tables.consents.c.id)
