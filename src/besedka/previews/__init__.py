"""What stands behind a link: a card under the message, made by the server, so that no reader's browser has to ask."""

from besedka.previews.pictures import MEDIA_TYPE
from besedka.previews.service import Previews
from besedka.previews.store import picture

__all__ = ["MEDIA_TYPE", "Previews", "picture"]
