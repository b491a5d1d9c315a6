"""Follows the log: what was said to somebody who may not be here."""

from collections.abc import Sequence

from besedka.contacts import contacts_by_ids
from besedka.conversations import conversations_by_ids
from besedka.events.conversations import RatingAsked, ReplyPosted, SurveyAsked
from besedka.kernel.db import Bulk, Database
from besedka.kernel.eventlog import Stored
from besedka.kernel.records import Command
from besedka.notifications.model import Kind
from besedka.notifications.service import WantLetter


class Teller:
    """The reactions of notifications. Whether the customer has read it meanwhile is looked at when the mail is due."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reply_posted(self, stored: Stored) -> Sequence[Command]:
        """ReplyPosted: a mail, for whom the answer was to reach by mail."""
        event = stored[1]
        assert isinstance(event, ReplyPosted)
        return await self._database.read(_letter, Kind.REPLY, event.subject, event.seq)

    async def rating_asked(self, stored: Stored) -> Sequence[Command]:
        """RatingAsked: the same people are asked by mail, too."""
        event = stored[1]
        assert isinstance(event, RatingAsked)
        return await self._database.read(_letter, Kind.RATING, event.subject, event.seq)

    async def survey_asked(self, stored: Stored) -> Sequence[Command]:
        """SurveyAsked: who came back and left again without an answer is asked by mail."""
        event = stored[1]
        assert isinstance(event, SurveyAsked)
        return await self._database.read(_letter, Kind.SURVEY, event.subject, event.seq)


def _letter(bulk: Bulk, kind: Kind, conversation_id: str, seq: int) -> list[Command]:
    found = conversations_by_ids(bulk, [conversation_id])
    if not found or not found[0].arranged.wants_mail:
        return []
    contacts = contacts_by_ids(bulk, [found[0].contact_id])
    return [WantLetter(kind, conversation_id, seq)] if contacts and contacts[0].email else []
