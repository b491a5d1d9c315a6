"""Files from visitors: for their own conversation, whichever that is when they are sent."""

from besedka.api.http.place import Place
from besedka.api.visitor.stream import VisitorPerson
from besedka.conversations import NoSuchConversation, conversations_by_ids
from besedka.inboxes import AttachmentRules
from besedka.kernel.db import Bulk


class VisitorUploader:
    """One browser or app."""

    def __init__(self, who: VisitorPerson) -> None:
        self._who, self.owner = who, f"visitor:{who.visitor.id}"

    async def place(self, place: Place, conversation_id: str | None) -> tuple[str | None, AttachmentRules]:
        """Bound to no conversation: a visitor writes in one at a time. Raises NoSuchConversation, TooFast."""
        place.limits.visitor(self._who.visitor.id, is_message=False)
        if conversation_id is not None:
            await place.database.read(require_own, self._who, conversation_id)
        return None, self._who.inbox.rules.attachments


def require_own(bulk: Bulk, who: VisitorPerson, conversation_id: str) -> None:
    """Raises NoSuchConversation."""
    found = conversations_by_ids(bulk, [conversation_id])
    if not found or found[0].identity_id != who.visitor.id:
        raise NoSuchConversation
