"""What a conversation is about and how much it presses: topic, tags, priority."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import ClassVar

from besedka.conversations.model import Conversation
from besedka.conversations.refusals import BadTags, UnknownTopic
from besedka.conversations.service.arranging import Arranging, its_department
from besedka.conversations.service.entries import changing, happened
from besedka.events.conversations import ConversationRanked, TagsChanged, TopicSet
from besedka.kernel.records import Need, Tx
from besedka.staff import Operator, told_department

TAGS_MAX = 10
_TAG = re.compile(r"[^\W_A-Z][\w-]{0,31}")


class SetTopic(Arranging, frozen=True, kw_only=True):
    """Whoever sees a conversation may say what it is about, also after its end. None: no topic."""

    word: ClassVar[str] = "set_topic"
    topic_id: str | None

    def needs(self) -> Iterable[Need]:
        yield from Arranging.needs(self)
        yield its_department(self.conversation_id)

    def details(self) -> tuple[str, ...]:
        return (self.topic_id,) if self.topic_id else ()

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises UnknownTopic."""
        return put_topic(tx, found, self.topic_id, f"operator:{operator.id}")


class SetTags(Arranging, frozen=True, kw_only=True):
    """Other tags, instead of those there were."""

    word: ClassVar[str] = "set_tags"
    tags: tuple[str, ...]

    def details(self) -> tuple[str, ...]:
        return self.tags

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises BadTags."""
        return put_tags(tx, found, self.tags, f"operator:{operator.id}")


class SetPriority(Arranging, frozen=True, kw_only=True):
    """Another place among those that wait: the higher, the sooner."""

    word: ClassVar[str] = "set_priority"
    priority: int

    def details(self) -> tuple[str, ...]:
        return (str(self.priority),)

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed."""
        found.require_open()
        arranged = found.arranged
        if arranged.priority == self.priority:
            return found
        mine = changing(tx, found)
        mine.arrange(priority=self.priority)
        actor = f"operator:{operator.id}"
        happened(tx, ConversationRanked, mine, actor, priority=self.priority, lane_id=arranged.lane_id)
        return mine


def put_tags(tx: Tx, found: Conversation, wanted: Sequence[str], actor: str) -> Conversation:
    """Raises BadTags. The same tags again change nothing."""
    tags = checked_tags(wanted)
    if tags == found.arranged.tags:
        return found
    mine = changing(tx, found)
    mine.arrange(tags=tags)
    happened(tx, TagsChanged, mine, actor, count=len(tags))
    return mine


def put_topic(tx: Tx, found: Conversation, topic_id: str | None, actor: str) -> Conversation:
    """Raises UnknownTopic. The same topic again changes nothing."""
    if topic_id is not None:
        require_topic(tx, found, topic_id)
    if topic_id == found.arranged.topic_id:
        return found
    mine = changing(tx, found)
    mine.arrange(topic_id=topic_id)
    happened(tx, TopicSet, mine, actor, topic_id=topic_id)
    return mine


def require_topic(tx: Tx, found: Conversation, topic_id: str) -> None:
    """Raises UnknownTopic unless the conversation's department has it."""
    known = {topic.id for topic in tx.get(told_department, found.department_id).told.all_topics()}
    if topic_id not in known:
        raise UnknownTopic(f"Expected a topic of the conversation's department, got {topic_id[:60]!r}. Choose another.")


def checked_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Each once, in the order of the alphabet; raises BadTags."""
    clean = tuple(sorted(dict.fromkeys(tags)))
    if wrong := [tag for tag in clean if not _TAG.fullmatch(tag) or tag != tag.lower()]:
        raise BadTags(f"Expected small letters, digits and dashes, at most 32, got {wrong[0][:40]!r}.")
    if len(clean) > TAGS_MAX:
        raise BadTags(f"Expected at most {TAGS_MAX} tags, got {len(clean)}. Remove some.")
    return clean


def likely_topics(recent: Iterable[str | None], count: int = 3) -> list[str]:
    """The topics that were set most often of late."""
    return [topic for topic, _ in Counter(filter(None, recent)).most_common(count)]
