"""Mails to people who are not here: what one is about, and what became of it. Pure."""

from enum import StrEnum

import msgspec

from besedka.kernel.errors import NotFound

COLLECT_MS = 2 * 60_000
"""Replies within this time of the first one become one mail."""
PATIENCE_MS = 15 * 60_000
"""Somebody who has the page open but reads nothing gets the mail after this time all the same."""
LEASE_MS = 10 * 60_000
"""A mail under way for longer than this was lost with its process: nobody knows whether it went."""
BACKOFF_MS = (60_000, 5 * 60_000, 30 * 60_000, 2 * 3600_000, 6 * 3600_000)


class BadStopLink(NotFound):
    """This link stops no mails."""


class Kind(StrEnum):
    """What a mail is about."""

    REPLY = "reply"
    RATING = "rating"
    SURVEY = "survey"


class State(StrEnum):
    """What became of it. `uncertain`: maybe sent; it is not sent again. `dropped`: it was not needed any more."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    DROPPED = "dropped"


class MailRow(msgspec.Struct):
    """One mail to the customer of a conversation, about its entries `seq_from` to `seq_to`.

    `next_at`: when it is looked at again, while `waiting`; until when it counts as under way, while `sending`.
    """

    id: str
    kind: str
    conversation_id: str
    seq_from: int
    seq_to: int
    state: str
    tries: int
    next_at: int
    error: str
    created_at: int
    sent_at: int | None

    def postpone(self, now: int, error: str) -> None:
        """Try again later, or give up after the last time."""
        self.error = error
        if self.tries > len(BACKOFF_MS):
            self.state = State.FAILED
        else:
            self.state, self.next_at = State.WAITING, now + BACKOFF_MS[self.tries - 1]
