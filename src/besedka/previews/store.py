"""SQL of the previews room."""

from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Records
from besedka.previews import tables
from besedka.previews.model import NoSuchPicture, Picture

PICTURES = Records(Picture, tables.pictures, rank=56, changing=())
picture_by_hash = Lookup(PICTURES, "hash", missing=NoSuchPicture)


def picture(bulk: Bulk, name: str) -> bytes:
    """The bytes of a picture; raises NoSuchPicture."""
    found = PICTURES.all(bulk, tables.pictures.c.hash == name)
    if not found:
        raise NoSuchPicture
    return found[0].content
