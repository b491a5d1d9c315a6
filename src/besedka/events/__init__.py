"""Everything that can happen, one class each, a file per noun. `docs/events.md` lists them."""

from besedka.events import contacts, conversations, inboxes, staff

__all__ = ["contacts", "conversations", "inboxes", "staff"]
