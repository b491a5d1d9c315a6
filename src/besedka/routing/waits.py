"""Visitors in the line are told their place and an honest wait; the first word of each wait is a fact."""

from collections.abc import Callable

import msgspec

from besedka.conversations import Conversation, PromiseWait, State, conversations_by_ids
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.errors import Refusal
from besedka.kernel.writer import Writer
from besedka.routing.outlook import Outlook, Place
from besedka.routing.picture import Picture

EVERY_MS = 3_000
AGAIN_MS = 30_000
"""So that somebody who came back to the page is told, too."""


class _Told(msgspec.Struct, frozen=True):
    place: Place
    at: int


class Waits:
    """Kept by the process that leads routing."""

    def __init__(self, database: Database, writer: Writer, clock: Clock) -> None:
        self._database, self._writer, self._clock = database, writer, clock
        self._outlook = Outlook()
        self._told: dict[str, _Told] = {}
        self._looked_at = 0
        self.tell: Callable[[str, Place], None] = lambda identity_id, place: None
        """Called for a visitor (by identity) who is to know something new."""

    async def look(self, picture: Picture) -> None:
        """Now and then: say what has changed."""
        now = self._clock.now()
        if now - self._looked_at < EVERY_MS:
            return
        self._looked_at = now
        left = {one.id for one in await self._read(self._outlook.gone(picture.line)) if one.status == State.CLOSED}
        places = self._outlook.look(picture.line, picture.crew, now, left)
        self._told = {one: told for one, told in self._told.items() if one in picture.line}
        news = {one.conversation_id: one for one in places if self._is_news(one, now)}
        for conversation in await self._read(list(news)):
            if conversation.status == State.QUEUED:
                await self._say(conversation, news[conversation.id], now)

    def _is_news(self, place: Place, now: int) -> bool:
        """Another place, or the same one after some time."""
        told = self._told.get(place.conversation_id)
        return told is None or now - told.at >= AGAIN_MS or told.place.place != place.place

    async def _say(self, conversation: Conversation, place: Place, now: int) -> None:
        self._told[conversation.id] = _Told(place, now)
        self.tell(conversation.identity_id, place)
        arranged = conversation.arranged
        if arranged.estimate is None and arranged.came_by == "chat" and place.wait_ms is not None:
            try:
                await self._writer.do(PromiseWait(conversation.id, place.place, place.wait_ms))
            except Refusal:
                del self._told[conversation.id]

    async def _read(self, ids: list[str]) -> list[Conversation]:
        return await self._database.read(conversations_by_ids, ids) if ids else []
