"""Verbs on mails: wanted, taken to be sent, done with. Each is guarded, so any process may try."""

from collections.abc import Iterable

import msgspec

from besedka.kernel.ids import new_id
from besedka.kernel.mail import Fate
from besedka.kernel.records import Need, Tx
from besedka.notifications.model import COLLECT_MS, LEASE_MS, MailRow, State
from besedka.notifications.store import MAILS, mail_by_id, waiting_mail


class WantLetter(msgspec.Struct, frozen=True):
    """Something that the customer shall hear of by mail: joins the mail that waits already, if there is one."""

    kind: str
    conversation_id: str
    seq: int

    def needs(self) -> Iterable[Need]:
        yield waiting_mail, (self.conversation_id, self.kind)

    def run(self, tx: Tx) -> None:
        waiting = tx.find(waiting_mail, (self.conversation_id, self.kind))
        if waiting is not None:
            mine = tx.edit(MAILS, waiting)
            mine.seq_to = max(mine.seq_to, self.seq)
            return
        due_at = tx.now + COLLECT_MS
        row = MailRow(
            new_id(), self.kind, self.conversation_id, self.seq, self.seq, State.WAITING, 0, due_at, "", tx.now, None
        )
        tx.add(MAILS, row)


class TakeLetter(msgspec.Struct, frozen=True):
    """Take it to be sent; answers whether it is ours. One that was under way for too long may have been sent."""

    mail_id: str

    def needs(self) -> Iterable[Need]:
        yield mail_by_id, self.mail_id

    def run(self, tx: Tx) -> bool:
        found = tx.get(mail_by_id, self.mail_id)
        if found.state not in (State.WAITING, State.SENDING) or found.next_at > tx.now:
            return False
        mine = tx.edit(MAILS, found)
        if mine.state == State.SENDING:
            mine.state, mine.error = State.UNCERTAIN, "The server stopped while it was being sent."
            return False
        mine.state, mine.next_at, mine.tries = State.SENDING, tx.now + LEASE_MS, mine.tries + 1
        return True


class PutLetterOff(msgspec.Struct, frozen=True):
    """Look at it again later, or (`until` None) never: it is not needed."""

    mail_id: str
    until: int | None

    def needs(self) -> Iterable[Need]:
        yield mail_by_id, self.mail_id

    def run(self, tx: Tx) -> None:
        found = tx.get(mail_by_id, self.mail_id)
        if found.state != State.WAITING:
            return
        mine = tx.edit(MAILS, found)
        if self.until is None:
            mine.state = State.DROPPED
        else:
            mine.next_at = self.until


class LetterDone(msgspec.Struct, frozen=True):
    """What became of it: `fate` None means that the server took it."""

    mail_id: str
    fate: Fate | None = None
    reason: str = ""

    def needs(self) -> Iterable[Need]:
        yield mail_by_id, self.mail_id

    def run(self, tx: Tx) -> None:
        mine = tx.edit(MAILS, tx.get(mail_by_id, self.mail_id))
        if self.fate is None:
            mine.state, mine.sent_at, mine.error = State.SENT, tx.now, ""
        elif self.fate == Fate.LATER:
            mine.postpone(tx.now, self.reason)
        else:
            mine.state = State.UNCERTAIN if self.fate == Fate.UNCERTAIN else State.FAILED
            mine.error = self.reason
