"""The walk of a site message, as a story over the real server process. Read beside docs/walks/site-message.md."""

from tests.faults.clients import Operator, Visitor
from tests.faults.server import Server
from tests.walks.looking import column, seen, words


async def test_somebody_writes_on_a_site_and_an_operator_answers_and_nothing_is_lost(server: Server) -> None:
    # Lena's internet is down. Nobody is at a console yet.
    lena = Visitor("lena", [server.port])
    lena.come()
    hello = await lena.do("send", text="The lamp is red")
    await seen(lambda: words(lena) == ["The lamp is red", "[waiting]"])

    # Anna signs in. Routing sees that she has room, and the conversation is hers.
    anna = Operator("operator1", [server.port])
    anna.come()
    await seen(lambda: words(lena) == ["The lamp is red", "[waiting]", "[assigned]"])
    await seen(lambda: column(anna, "operator_id") == [anna.id])

    # She reads it, writes a note for her colleagues, and answers.
    chat = hello["conversation_id"]
    await seen(lambda: (chat, 3) in anna.entries)
    anna.tell("read", conversation_id=chat, seq=3)
    await seen(lambda: column(lena, "operator_read_seq") == [3])
    await anna.do("note", conversation_id=chat, text="Outage on the Lakeside line")
    answer = await anna.do("reply", conversation_id=chat, text="We are mending the cable")
    await seen(lambda: words(lena)[-1] == "We are mending the cable")
    assert "Outage on the Lakeside line" not in words(lena)
    assert answer["seq"] == 5

    # The plug is pulled. Both go on writing while the server is dead.
    server.kill()
    thanks = lena.hand_in("send", text="Thank you! How long?")
    until = anna.hand_in("reply", conversation_id=chat, text="Until ten o'clock")
    await server.start()
    assert (await thanks.answer)["conversation_id"] == chat
    await until.answer
    await seen(lambda: {"Thank you! How long?", "Until ten o'clock"} <= set(words(lena)))
    await seen(lambda: words(anna)[0] == "The lamp is red" and len(words(anna)) == 7)
    assert [w for w in words(anna) if "Lakeside" not in w] == words(lena)

    # She mends a word, and says good-bye. Lena comes back within the day, and it is the same conversation.
    await anna.do("edit", message_id=answer["message_id"], text="We are mending the fibre")
    await seen(lambda: "We are mending the fibre" in words(lena))
    await anna.do("close", conversation_id=chat)
    await seen(lambda: "[closed]" in words(lena))
    again = await lena.do("send", text="Now it works")
    assert again["conversation_id"] == chat
    await seen(lambda: column(lena, "status") == ["active"])
    assert words(lena)[-3:] == ["[reopened]", "Now it works", "[reassigned]"]

    # Nobody saw anything twice, in another order, or after a hole in the stream.
    assert not lena.breaks
    assert not anna.breaks
    await lena.go()
    await anna.go()
