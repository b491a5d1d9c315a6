"""SQL of the contacts room."""

from collections.abc import Sequence

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


def contacts_by_ids(bulk: Bulk, ids: Sequence[str]) -> list[Contact]:
    """Those of the contacts that exist."""
    rows = bulk.matching(tables.contacts, [(("id",), "", [list(ids)])], lock=False)
    return [Contact(*row) for row in rows]


def consents_of(bulk: Bulk, contact_id: str) -> list[Consent]:
    """What somebody agreed to, oldest first."""
    return CONSENTS.all(bulk, tables.consents.c.contact_id == contact_id, tables.consents.c.id)
