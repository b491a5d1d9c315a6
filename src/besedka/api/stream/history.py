"""Pages of a conversation's history, for every audience. Whose conversation it is has been looked at before."""

import msgspec

from besedka.api.stream.views import AttachmentView, EntryView, Sight, entry_view
from besedka.conversations import NoSuchMessage, entries, message
from besedka.kernel.db import Bulk


class EntryPage(msgspec.Struct, frozen=True):
    """Oldest first. `has_more`: there are older ones."""

    entries: list[EntryView]
    has_more: bool


class EntryFiles(msgspec.Struct, frozen=True):
    """The files of one entry, with fresh addresses."""

    attachments: list[AttachmentView]


def history(
    bulk: Bulk, conversation_id: str, before: int | None, limit: int, sight: Sight, *, with_notes: bool
) -> EntryPage:
    """The last `limit` entries below `before`."""
    found = entries(bulk, conversation_id, before=before, limit=limit + 1, with_notes=with_notes)
    return EntryPage([entry_view(entry, sight) for entry in found[-limit:]], len(found) > limit)


def files(bulk: Bulk, conversation_id: str, seq: int, sight: Sight, *, with_notes: bool) -> EntryFiles:
    """Raises NoSuchMessage."""
    found = message(bulk, conversation_id, seq)
    if found is None or (found.kind == "note" and not with_notes):
        raise NoSuchMessage
    return EntryFiles(sight.attachments(found))
