"""The walk of a rating, as a story over the real server process. Read beside docs/walks/rating.md."""

from typing import Any

from tests.faults.clients import Operator, Visitor
from tests.faults.server import Server
from tests.walks.looking import facts, seen, words


async def test_who_is_asked_at_the_end_says_how_it_was_and_the_last_answer_counts(server: Server) -> None:
    # Lena got her answer, and Anna closes the conversation.
    lena, anna = Visitor("lena", [server.port]), Operator("operator1", [server.port])
    lena.come()
    anna.come()
    chat = (await lena.do("send", text="The lamp is red"))["conversation_id"]
    await seen(lambda: chat in anna.conversations and anna.mine())
    await anna.do("reply", conversation_id=chat, text="We are mending the cable")
    await anna.do("close", conversation_id=chat)

    # Lena is asked, in the log itself.
    await seen(lambda: words(lena)[-2:] == ["[closed]", "[rating_request]"])
    question = asked(lena)
    assert (question["scale"], question["episode"], question["five"]) == ("five", 1, None)

    # She gives three points, thinks again, and gives five. Both sides see the same entry change.
    about = {"conversation_id": chat, "episode": 1, "ten": None}
    await lena.do("rate", **about, five=3, comment=None)
    await lena.do("rate", **about, five=5, comment="Quick")
    await seen(lambda: asked(lena)["five"] == 5)
    await seen(lambda: asked(anna)["text"] == "Quick")
    assert words(lena).count("[rating_request]") == 1

    # Nobody else may rate it.
    other = Visitor("other", [server.port])
    other.come()
    assert (await refused(other, "rate", **about, five=1, comment=None)) == "nothing_to_rate"

    # The log has one rating of this closing, with the operator whom it is about.
    [episode] = [one["episode"] for one in await facts(server)]
    rating = episode["rating"]
    assert (rating["five"], rating["ten"], rating["scale"], rating["operator_id"]) == (5, None, "five", anna.id)
    for somebody in (lena, other, anna):
        assert not somebody.breaks
        await somebody.go()


def asked(client: Visitor | Operator) -> Any:
    """What the question in somebody's log holds now."""
    [entry] = [row for row in client.entries.values() if row["kind"] == "rating_request"]
    return entry["params"]


async def refused(visitor: Visitor, type_: str, **fields: Any) -> str | None:
    """The code with which a command is refused."""
    sent = visitor.hand_in(type_, **fields)
    await seen(sent.answer.done)
    return sent.refusal
