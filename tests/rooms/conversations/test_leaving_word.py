"""Left in writing: an address for the answer, what was agreed to, and how it comes into the line."""

from collections.abc import AsyncIterator

import pytest

from besedka.contacts import Contact, Details, Visitor, consents_of, contacts_by_ids
from besedka.contacts.model import BadEmail, NoAddress, NoConsent
from besedka.conversations import Coming, LeaveMessage, Line, NoSuchConversation, Receive, Sent, WantMail
from besedka.conversations.refusals import AlreadyClosed
from besedka.events.conversations import ConversationQueued
from besedka.inboxes import ChangeInbox, Rules
from besedka.kernel import eventlog
from besedka.kernel.db import Database
from besedka.kernel.ids import new_id, secret_hash
from besedka.staff.settings import DepartmentSettings, Lane, Match, Topic
from tests.rooms.heart import Heart, beating

LENA = Details("Lena", "lena@x.example")
TOLD = DepartmentSettings(
    topics=(Topic(id="net"),),
    lanes=(Lane(id="first", match=Match(verified=True)), Lane(id="second", match=Match(topics=("net",)), priority=3)),
)


@pytest.fixture
async def heart(database: Database) -> AsyncIterator[Heart]:
    async with beating(database, following=False) as it:
        yield it


async def leave(
    heart: Heart, who: Visitor, details: Details = LENA, *, consent: bool = False, client_id: str = "", topic: str = ""
) -> Sent:
    words = Receive(
        who, heart.inbox, client_id or new_id(), "No internet", "ru", Coming(Line(TOLD, 7), "demo", topic, "form")
    )
    sent: Sent = await heart.writer.do(LeaveMessage(words, details, consent))
    return sent


async def asks_consent(heart: Heart) -> None:
    inbox, rules = heart.inbox, Rules(consent={"en": "I agree", "ru": "Согласие"})
    await heart.writer.do(ChangeInbox(actor="t:", inbox_id=inbox.id, name="Site", origins=(), rules=rules))
    await heart.directory.load()


async def contact_of(heart: Heart, conversation_id: str) -> Contact:
    conversation = await heart.conversation(conversation_id)
    (contact,) = await heart.database.read(contacts_by_ids, [conversation.contact_id])
    return contact


async def queued(heart: Heart, conversation_id: str) -> list[ConversationQueued]:
    stored = await heart.database.read(
        eventlog.after_of, 0, [conversation_id], limit=100, types=[ConversationQueued.__name__]
    )
    return [event for _, event in stored if isinstance(event, ConversationQueued)]


async def test_what_is_left_in_writing_is_a_conversation_with_a_name_and_an_address(heart: Heart) -> None:
    sent = await leave(heart, heart.visitor(), topic="net")
    assert await heart.texts(sent.conversation_id) == ["No internet", "[left_in_writing]"]
    contact = await contact_of(heart, sent.conversation_id)
    assert (contact.name, contact.email, contact.phone) == ("Lena", "lena@x.example", None)
    arranged = (await heart.conversation(sent.conversation_id)).arranged
    assert (arranged.came_by, arranged.wants_mail, arranged.topic_id) == ("form", True, "net")
    (event,) = await queued(heart, sent.conversation_id)
    assert (event.why, event.lane_id, event.priority, event.calendar) == ("form", "second", 3, 7)


async def test_a_repetition_changes_nothing(heart: Heart) -> None:
    who, client_id = heart.visitor(), new_id()
    assert await leave(heart, who, client_id=client_id) == await leave(heart, who, client_id=client_id)


async def test_without_an_address_or_with_a_wrong_one_nothing_is_stored(heart: Heart) -> None:
    who = heart.visitor()
    for details, refusal in ((Details("Lena"), NoAddress), (Details(email="no address"), BadEmail)):
        with pytest.raises(refusal):
            await leave(heart, who, details)
    assert not await heart.database.read(eventlog.after, 0, limit=10, types=["ContactAppeared"])
    await leave(heart, who, Details(phone="+7 912 345-67-89"))


async def test_the_very_text_that_was_agreed_to_is_kept_and_nobody_gets_by_without(heart: Heart) -> None:
    await asks_consent(heart)
    with pytest.raises(NoConsent):
        await leave(heart, heart.visitor())
    sent = await leave(heart, heart.visitor(), consent=True)
    (kept,) = await heart.database.read(consents_of, (await contact_of(heart, sent.conversation_id)).id)
    assert (kept.text, kept.language, kept.text_hash) == ("Согласие", "ru", secret_hash("Согласие"))
    assert kept.inbox_id == heart.inbox.id


async def test_who_has_an_open_conversation_leaves_word_in_it(heart: Heart) -> None:
    who = heart.visitor()
    first = await heart.receive(who)
    sent = await leave(heart, who)
    assert sent.conversation_id == first.conversation_id
    assert (await heart.conversation(sent.conversation_id)).arranged.came_by == "form"
    assert [event.why for event in await queued(heart, sent.conversation_id)] == ["opened"]


async def test_who_waits_can_ask_for_mail_once_and_correct_the_address(heart: Heart) -> None:
    who = heart.visitor()
    with pytest.raises(NoSuchConversation):
        await heart.writer.do(WantMail(who, heart.inbox, new_id(), "lena@x.example"))
    sent = await heart.receive(who)
    for email in ("lena@x.example", "lena@y.example"):
        await heart.writer.do(WantMail(who, heart.inbox, new_id(), email))
    assert await heart.texts(sent.conversation_id) == ["Hello", "[mail_wanted]"]
    assert (await heart.conversation(sent.conversation_id)).arranged.wants_mail
    assert (await contact_of(heart, sent.conversation_id)).email == "lena@y.example"
    anna = await heart.operator("anna")
    await heart.take(anna, sent.conversation_id)
    await heart.close(anna, sent.conversation_id)
    with pytest.raises(AlreadyClosed):
        await heart.writer.do(WantMail(who, heart.inbox, new_id(), "lena@x.example"))


async def test_who_asks_for_mail_agrees_to_the_text_of_the_inbox_too(heart: Heart) -> None:
    await asks_consent(heart)
    who, email = heart.visitor(), "lena@x.example"
    sent = await heart.receive(who)
    with pytest.raises(NoConsent):
        await heart.writer.do(WantMail(who, heart.inbox, new_id(), email, "ru"))
    assert (await contact_of(heart, sent.conversation_id)).email is None
    await heart.writer.do(WantMail(who, heart.inbox, new_id(), email, "ru", consent=True))
    contact = await contact_of(heart, sent.conversation_id)
    assert contact.email == email
    assert [kept.text for kept in await heart.database.read(consents_of, contact.id)] == ["Согласие"]


async def test_a_new_visitors_two_messages_in_one_batch_find_their_lane(heart: Heart) -> None:
    """The second one is loaded before the first has made the contact."""
    who, coming = heart.visitor(), Coming(Line(TOLD), "demo", "net")
    commands = [Receive(who, heart.inbox, new_id(), text, "en", coming) for text in ("one", "two")]
    answers: list[object] = []
    for command in commands:
        heart.writer.submit(command, answers.append)
    await heart.writer.drain()
    first, second = answers
    assert isinstance(first, Sent)
    assert isinstance(second, Sent)
    assert (await heart.conversation(first.conversation_id)).arranged.lane_id == "second"
