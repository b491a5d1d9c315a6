"""SQL of the inboxes room."""

from besedka.inboxes import tables
from besedka.inboxes.model import Brand, Inbox, InboxRow, Key, NoSuchInbox, NoSuchKey, ready
from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Many, Records

BRANDS = Records(Brand, tables.brands, rank=62, changing=("name", "accent"))
INBOXES = Records(
    InboxRow, tables.inboxes, rank=61, changing=("version", "name", "brand_id", "department_id", "origins", "rules")
)
KEYS = Records(Key, tables.keys, rank=63, changing=("revoked_at",))
brand_by_id = Lookup(BRANDS, "id", missing=NoSuchInbox)
inbox_by_id = Lookup(INBOXES, "id", missing=NoSuchInbox)
key_by_kid = Lookup(KEYS, "kid", missing=NoSuchKey)
keys_of = Many(KEYS, "inbox_id")
inbox_by_key = Lookup(INBOXES, "key", missing=NoSuchInbox)


def all_inboxes(bulk: Bulk) -> list[Inbox]:
    """Every inbox with its brand."""
    brands = {brand.id: brand for brand in BRANDS.all(bulk)}
    keys: dict[str, list[Key]] = {}
    for key in KEYS.all(bulk, tables.keys.c.revoked_at.is_(None), tables.keys.c.created_at, tables.keys.c.kid):
        keys.setdefault(key.inbox_id, []).append(key)
    return [ready(row, brands[row.brand_id], tuple(keys.get(row.id, ()))) for row in INBOXES.all(bulk)]
