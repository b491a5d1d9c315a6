"""Ratings over both databases: who is asked, who may answer, until when, and which answer counts."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from besedka.contacts import Visitor
from besedka.conversations import CloseByVisitor, Message, entries
from besedka.inboxes import ChangeInbox, RatingRules, Rules
from besedka.kernel.db import Database
from besedka.kernel.errors import ClientIdConflict
from besedka.kernel.ids import new_id
from besedka.ratings import BadRating, NothingToRate, Rate, Rating, RatingOver, SkipRating, Surveys, ratings_of
from tests.rooms.heart import Heart, beating, eventually

DAY = 24 * 3600 * 1000


@pytest.fixture
async def heart(database: Database) -> AsyncIterator[Heart]:
    async with beating(database) as it:
        it.anna = await it.operator("anna", limit=100)  # type: ignore[attr-defined]
        yield it


async def told(heart: Heart, rules: Rules) -> None:
    """The inbox has these rules."""
    inbox = heart.inbox
    await heart.writer.do(
        ChangeInbox(actor="t:", inbox_id=inbox.id, name=inbox.name, origins=tuple(inbox.origins), rules=rules)
    )
    await heart.directory.load()


async def talk(heart: Heart, who: Visitor, *, answered: bool = True) -> str:
    """A conversation from the first word to its closing by the operator; answers its id."""
    sent = await heart.receive(who)
    await heart.take(heart.anna, sent.conversation_id)  # type: ignore[attr-defined]
    if answered:
        await heart.reply(heart.anna, sent.conversation_id)  # type: ignore[attr-defined]
    await heart.close(heart.anna, sent.conversation_id)  # type: ignore[attr-defined]
    return str(sent.conversation_id)


async def requests(heart: Heart, conversation_id: str) -> list[Message]:
    found = await heart.database.read(entries, conversation_id, before=None, limit=100, with_notes=False)
    return [entry for entry in found if entry.kind == "rating_request"]


async def asked(heart: Heart, conversation_id: str, count: int = 1) -> dict[str, Any]:
    """Wait until somebody was asked; what the latest question says."""

    async def is_asked() -> bool:
        return len(await requests(heart, conversation_id)) == count

    await eventually(is_asked)
    return params((await requests(heart, conversation_id))[-1])


def params(entry: Message) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode(entry.params)
    return found


async def everything_followed(heart: Heart) -> None:
    """Whatever was to be asked is asked: a later conversation's question has come."""
    await asked(heart, await talk(heart, heart.visitor()))


def rate(who: Visitor, conversation_id: str, client_id: str = "", **answer: Any) -> Rate:
    given = {"episode": 1, "five": None, "ten": None, "comment": None, **answer}
    return Rate(identity_id=who.id, client_id=client_id or new_id(), conversation_id=conversation_id, **given)


def skip(who: Visitor, conversation_id: str, episode: int = 1) -> SkipRating:
    return SkipRating(identity_id=who.id, client_id=new_id(), conversation_id=conversation_id, episode=episode)


async def rating(heart: Heart, conversation_id: str) -> Rating:
    (found,) = await heart.database.read(ratings_of, conversation_id)
    return found


async def test_a_closed_conversation_asks_and_the_last_answer_counts(heart: Heart) -> None:
    who = heart.visitor()
    chat = await talk(heart, who)
    question = await asked(heart, chat)
    closed = await heart.conversation(chat)
    assert question == {
        "episode": 1, "scale": "five", "comment": True, "until": (closed.closed_at or 0) + DAY,
        "five": None, "ten": None, "text": None, "skipped": False,
    }  # fmt: skip
    assert closed.status == "closed"
    await heart.writer.do(rate(who, chat, five=2))
    await heart.writer.do(rate(who, chat, five=5, comment=" Thank you\x07! "))
    kept = await rating(heart, chat)
    assert (kept.five, kept.ten, kept.comment, kept.revision, kept.operator_id) == (
        5,
        None,
        "Thank you!",
        2,
        heart.anna,
    )
    (entry,) = await requests(heart, chat)
    assert (entry.version, params(entry)["five"], params(entry)["text"]) == (3, 5, "Thank you!")


async def test_a_repetition_is_answered_alike_and_counts_once(heart: Heart) -> None:
    who = heart.visitor()
    chat = await talk(heart, who)
    await asked(heart, chat)
    first = rate(who, chat, five=4)
    assert await heart.writer.do(first) == await heart.writer.do(first)
    assert (await rating(heart, chat)).revision == 1
    with pytest.raises(ClientIdConflict):
        await heart.writer.do(rate(who, chat, first.client_id, five=1))


async def test_only_the_visitor_of_the_conversation_can_rate(heart: Heart) -> None:
    who = heart.visitor()
    chat = await talk(heart, who)
    await asked(heart, chat)
    stranger = heart.visitor()
    for command in (rate(stranger, chat, five=1), rate(who, "none", five=1), rate(who, chat, episode=2, five=1)):
        with pytest.raises(NothingToRate):
            await heart.writer.do(command)


@pytest.mark.parametrize(
    ("scale", "right", "wrong"),
    [
        ("five", {"five": 1}, [{"five": 0}, {"five": 6}, {"ten": 5}, {}, {"five": 3, "comment": "x" * 1001}]),
        ("ten", {"ten": 0}, [{"ten": -1}, {"ten": 11}, {"five": 5}, {}]),
        ("both", {"five": 5, "ten": 10}, [{}, {"five": 5, "ten": 11}]),
    ],
)
async def test_an_answer_is_within_its_scale(
    heart: Heart, scale: str, right: dict[str, int], wrong: list[dict[str, Any]]
) -> None:
    await told(heart, Rules(rating=RatingRules(scale=scale)))
    who = heart.visitor()
    chat = await talk(heart, who)
    assert (await asked(heart, chat))["scale"] == scale
    for answer in wrong:
        with pytest.raises(BadRating):
            await heart.writer.do(rate(who, chat, **answer))
    await heart.writer.do(rate(who, chat, **right))


async def test_no_comment_where_none_was_asked_for(heart: Heart) -> None:
    await told(heart, Rules(rating=RatingRules(comment=False)))
    who = heart.visitor()
    chat = await talk(heart, who)
    assert not (await asked(heart, chat))["comment"]
    with pytest.raises(BadRating):
        await heart.writer.do(rate(who, chat, five=5, comment="but"))


async def test_the_time_to_rate_is_half_open(heart: Heart) -> None:
    who = heart.visitor()
    chat = await talk(heart, who)
    until = (await asked(heart, chat))["until"]
    heart.clock.ahead += until - heart.clock.now() - 2_000
    await heart.writer.do(rate(who, chat, five=4))
    heart.clock.ahead += until - heart.clock.now()
    for late in (rate(who, chat, five=1), skip(who, chat)):
        with pytest.raises(RatingOver):
            await heart.writer.do(late)
    assert (await rating(heart, chat)).five == 4


async def test_skipping_is_an_answer_that_can_be_changed_and_takes_nothing_back(heart: Heart) -> None:
    who = heart.visitor()
    chat = await talk(heart, who)
    await asked(heart, chat)
    await heart.writer.do(skip(who, chat))
    assert params((await requests(heart, chat))[0])["skipped"]
    await heart.writer.do(rate(who, chat, five=3))
    await heart.writer.do(skip(who, chat))
    assert params((await requests(heart, chat))[0]) | {"until": 0} == {
        "episode": 1, "scale": "five", "comment": True, "until": 0,
        "five": 3, "ten": None, "text": None, "skipped": False,
    }  # fmt: skip


async def test_nobody_is_asked_where_no_operator_said_a_word_or_the_inbox_does_not_want_it(heart: Heart) -> None:
    silent = await talk(heart, heart.visitor(), answered=False)
    await everything_followed(heart)
    await told(heart, Rules(rating=RatingRules(scale="none")))
    unwanted = await talk(heart, heart.visitor())
    await told(heart, Rules())
    await everything_followed(heart)
    assert not await requests(heart, silent)
    assert not await requests(heart, unwanted)


async def test_each_episode_is_asked_about_whoever_ends_it(heart: Heart) -> None:
    who = heart.visitor()
    chat = await talk(heart, who)
    await asked(heart, chat)
    await talk(heart, who)
    assert (await asked(heart, chat, 2))["episode"] == 2
    await heart.receive(who, "One more thing")
    await heart.writer.do(CloseByVisitor(who.id, chat, new_id(), heart.directory.rules))
    await everything_followed(heart)
    assert len(await requests(heart, chat)) == 2, "nobody answered in the third episode"
    await heart.writer.do(rate(who, chat, episode=1, five=1))
    await heart.writer.do(rate(who, chat, episode=2, five=5))
    assert [r.five for r in await heart.database.read(ratings_of, chat)] == [1, 5]


async def test_a_cap_counts_from_the_last_asking_in_days_of_24_hours(heart: Heart) -> None:
    await told(heart, Rules(rating=RatingRules(cap_days=2)))
    who = heart.visitor()
    chat = await talk(heart, who)
    await asked(heart, chat)
    asked_at = (await rating(heart, chat)).asked_at
    heart.clock.ahead += asked_at + 2 * DAY - heart.clock.now() - 3_000
    second = await talk(heart, who)
    await everything_followed(heart)
    assert len(await requests(heart, second)) == (1 if second == chat else 0)
    heart.clock.ahead += asked_at + 2 * DAY - heart.clock.now()
    third = await talk(heart, who)
    assert third == second
    await asked(heart, third, 1 if third != chat else 2)


async def test_who_comes_back_is_asked_for_the_survey_once_in_90_days(heart: Heart) -> None:
    await told(heart, Rules(survey=True, rating=RatingRules(scale="none")))
    surveys = Surveys(heart.database, heart.writer, heart.clock)
    who = heart.visitor()
    await surveys.came_back(who, heart.inbox)
    chat = await talk(heart, who)
    await surveys.came_back(who, heart.inbox)
    assert not await requests(heart, chat), "loading the page again is not coming back"
    heart.clock.ahead += 2 * 3600 * 1000
    for _ in range(2):
        await surveys.came_back(who, heart.inbox)
    (entry,) = await requests(heart, chat)
    assert (params(entry)["survey"], params(entry)["episode"], params(entry)["scale"]) == (True, 0, "ten")
    await heart.writer.do(rate(who, chat, episode=0, ten=9, comment="Good"))
    assert params((await requests(heart, chat))[0])["ten"] == 9
    assert not await heart.database.read(ratings_of, chat), "never mixed with ratings"

    heart.clock.ahead += 89 * DAY
    later = await talk(heart, who)
    heart.clock.ahead += DAY // 2
    await surveys.came_back(who, heart.inbox)
    assert not await requests(heart, later)
    heart.clock.ahead += DAY
    await surveys.came_back(who, heart.inbox)
    assert len(await requests(heart, later)) == 1
    await heart.writer.do(skip(who, later, 0))
    assert params((await requests(heart, later))[0])["skipped"]
    with pytest.raises(RatingOver):
        await heart.writer.do(rate(who, chat, episode=0, ten=1))
