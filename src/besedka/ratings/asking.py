"""Follows the log: a conversation ended; whether its customer is asked is for the rules of the inbox to say."""

from collections.abc import Sequence

from besedka.contacts import Visitor
from besedka.conversations import Conversation, conversations_by_ids, has_human_words, of_identity
from besedka.events.conversations import ConversationClosed
from besedka.inboxes import Directory, Inbox, RatingRules
from besedka.kernel.clock import Clock
from besedka.kernel.db import Bulk, Database
from besedka.kernel.eventlog import Stored
from besedka.kernel.records import Command
from besedka.kernel.writer import Writer
from besedka.ratings.model import DAY_MS, RETURN_MS, SURVEY_CAP_MS
from besedka.ratings.service import Ask, AskSurvey
from besedka.ratings.store import last_asked, last_survey


class Asker:
    """The reactions of ratings."""

    def __init__(self, database: Database, directory: Directory, clock: Clock) -> None:
        self._database, self._directory, self._clock = database, directory, clock

    async def conversation_closed(self, stored: Stored) -> Sequence[Command]:
        """ConversationClosed, by whomever: the question, or nothing."""
        event = stored[1]
        assert isinstance(event, ConversationClosed)
        return await self._database.read(self._question, event)

    def _question(self, bulk: Bulk, event: ConversationClosed) -> list[Command]:
        found = conversations_by_ids(bulk, [event.subject])
        if not found or found[0].closed_at != event.at:
            return []
        conversation = found[0]
        rules = self._directory.rules(conversation.inbox_id).rating
        if not self._is_due(bulk, conversation, rules):
            return []
        where = (conversation.id, conversation.episode, event.at, event.operator_id)
        return [Ask(*where, rules.scale, rules.comment)]

    def _is_due(self, bulk: Bulk, conversation: Conversation, rules: RatingRules) -> bool:
        if rules.scale == "none" or not has_human_words(bulk, conversation.id):
            return False
        last = last_asked(bulk, conversation.contact_id) if rules.cap_days else None
        return last is None or self._clock.now() - last >= rules.cap_days * DAY_MS


class Surveys:
    """Asks whether one would recommend us when somebody comes back: at most once in 90 days."""

    def __init__(self, database: Database, writer: Writer, clock: Clock) -> None:
        self._database, self._writer, self._clock = database, writer, clock

    async def came_back(self, visitor: Visitor, inbox: Inbox) -> None:
        """A stream of this visitor opens. What may hold is guarded again in the verb."""
        if inbox.rules.survey and await self._database.read(_is_due, visitor.id, self._clock.now()):
            await self._writer.do(AskSurvey(visitor))


def _is_due(bulk: Bulk, identity_id: str, now: int) -> bool:
    latest = of_identity(bulk, identity_id, 1)
    if not latest or latest[0].is_open or now - (latest[0].closed_at or 0) < RETURN_MS:
        return False
    last = last_survey(bulk, latest[0].contact_id)
    return last is None or now - last >= SURVEY_CAP_MS
