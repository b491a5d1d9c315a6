"""Verbs of ratings: asking, and the customer's answer."""

from collections.abc import Iterable
from typing import Any

import msgspec

from besedka.contacts import Visitor, contact_by_id, identity_by_id
from besedka.conversations import (
    Conversation,
    State,
    change_request,
    conversation_by_id,
    latest_of,
    message_at,
    post_request,
)
from besedka.events.conversations import (
    RatingAsked,
    RatingGiven,
    RatingSkipped,
    SurveyAsked,
    SurveyGiven,
    SurveySkipped,
)
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx, Via
from besedka.ratings.model import (
    OPEN_MS,
    RETURN_MS,
    SURVEY,
    SURVEY_CAP_MS,
    SURVEY_OPEN_MS,
    Asked,
    NothingToRate,
    Rating,
    Survey,
)
from besedka.ratings.store import RATINGS, SURVEYS, rating_at, survey_in, surveys_of


class Ask(msgspec.Struct, frozen=True):
    """Ask about the episode that ended at `closed_at`."""

    conversation_id: str
    episode: int
    closed_at: int
    operator_id: str | None
    scale: str
    has_comment: bool

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        yield rating_at, (self.conversation_id, self.episode)

    def run(self, tx: Tx) -> None:
        """Does nothing when it goes on already, or was asked before."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if found.closed_at != self.closed_at or tx.find(rating_at, (found.id, self.episode)):
            return
        fields = {"episode": self.episode, "scale": self.scale, "operator_id": self.operator_id}
        until = self.closed_at + OPEN_MS
        params = _question(self.episode, self.scale, self.has_comment, until)
        seq = post_request(tx, found, RatingAsked, params, **fields).seq
        rating = Rating(
            found.id, found.contact_id, seq, self.scale, int(self.has_comment), None, None, "", tx.now, until, None,
            None, 0, self.episode, self.operator_id,
        )  # fmt: skip
        tx.add(RATINGS, rating)


class AskSurvey(msgspec.Struct, frozen=True):
    """Ask somebody who came back whether he would recommend us."""

    visitor: Visitor

    def needs(self) -> Iterable[Need]:
        contact = Via(identity_by_id, self.visitor.id, "contact_id")
        yield identity_by_id, self.visitor.id
        yield contact_by_id, contact
        yield latest_of, self.visitor.id
        yield surveys_of, contact

    def run(self, tx: Tx) -> None:
        """Does nothing unless the last conversation ended some time ago and 90 days have passed since the last one."""
        found = tx.find(latest_of, self.visitor.id)
        if found is None or found.status != State.CLOSED or tx.now - (found.closed_at or 0) < RETURN_MS:
            return
        earlier = tx.all(surveys_of, found.contact_id)
        if any(s.conversation_id == found.id or tx.now - s.asked_at < SURVEY_CAP_MS for s in earlier):
            return
        until = tx.now + SURVEY_OPEN_MS
        params = {"survey": True, **_question(SURVEY, "ten", True, until)}
        seq = post_request(tx, found, SurveyAsked, params).seq
        survey = Survey(found.id, found.contact_id, seq, "ten", 1, None, None, "", tx.now, until, None, None, 0)
        tx.add(SURVEYS, survey)


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the visitor of a conversation says to a question in it."""

    identity_id: str
    client_id: str
    conversation_id: str
    episode: int

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id
        key = (self.conversation_id, self.episode)
        yield rating_at, key
        yield message_at, Via(rating_at, key, "place")
        if self.episode == SURVEY:
            yield survey_in, self.conversation_id
            yield message_at, Via(survey_in, self.conversation_id, "place")
        yield actions.done_by, (self.client_id, self.identity_id)

    def own(self, tx: Tx) -> Conversation:
        """The conversation, if it is this visitor's; raises NothingToRate."""
        found = tx.find(conversation_by_id, self.conversation_id)
        if found is None or found.identity_id != self.identity_id:
            raise NothingToRate
        return found

    def asked(self, tx: Tx) -> Asked:
        """A copy of the question, to be answered; raises NothingToRate, RatingOver."""
        found: Asked
        if self.episode == SURVEY:
            found = tx.edit(SURVEYS, tx.get(survey_in, self.conversation_id))
        else:
            found = tx.edit(RATINGS, tx.get(rating_at, (self.conversation_id, self.episode)))
        found.require_open(tx.now)
        return found


class Rate(_Answer, frozen=True, kw_only=True):
    """The customer rates it; a later answer replaces an earlier one."""

    five: int | None
    ten: int | None
    comment: str | None

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises NothingToRate, RatingOver, BadRating."""
        conversation = self.own(tx)
        request = digest("rate", self.conversation_id, *map(str, (self.episode, self.five, self.ten, self.comment)))
        if earlier := actions.earlier(tx, self.identity_id, self.client_id, request):
            return earlier
        asked = self.asked(tx)
        asked.require_scores(self.five, self.ten)
        asked.answer(self.five, self.ten, asked.checked_comment(self.comment), tx.now)
        if isinstance(asked, Rating):
            fields = {"episode": asked.episode, "operator_id": asked.operator_id, "five": asked.five}
            change_request(tx, conversation, asked.seq, RatingGiven, asked.params, ten=asked.ten, **fields)
        else:
            change_request(tx, conversation, asked.seq, SurveyGiven, asked.params, ten=asked.ten)
        answer = {"conversation_id": conversation.id, "episode": self.episode, "five": self.five, "ten": self.ten}
        return actions.remember(tx, self.identity_id, self.client_id, request, answer)


class SkipRating(_Answer, frozen=True, kw_only=True):
    """The customer would rather not. What was answered before stays."""

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises NothingToRate, RatingOver."""
        conversation = self.own(tx)
        request = digest("skip_rating", self.conversation_id, str(self.episode))
        if earlier := actions.earlier(tx, self.identity_id, self.client_id, request):
            return earlier
        asked = self.asked(tx)
        if asked.answered_at is None and asked.skipped_at is None:
            asked.skipped_at = tx.now
            if isinstance(asked, Rating):
                change_request(tx, conversation, asked.seq, RatingSkipped, asked.params, episode=asked.episode)
            else:
                change_request(tx, conversation, asked.seq, SurveySkipped, asked.params)
        answer = {"conversation_id": conversation.id, "episode": self.episode}
        return actions.remember(tx, self.identity_id, self.client_id, request, answer)


def _question(episode: int, scale: str, has_comment: bool, until: int) -> dict[str, Any]:
    """The params of an entry that nobody has answered yet."""
    answers = {"five": None, "ten": None, "text": None, "skipped": False}
    return {"episode": episode, "scale": scale, "comment": has_comment, "until": until, **answers}
