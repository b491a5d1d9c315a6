"""Topics, tags and priorities: which there are, who may set them, and what a department insists on."""

import pytest

from besedka.conversations import CloseByOperator, SetPriority, SetTags, SetTopic
from besedka.conversations.refusals import AlreadyClosed, BadTags, NoSuchConversation, TopicRequired, UnknownTopic
from besedka.conversations.service.sorting import checked_tags, likely_topics
from besedka.events.conversations import ConversationClosed, ConversationRanked, TagsChanged, TopicSet
from besedka.kernel.ids import new_id
from besedka.staff import AddDepartment
from tests.rooms.heart import Heart

TREE = [{"id": "internet", "topics": [{"id": "slow"}, {"id": "router"}]}, {"id": "money"}]


async def talk(still: Heart, operator: str) -> str:
    sent = await still.receive(still.visitor())
    await still.take(operator, sent.conversation_id)
    return str(sent.conversation_id)


async def kinds(still: Heart, conversation: str) -> list[str]:
    return [type(event).__name__ for event in await still.events(conversation)]


async def test_a_topic_is_one_of_the_departments_and_can_be_taken_back(still: Heart) -> None:
    await still.told(topics=TREE)
    anna = await still.operator("anna")
    conversation = await talk(still, anna)
    for topic in ("internet", "router", "router", None):
        await still.arrange(SetTopic, anna, conversation, topic_id=topic)
        assert (await still.conversation(conversation)).arranged.topic_id == topic
    assert (await kinds(still, conversation)).count(TopicSet.__name__) == 3, "the same again changes nothing"
    with pytest.raises(UnknownTopic, match="tariff"):
        await still.arrange(SetTopic, anna, conversation, topic_id="tariff")


async def test_a_department_may_insist_on_a_topic_before_its_operators_close(still: Heart) -> None:
    await still.told(topics=TREE, needs_topic=True)
    anna = await still.operator("anna")
    one, two, three = [await talk(still, anna) for _ in range(3)]
    with pytest.raises(TopicRequired):
        await still.close(anna, one)
    with pytest.raises(UnknownTopic):
        await still.arrange(CloseByOperator, anna, one, topic_id="tariff")
    assert (await still.conversation(one)).is_open
    await still.arrange(CloseByOperator, anna, one, topic_id="slow")
    await still.arrange(SetTopic, anna, two, topic_id="money")
    await still.close(anna, two)
    assert (await still.conversation(one)).arranged.topic_id == "slow"
    events = await kinds(still, one)
    assert events.index(TopicSet.__name__) < events.index(ConversationClosed.__name__)
    still.clock.ahead += 4 * 24 * 3600 * 1000
    await still.look()
    assert not (await still.conversation(three)).is_open, "a timer asks nobody"


async def test_tags_are_small_words_each_once(still: Heart) -> None:
    anna = await still.operator("anna")
    conversation = await talk(still, anna)
    await still.arrange(SetTags, anna, conversation, tags=("router", "vip", "router"))
    assert (await still.conversation(conversation)).arranged.tags == ("router", "vip")
    await still.arrange(SetTags, anna, conversation, tags=("vip", "router"))
    await still.close(anna, conversation)
    await still.arrange(SetTags, anna, conversation, tags=())
    assert (await still.conversation(conversation)).arranged.tags == ()
    assert [e.count for e in await still.events(conversation) if isinstance(e, TagsChanged)] == [2, 0]


@pytest.mark.parametrize("tags", [("Router",), ("",), ("two words",), ("x" * 33,), ("a\n",), ("-x",)])
def test_what_is_no_small_word_is_no_tag(tags: tuple[str, ...]) -> None:
    with pytest.raises(BadTags):
        checked_tags(tags)


def test_there_are_at_most_ten_tags_and_they_may_be_in_any_script() -> None:
    assert checked_tags(("роутер", "5g", "new-house")) == ("5g", "new-house", "роутер")
    checked_tags([f"tag{n}" for n in range(10)])
    with pytest.raises(BadTags, match="at most 10 tags, got 11"):
        checked_tags([f"tag{n}" for n in range(11)])


async def test_a_priority_is_for_those_that_are_open(still: Heart) -> None:
    anna = await still.operator("anna")
    waiting = (await still.receive(still.visitor())).conversation_id
    await still.arrange(SetPriority, anna, waiting, priority=5)
    await still.arrange(SetPriority, anna, waiting, priority=5)
    assert [e.priority for e in await still.events(waiting) if isinstance(e, ConversationRanked)] == [5]
    await still.close(anna, waiting)
    with pytest.raises(AlreadyClosed):
        await still.arrange(SetPriority, anna, waiting, priority=0)


async def test_whoever_sees_no_conversation_sorts_none(still: Heart) -> None:
    sales = await still.writer.do(AddDepartment(actor="t:", key="sales", names={}))
    boris = await still.operator("boris", department=sales)
    waiting = (await still.receive(still.visitor())).conversation_id
    for what, fields in ((SetTopic, {"topic_id": None}), (SetTags, {"tags": ("x",)}), (SetPriority, {"priority": 1})):
        with pytest.raises(NoSuchConversation):
            await still.arrange(what, boris, waiting, **fields)


async def test_a_repeated_close_with_its_topic_is_answered_as_before(still: Heart) -> None:
    await still.told(topics=TREE)
    anna = await still.operator("anna")
    conversation = await talk(still, anna)
    command = CloseByOperator(anna, conversation, new_id(), still.directory.rules, "money")
    assert await still.writer.do(command) == await still.writer.do(command)


def test_the_likeliest_topics_are_those_set_most_often_of_late() -> None:
    assert likely_topics(["a", "b", None, "b", "c", "d", "c", "b", "d", "d"]) == ["b", "d", "c"]
