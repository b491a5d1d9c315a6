"""Follows what is said: the page behind the first link of a message gets a card under it.

A card is a courtesy. One that cannot be made, or that a crash takes, is not made later, and nobody waits for it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence

import msgspec
import structlog

from besedka.conversations import Card, ShowCard, conversations_by_ids, message
from besedka.events.conversations import LinkPosted
from besedka.inboxes import Directory
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.errors import Refusal
from besedka.kernel.eventlog import Stored
from besedka.kernel.http import Untrusted
from besedka.kernel.records import Command, Need, Tx
from besedka.kernel.writer import Writer
from besedka.previews.model import Picture, first_address
from besedka.previews.pictures import BYTES_MAX, KINDS, Small, small
from besedka.previews.reading import read_page
from besedka.previews.store import PICTURES, picture_by_hash

log = structlog.get_logger()
_PAGES = ("text/html", "application/xhtml+xml")
_PAGE_MAX = 512 * 1024
_AT_ONCE = 8
_WAITING_MAX = 200
_KEPT = 500
_KEPT_MS = 10 * 60_000


class KeepPicture(msgspec.Struct, frozen=True):
    """A picture that a card shows."""

    small: Small

    def needs(self) -> Iterable[Need]:
        yield picture_by_hash, self.small.name

    def run(self, tx: Tx) -> None:
        if tx.find(picture_by_hash, self.small.name) is None:
            tx.add(PICTURES, Picture(self.small.name, self.small.content, tx.now))


class Previews:
    """One for each process. Addresses are asked a few at once, and the same one not again for ten minutes."""

    def __init__(
        self, database: Database, writer: Writer, clock: Clock, directory: Directory, client: Untrusted
    ) -> None:
        self._database, self._writer, self._clock, self._directory = database, writer, clock, directory
        self._client = client
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self.work: set[asyncio.Task[None]] = set()
        self._kept: OrderedDict[str, tuple[int, asyncio.Future[Card | None]]] = OrderedDict()

    async def link_posted(self, stored: Stored) -> Sequence[Command]:
        """LinkPosted: the card is made beside the log, which does not wait."""
        event = stored[1]
        assert isinstance(event, LinkPosted)
        if len(self.work) < _WAITING_MAX:
            task = asyncio.create_task(self._show(event.subject, event.seq))
            self.work.add(task)
            task.add_done_callback(self.work.discard)
        return []

    async def stop(self) -> None:
        """Give up what is under way."""
        for task in self.work:
            task.cancel()
        await asyncio.gather(*self.work, return_exceptions=True)

    async def _show(self, conversation_id: str, seq: int) -> None:
        try:
            address = await self._database.read(self._address, conversation_id, seq)
            if address is None:
                return
            async with self._at_once:
                card = await self._card(address)
            if card is not None:
                await self._writer.do(ShowCard(conversation_id, seq, address, card))
        except Exception as problem:
            log.warning("a preview was not made", conversation=conversation_id, seq=seq, reason=repr(problem))

    def _address(self, bulk: Bulk, conversation_id: str, seq: int) -> str | None:
        """Of the page to be shown, if the inbox wants that."""
        found = message(bulk, conversation_id, seq)
        inboxes = conversations_by_ids(bulk, [conversation_id])
        if found is None or not inboxes or not self._directory.rules(inboxes[0].inbox_id).previews:
            return None
        return first_address(found.text)

    async def _card(self, address: str) -> Card | None:
        """Those who ask while it is being made wait for the same one."""
        now = self._clock.now()
        kept = self._kept.get(address)
        if kept is None or now - kept[0] > _KEPT_MS:
            kept = self._kept[address] = (now, asyncio.ensure_future(self._made(address)))
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return await asyncio.shield(kept[1])

    async def _made(self, address: str) -> Card | None:
        try:
            answer = await self._client.get(address, _PAGES, _PAGE_MAX, cut=True)
        except Refusal:
            return None
        page = await asyncio.to_thread(read_page, answer.content, answer.charset, answer.url)
        if page is None:
            return None
        shown = await self._picture(page.picture) if page.picture else None
        if shown is None:
            return Card(page.title, page.text, page.site)
        await self._writer.do(KeepPicture(shown))
        return Card(page.title, page.text, page.site, shown.name, shown.width, shown.height)

    async def _picture(self, address: str) -> Small | None:
        try:
            answer = await self._client.get(address, KINDS, BYTES_MAX)
        except Refusal:
            return None
        return await asyncio.to_thread(small, answer.content)
