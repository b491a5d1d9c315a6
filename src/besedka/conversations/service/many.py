"""What work on many conversations at once needs beside the other verbs: an answer to all, more tags, putting back."""

from collections.abc import Iterable
from typing import ClassVar, Self

import msgspec

from besedka.conversations.model import Conversation, State
from besedka.conversations.service.arranging import Arranging, its_department, its_owner, require_say
from besedka.conversations.service.assign import give
from besedka.conversations.service.close import reopened
from besedka.conversations.service.entries import changing
from besedka.conversations.service.line import release, stand_in_line
from besedka.conversations.service.moving import move
from besedka.conversations.service.reply import Reply
from besedka.conversations.service.rest import resume
from besedka.conversations.service.sorting import put_tags
from besedka.kernel.records import Need, Tx
from besedka.staff import Operator, operator_by_id, told_department


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a conversation stood before something was done to it. `message_id`: what was written instead."""

    status: str
    department_id: str
    queued_at: int
    operator_id: str | None = None
    lane_id: str | None = None
    topic_id: str | None = None
    tags: tuple[str, ...] = ()
    message_id: str | None = None

    @classmethod
    def of(cls, conversation: Conversation) -> Self:
        """As it stands now."""
        c, arranged = conversation, conversation.arranged
        return cls(
            c.status, c.department_id, c.queued_at, c.operator_id, arranged.lane_id, arranged.topic_id, arranged.tags
        )


class Answer(Reply, frozen=True):
    """Words for the customer from whoever has a say about the conversation: it stays where it is."""

    def require(self, found: Conversation, operator: Operator) -> None:
        """Raises AlreadyClosed, NotYours."""
        require_say(found, operator)


class AddTags(Arranging, frozen=True, kw_only=True):
    """More tags."""

    word: ClassVar[str] = "add_tags"
    tags: tuple[str, ...]

    def details(self) -> tuple[str, ...]:
        return self.tags

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises BadTags."""
        return put_tags(tx, found, (*found.arranged.tags, *self.tags), f"operator:{operator.id}")


class PutBack(Arranging, frozen=True, kw_only=True):
    """The undo of closing, transferring and parking: where it was, or as near as there is room now."""

    word: ClassVar[str] = "put_back"
    before: Standing

    def needs(self) -> Iterable[Need]:
        yield from Arranging.needs(self)
        yield its_owner(self.conversation_id)
        yield its_department(self.conversation_id)
        yield told_department, self.before.department_id
        if self.before.operator_id:
            yield operator_by_id, self.before.operator_id

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises NotYours, ReopenWindowOver, LimitReached."""
        actor = f"operator:{operator.id}"
        if found.is_open:
            require_say(found, operator)
            mine = changing(tx, found)
        else:
            mine = reopened(tx, found, operator.id)
        if found.is_open and found.operator_id and found.operator_id == self.before.operator_id:
            if mine.is_resting and self.before.status == State.ACTIVE:
                resume(tx, mine, "operator", actor)
            return mine
        self._elsewhere(tx, mine, found, actor)
        return mine

    def _elsewhere(self, tx: Tx, mine: Conversation, found: Conversation, actor: str) -> None:
        """Out of the present hands, into the former line or the former owner's."""
        if mine.operator_id:
            release(tx, mine, "transferred", actor)
        place = (self.before.department_id, self.before.lane_id)
        if (mine.department_id, mine.arranged.lane_id) != place:
            move(tx, mine, actor, found, *place, to=self.before.operator_id, is_return=True)
        owner = tx.find(operator_by_id, self.before.operator_id) if self.before.operator_id else None
        if owner and owner.keeps_own and owner.has_room and owner.may_see(mine.department_id):
            give(tx, mine, owner, "transferred", actor)
            return
        mine.queued_at = min(self.before.queued_at, mine.queued_at)
        stand_in_line(tx, mine, "transferred", actor)
