"""Files of messages: on their way, examined, attached, fetched."""

from besedka.attachments.addresses import STAFF, Addresses, visitors
from besedka.attachments.examining import Examiner, preview_name
from besedka.attachments.model import CHUNK_MAX, Attachment, Kind, NoSuchUpload, Shown, State
from besedka.attachments.scanner import Scanner
from besedka.attachments.service import Begin, attach, detach, needed
from besedka.attachments.store import attached_to, attachment
from besedka.attachments.uploads import Uploads

__all__ = [
    "CHUNK_MAX",
    "STAFF",
    "Addresses",
    "Attachment",
    "Begin",
    "Examiner",
    "Kind",
    "NoSuchUpload",
    "Scanner",
    "Shown",
    "State",
    "Uploads",
    "attach",
    "attached_to",
    "attachment",
    "detach",
    "needed",
    "preview_name",
    "visitors",
]
