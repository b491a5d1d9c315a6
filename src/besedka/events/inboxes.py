"""What happens to inboxes. `subject` is the inbox's id."""

from besedka.kernel.eventlog import Event


class InboxChanged(Event, frozen=True, kw_only=True):
    """An inbox was made or its settings changed; every process reads it again."""
