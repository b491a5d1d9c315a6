"""The answer finds the person: what is mailed to whom, when, once, and what is kept about it."""

import re
from collections.abc import AsyncIterator

import pytest

from besedka.contacts import Details, ReturnLinks, Visitor
from besedka.conversations import Coming, LeaveMessage, Line, MarkByVisitor, Receive, StopMail, WantMail
from besedka.inboxes import ChangeInbox, Rules
from besedka.kernel.db import Database
from besedka.kernel.ids import new_id
from besedka.kernel.mail import Mail
from besedka.notifications import MailRow, Postman, StopLinks, invite, mails_of
from besedka.notifications.service import TakeLetter
from besedka.ratings import Rate, Surveys
from tests.rooms.heart import Heart, beating, eventually
from tests.smtp import Sink, mail_server

MINUTE = 60_000


class Office:
    """A heart with a mail server; nobody on the site has a page open unless a test says so."""

    def __init__(self, heart: Heart, sink: Sink) -> None:
        self.heart, self.sink, self.here = heart, sink, set[str]()
        self.database, self.writer, self.clock, self.directory = (
            heart.database, heart.writer, heart.clock, heart.directory,
        )  # fmt: skip
        self.mail, self.returns = Mail(sink.settings()), ReturnLinks("s" * 40)
        self.stops = StopLinks("s" * 40, "http://chat.example")
        self.postman = Postman(self, "http://chat.example", self._is_here)

    async def _is_here(self, identity_id: str) -> bool:
        return identity_id in self.here

    async def left_word(self, language: str = "en") -> tuple[Visitor, str]:
        """Lena left word by the form, and anna has taken it."""
        who = self.heart.visitor()
        words = Receive(who, self.heart.inbox, new_id(), "No internet", language, Coming(Line(), "demo", None, "form"))
        sent = await self.writer.do(LeaveMessage(words, Details("Lena", "lena@x.example"), False))
        await self.heart.take(await self.heart.operator(f"anna{new_id()}"), sent.conversation_id)
        return who, sent.conversation_id

    async def reply(self, conversation_id: str, text: str, mails: int = 1) -> int:
        """The owner answers; wait until the follower has seen it."""
        owner = (await self.heart.conversation(conversation_id)).operator_id or ""
        sent = await self.heart.reply(owner, conversation_id, text)

        async def is_noted() -> bool:
            rows = await self.mails(conversation_id)
            return len(rows) == mails and rows[-1].seq_to == sent.seq

        await eventually(is_noted)
        return int(sent.seq)

    async def mails(self, conversation_id: str) -> list[MailRow]:
        return await self.database.read(mails_of, conversation_id)

    async def later(self, minutes: int) -> int:
        self.clock.ahead += minutes * MINUTE
        return await self.postman.round()

    async def states(self, conversation_id: str) -> list[str]:
        return [row.state for row in await self.mails(conversation_id)]


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    async with beating(database) as heart, mail_server() as sink:
        yield Office(heart, sink)


async def test_replies_of_two_minutes_become_one_mail_with_a_link_back(office: Office) -> None:
    who, chat = await office.left_word()
    await office.reply(chat, "We are mending it")
    await office.reply(chat, "Until <ten>")
    assert await office.later(1) == 0
    assert await office.later(1) == 1
    assert await office.later(10) == 0
    (kept,) = office.sink.kept
    assert kept.to == "lena@x.example"
    assert kept.message["Subject"] == "Sunny: an answer to your message"
    assert "We are mending it" in kept.text
    assert "Until <ten>" in kept.text
    assert "Until &lt;ten&gt;" in kept.html
    (link,) = re.findall(r"http://chat\.example/chat/demo#besedka=(\S+)", kept.text)
    assert office.returns.visitor(office.heart.inbox.id, link, office.clock.now()).id == who.id
    assert await office.states(chat) == ["sent"]

    await office.reply(chat, "It works again", mails=2)
    assert await office.later(2) == 1
    assert "It works again" in office.sink.kept[1].text
    assert "We are mending it" not in office.sink.kept[1].text


async def test_the_link_leads_to_the_page_that_the_inbox_names_and_speaks_the_customers_language(
    office: Office,
) -> None:
    inbox = office.heart.inbox
    rules = Rules(page_url="https://sunny.example/help?x=1#top")
    await office.writer.do(ChangeInbox(actor="t:", inbox_id=inbox.id, name="Site", origins=(), rules=rules))
    await office.directory.load()
    _, chat = await office.left_word("ru")
    await office.reply(chat, "Починили")
    await office.later(2)
    assert "https://sunny.example/help?x=1#besedka=r." in office.sink.kept[0].text
    assert office.sink.kept[0].message["Subject"] == "Sunny: ответ на ваше сообщение"


async def test_who_has_read_it_gets_no_mail_and_who_only_has_the_page_open_gets_it_later(office: Office) -> None:
    who, chat = await office.left_word()
    office.here.add(who.id)
    seq = await office.reply(chat, "We are mending it")
    assert await office.later(2) == 0
    assert await office.states(chat) == ["waiting"]
    await office.writer.do(MarkByVisitor(who.id, chat, seq, is_read=True))
    assert await office.later(3) == 0
    assert await office.states(chat) == ["dropped"]
    await office.reply(chat, "Are you there?", mails=2)
    assert await office.later(2) == 0
    assert await office.later(20) == 1


async def test_nobody_gets_a_mail_who_did_not_ask_for_one(office: Office) -> None:
    heart, who = office.heart, office.heart.visitor()
    sent = await heart.receive(who)
    anna = await heart.operator("anna")
    await heart.take(anna, sent.conversation_id)
    await heart.reply(anna, sent.conversation_id)
    _, other = await office.left_word()
    await office.reply(other, "By now everything before it was followed")
    await office.later(2)
    office.sink.kept.clear()
    await office.writer.do(WantMail(who, heart.inbox, new_id(), "lena@x.example"))
    await office.reply(sent.conversation_id, "This one is awaited")
    await office.later(2)
    assert len(office.sink.kept) == 1
    assert "Good day" not in office.sink.kept[0].text


async def test_a_reply_that_was_taken_back_is_not_mailed(office: Office) -> None:
    from besedka.conversations import Edit

    _, chat = await office.left_word()
    seq = await office.reply(chat, "Wrong window")
    owner = (await office.heart.conversation(chat)).operator_id or ""
    await office.writer.do(Edit("operator", owner, f"{chat}.{seq}", new_id(), None, office.directory.rules))
    assert await office.later(2) == 0
    assert await office.states(chat) == ["dropped"]


async def test_a_server_that_is_down_is_tried_again_and_one_that_refuses_is_believed(office: Office) -> None:
    _, chat = await office.left_word()
    office.sink.replies = {"RCPT": "451 later"}
    await office.reply(chat, "We are mending it")
    assert await office.later(2) == 0
    (row,) = await office.mails(chat)
    assert (row.state, row.tries, row.error) == ("waiting", 1, "451 later")
    office.sink.replies = {}
    assert await office.later(1) == 1

    office.sink.replies = {"RCPT": "550 no such user"}
    await office.reply(chat, "Hello?", mails=2)
    assert await office.later(2) == 0
    assert await office.states(chat) == ["sent", "failed"]


async def test_after_the_last_try_it_has_failed(office: Office) -> None:
    _, chat = await office.left_word()
    office.sink.replies = {"MAIL": "451 later"}
    await office.reply(chat, "We are mending it")
    for _ in range(10):
        await office.later(7 * 60)
    (row,) = await office.mails(chat)
    assert (row.state, row.tries) == ("failed", 6)


async def test_what_may_have_been_sent_is_not_sent_again(office: Office) -> None:
    _, chat = await office.left_word()
    office.sink.replies = {".": ""}
    await office.reply(chat, "We are mending it")
    await office.later(2)
    assert await office.states(chat) == ["uncertain"]

    office.sink.replies = {}
    await office.reply(chat, "Second", mails=2)
    office.clock.ahead += 2 * MINUTE
    row = (await office.mails(chat))[1]
    assert await office.writer.do(TakeLetter(row.id)), "a process takes it, and dies"
    assert not await office.writer.do(TakeLetter(row.id)), "nobody else takes it meanwhile"
    await office.later(11)
    assert await office.states(chat) == ["uncertain", "uncertain"]
    assert not office.sink.kept


async def test_who_left_is_asked_to_rate_by_mail_unless_he_did_meanwhile(office: Office) -> None:
    for is_rated in (False, True):
        who, chat = await office.left_word()
        seq = await office.reply(chat, "It works again")
        await office.writer.do(MarkByVisitor(who.id, chat, seq, is_read=True))
        owner = (await office.heart.conversation(chat)).operator_id or ""
        await office.heart.close(owner, chat)

        async def is_asked(chat: str = chat) -> bool:
            return [row.kind for row in await office.mails(chat)] == ["reply", "rating"]

        await eventually(is_asked)
        if is_rated:
            answer = {"episode": 1, "five": 5, "ten": None, "comment": None}
            await office.writer.do(Rate(identity_id=who.id, client_id=new_id(), conversation_id=chat, **answer))
        assert await office.later(2) == (0 if is_rated else 1)
    (kept,) = office.sink.kept
    assert kept.message["Subject"] == "Sunny: how did we do?"
    assert "#besedka=r." in kept.text


async def test_who_left_without_an_answer_to_the_survey_is_asked_by_mail(office: Office) -> None:
    inbox, rules = office.heart.inbox, Rules(survey=True)
    await office.writer.do(ChangeInbox(actor="t:", inbox_id=inbox.id, name="Site", origins=(), rules=rules))
    await office.directory.load()
    who, chat = await office.left_word()
    owner = (await office.heart.conversation(chat)).operator_id or ""
    await office.heart.close(owner, chat)
    office.clock.ahead += 120 * MINUTE
    await Surveys(office.database, office.writer, office.clock).came_back(who, office.heart.inbox)

    async def is_asked() -> bool:
        return [row.kind for row in await office.mails(chat)] == ["survey"]

    await eventually(is_asked)
    assert await office.later(2) == 1
    (kept,) = office.sink.kept
    assert kept.message["Subject"] == "Sunny: would you recommend us?"
    assert "#besedka=r." in kept.text


async def test_a_mail_says_how_to_get_no_more_and_then_none_goes_until_they_are_wanted_again(office: Office) -> None:
    who, chat = await office.left_word()
    await office.reply(chat, "We are mending it")
    await office.later(2)
    (kept,) = office.sink.kept
    (token,) = re.findall(r"http://chat\.example/mail/stop/(\S+)", kept.text)
    assert office.stops.conversation_id(token) == chat
    assert kept.message["List-Unsubscribe"] == f"<{office.stops.url(chat)}>"

    await office.reply(chat, "This one waits already", mails=2)
    for _ in range(2):
        await office.writer.do(StopMail(chat))
    assert await office.later(2) == 0
    assert await office.states(chat) == ["sent", "dropped"]
    assert (await office.heart.texts(chat)).count("[mail_stopped]") == 1

    await office.writer.do(WantMail(who, office.heart.inbox, new_id(), "lena@x.example"))
    await office.reply(chat, "It works again", mails=3)
    assert await office.later(2) == 1


async def test_an_invitation_says_whether_it_went(office: Office) -> None:
    invited = ("new@x.example", "Nina", "ru", "Sunny", "http://chat.example/console#invitation=x")
    assert await invite(office.mail, *invited)
    assert "http://chat.example/console#invitation=x" in office.sink.kept[0].text
    office.sink.replies = {"RCPT": "550 no"}
    assert not await invite(office.mail, *invited)
