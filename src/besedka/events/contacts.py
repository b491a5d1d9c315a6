"""What happens to people known to us. `subject` is the contact's id."""

from besedka.kernel.eventlog import Event


class ContactAppeared(Event, frozen=True, kw_only=True):
    """Somebody wrote for the first time from this browser, app or address."""

    identity_id: str
    inbox_id: str


class ContactChanged(Event, frozen=True, kw_only=True):
    """Name, address or number changed; `fields` names which, never what."""

    fields: list[str]
