"""The walk of routing, as a story over the real server process. Read beside docs/walks/routing.md."""

from tests.faults.clients import Operator, Row, Visitor
from tests.faults.server import Server
from tests.walks.looking import column, facts, seen, words


async def test_who_waits_goes_to_who_has_just_finished_a_reply_and_everybody_can_see_why(server: Server) -> None:
    # Anna is alone at work. Lena writes: Anna has nothing to answer, so the conversation is hers at once.
    anna = Operator("operator1", [server.port])
    anna.come()
    await anna.is_on.wait()
    lena = Visitor("lena", [server.port])
    lena.come()
    first = (await lena.do("send", text="The lamp is red"))["conversation_id"]
    await seen(lambda: words(lena) == ["The lamp is red", "[assigned]"])
    assert (await why(anna, first))["reasons"][0] == {"code": "idle", "values": {"load": 0, "limit": 4}}

    # Boris writes. Anna has room for three more, but she is about to answer Lena: late binding lets him wait for her.
    boris = Visitor("boris", [server.port])
    boris.come()
    second = (await boris.do("send", text="Where is my bill?"))["conversation_id"]
    await seen(lambda: words(boris) == ["Where is my bill?", "[waiting]"])
    assert anna.conversations[second]["status"] == "queued"
    assert (await anna.look_up(f"conversations/{second}/decisions"))["decisions"] == []

    # She answers Lena. In that moment Boris is hers, and the decision says why.
    await anna.do("reply", conversation_id=first, text="We are mending the cable")
    await seen(lambda: column(boris, "operator_id") == [anna.id])
    decision = await why(anna, second)
    assert decision["operator_id"] == anna.id
    assert [reason["code"] for reason in decision["reasons"]] == ["idle", "waited", "chosen_from"]
    assert decision["reasons"][0]["values"] == {"load": 1, "limit": 4}
    await anna.do("reply", conversation_id=second, text="It came on Monday")

    # The log knows all of it: who was asked for, who waited how long, who answered, and by which decision.
    episodes = {one["episode"]["conversation_id"]: one for one in await facts(server)}
    assert {one["outcome"] for one in episodes.values()} == {"answered"}
    [segment] = episodes[second]["episode"]["segments"]
    assert (segment["operator_id"], segment["how"], segment["decision_id"]) == (anna.id, "routed", decision["id"])
    assert episodes[second]["wait"]["ms"] == decision["reasons"][1]["values"]["ms"] > 0
    assert episodes[second]["frt"]["ms"] >= episodes[second]["wait"]["ms"]
    for somebody in (lena, boris, anna):
        assert not somebody.breaks
        await somebody.go()


async def why(operator: Operator, conversation_id: str) -> Row:
    """The only decision there was about a conversation."""
    [decision] = (await operator.look_up(f"conversations/{conversation_id}/decisions"))["decisions"]
    found: Row = decision
    return found
