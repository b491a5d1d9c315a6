"""Sends what is due: composed when it goes, from the rows as they are then."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import msgspec
import structlog

from besedka.contacts import Contact, ReturnLinks, contacts_by_ids
from besedka.conversations import Conversation, Message, conversations_by_ids, entries_at
from besedka.inboxes import Directory, Inbox
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.ids import new_id
from besedka.kernel.mail import Letter, Mail, MailFailed
from besedka.kernel.writer import Writer
from besedka.notifications.letters import Addressee, Said, invitation_letter, question_letter, reply_letter
from besedka.notifications.model import COLLECT_MS, PATIENCE_MS, Kind, MailRow
from besedka.notifications.service import LetterDone, PutLetterOff, TakeLetter
from besedka.notifications.stopping import StopLinks
from besedka.notifications.store import due

log = structlog.get_logger()
_AT_ONCE = 20

IsHere = Callable[[str], Awaitable[bool]]
"""Whether somebody, by the id of his identity, has a stream open."""


class Place(Protocol):
    """What of a running process is needed to send mail."""

    database: Database
    writer: Writer
    clock: Clock
    directory: Directory
    mail: Mail
    returns: ReturnLinks
    stops: StopLinks


class _Matter(msgspec.Struct, frozen=True):
    """What a mail is about, as it stands."""

    conversation: Conversation
    contact: Contact
    entries: list[Message]

    def is_over(self, kind: str, now: int) -> bool:
        """Not wanted any more, read, taken back, answered, or too late for an answer."""
        if not self.contact.email or not self.entries or not self.conversation.arranged.wants_mail:
            return True
        if kind != Kind.REPLY:
            asked = msgspec.json.decode(self.entries[-1].params)
            return bool(asked["skipped"] or asked["five"] or asked["ten"] is not None or asked["until"] <= now)
        return self.conversation.visitor_read_seq >= self.entries[-1].seq


class Postman:
    """Takes what is due, a letter at a time."""

    def __init__(self, place: Place, url: str, is_here: IsHere) -> None:
        self._place, self._url, self._is_here = place, url, is_here

    async def round(self) -> int:
        """Everything that is due now; answers how many letters the mail server took."""
        if not self._place.mail.is_configured:
            return 0
        now = self._place.clock.now()
        rows = await self._place.database.read(due, now, _AT_ONCE)
        return sum([await self._look_at(row, now) for row in rows])

    async def _look_at(self, row: MailRow, now: int) -> bool:
        do = self._place.writer.do
        matter = await self._place.database.read(_matter, row)
        if matter is None or matter.is_over(row.kind, now):
            await do(PutLetterOff(row.id, None))
        elif (
            row.tries == 0
            and now - row.created_at < PATIENCE_MS
            and await self._is_here(matter.conversation.identity_id)
        ):
            await do(PutLetterOff(row.id, now + COLLECT_MS))
        elif await do(TakeLetter(row.id)):
            return await self._send(row, matter)
        return False

    async def _send(self, row: MailRow, matter: _Matter) -> bool:
        done = LetterDone(row.id)
        try:
            await self._place.mail.send(self._letter(row, matter))
        except MailFailed as problem:
            log.warning("a mail did not go", mail=row.id, fate=problem.fate, reason=str(problem))
            done = LetterDone(row.id, problem.fate, str(problem))
        await self._place.writer.do(done)
        return done.fate is None

    def _letter(self, row: MailRow, matter: _Matter) -> Letter:
        conversation, contact = matter.conversation, matter.contact
        inbox = self._place.directory.by_id(conversation.inbox_id)
        stop_url = self._place.stops.url(conversation.id)
        to = Addressee(contact.email or "", contact.name or "", conversation.language, inbox.brand.name, stop_url)
        link = self.link(inbox, conversation.identity_id)
        if row.kind != Kind.REPLY:
            return question_letter(row.id, conversation.id, to, row.kind, link)
        said = [Said(entry.author_name or "", entry.text) for entry in matter.entries]
        return reply_letter(row.id, conversation.id, to, said, link)

    def link(self, inbox: Inbox, identity_id: str) -> str:
        """Back to the conversation, on whatever device it is opened."""
        token = self._place.returns.token(inbox.id, identity_id, self._place.clock.now())
        page = inbox.rules.page_url or f"{self._url}/chat/{inbox.key}"
        return f"{page.partition('#')[0]}#besedka={token}"


async def invite(mail: Mail, email: str, name: str, language: str, brand: str, link: str) -> bool:
    """A one-time link to a new member of staff; answers whether the mail server took it."""
    if not mail.is_configured:
        return False
    try:
        await mail.send(invitation_letter(new_id(), Addressee(email, name, language, brand), link))
    except MailFailed as problem:
        log.warning("an invitation did not go", fate=problem.fate, reason=str(problem))
        return False
    return True


def _matter(bulk: Bulk, row: MailRow) -> _Matter | None:
    found = conversations_by_ids(bulk, [row.conversation_id])
    contacts = contacts_by_ids(bulk, [found[0].contact_id]) if found else []
    if not contacts:
        return None
    places = [(row.conversation_id, seq) for seq in range(row.seq_from, row.seq_to + 1)]
    entries = [e for e in entries_at(bulk, places) if e.deleted_at is None and _is_told(e, row.kind)]
    return _Matter(found[0], contacts[0], sorted(entries, key=lambda entry: entry.seq))


def _is_told(entry: Message, kind: str) -> bool:
    return entry.direction == "outgoing" if kind == Kind.REPLY else entry.kind == "rating_request"
