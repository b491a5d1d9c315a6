"""SQL of the inboxes room."""

from besedka.inboxes import tables
from besedka.inboxes.model import Brand, Inbox, InboxRow, NoSuchInbox, ready
from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Records

BRANDS = Records(Brand, tables.brands, rank=62, changing=("name", "accent"))
INBOXES = Records(
    InboxRow, tables.inboxes, rank=61, changing=("version", "name", "brand_id", "department_id", "origins", "rules")
)
brand_by_id = Lookup(BRANDS, "id", missing=NoSuchInbox)
inbox_by_id = Lookup(INBOXES, "id", missing=NoSuchInbox)
inbox_by_key = Lookup(INBOXES, "key", missing=NoSuchInbox)


def all_inboxes(bulk: Bulk) -> list[Inbox]:
    """Every inbox with its brand."""
    brands = {brand.id: brand for brand in BRANDS.all(bulk)}
    return [ready(row, brands[row.brand_id]) for row in INBOXES.all(bulk)]
