"""Pages of a conversation's history, for every audience. Whose conversation it is has been looked at before."""

import msgspec

from besedka.api.stream.views import EntryView, entry_view
from besedka.conversations import entries
from besedka.kernel.db import Bulk


class EntryPage(msgspec.Struct, frozen=True):
    """Oldest first. `has_more`: there are older ones."""

    entries: list[EntryView]
    has_more: bool


def history(bulk: Bulk, conversation_id: str, before: int | None, limit: int, *, with_notes: bool) -> EntryPage:
    """The last `limit` entries below `before`."""
    found = entries(bulk, conversation_id, before=before, limit=limit + 1, with_notes=with_notes)
    return EntryPage([entry_view(entry) for entry in found[-limit:]], len(found) > limit)
