"""SQL of the notifications room."""

from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Records
from besedka.notifications import tables
from besedka.notifications.model import MailRow, State

MAILS = Records(MailRow, tables.mails, rank=52, changing=("seq_to", "state", "tries", "next_at", "error", "sent_at"))
mail_by_id = Lookup(MAILS, "id")
waiting_mail = Lookup(
    MAILS,
    "conversation_id",
    key=lambda mail: (mail.conversation_id, mail.kind) if mail.state == State.WAITING else None,
    where="state = 'waiting'",
    asks=lambda key: (key[0],),
)


def due(bulk: Bulk, now: int, limit: int) -> list[MailRow]:
    """What is to be looked at, longest due first."""
    t = tables.mails.c
    where = t.state.in_((State.WAITING, State.SENDING)) & (t.next_at <= now)
    return MAILS.all(bulk, where, t.next_at)[:limit]


def mails_of(bulk: Bulk, conversation_id: str) -> list[MailRow]:
    """The mails of a conversation, oldest first."""
    t = tables.mails.c
    return MAILS.all(bulk, t.conversation_id == conversation_id, t.id)
