"""Tests of the judge: every kind of fault, made by hand, is seen, and a clean story has none."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.faults import oracle
from tests.faults.clients import Arrival, Client, Operator, Visitor
from tests.faults.truth import Conversation, Event, Head, Message, Truth
from tests.faults.truth import Operator as OperatorRow

Rows = dict[str, list[Any]]


def happened(revision: int, type_: str, subject: str = "c", actor: str = "system:", **data: Any) -> Event:
    return Event(revision, type_, subject, actor, json.dumps(data))


def message(seq: int, kind: str, author: str | None, client_id: str | None, text: str, code: str | None) -> Message:
    return Message("c", seq, 1, kind, author, client_id, author, text, code, 1000, None)


def story() -> Rows:
    """A visitor writes, Anna gets it and answers."""
    return {
        "messages": [
            message(1, "message", "v", "m1", "Hello", None),
            message(2, "system", None, None, "", "assigned"),
            message(3, "message", "a", "m2", "Good day", None),
        ],
        "conversations": [Conversation("c", "v", "d", "active", "a", 1, 3)],
        "operators": [OperatorRow("a", 1, 1), OperatorRow("b", 0, 1)],
        "events": [
            happened(1, "ConversationOpened"),
            happened(2, "MessageReceived", seq=1),
            happened(3, "NoticePosted", seq=2, code="assigned"),
            happened(4, "ConversationAssigned", operator_id="a"),
            happened(5, "ReplyPosted", seq=3),
        ],
        "log_head": [Head(5)],
    }


def clients() -> tuple[Visitor, Operator]:
    """Both sides of the story, with everything on their screens."""
    visitor, anna = Visitor("visitor", [1]), Operator("anna", [1])
    visitor.id, anna.id, anna.departments = "v", "a", ["d"]
    for client, type_, client_id, text, seq in (
        (visitor, "send", "m1", "Hello", 1),
        (anna, "reply", "m2", "Good day", 3),
    ):
        sent = client.hand_in(type_, text=text)
        sent.client_id = client_id
        sent.answer.set_result({"conversation_id": "c", "message_id": f"c.{seq}", "seq": seq, "at": 1000})
        sent.acked_at = 1
        client.pending.clear()
    for client in (visitor, anna):
        for row in Truth(story()).messages:
            shown(client, row)
        client.conversations["c"] = {"status": "active", "operator_id": "a", "last_seq": 3}
        client.operators = {"a": {"load": 1}, "b": {"load": 0}}
    return visitor, anna


def shown(client: Client, row: Message) -> None:
    client.entries[row.place] = row._asdict()
    client.arrivals.append(Arrival(1, "frame", row.place, row.version, 1))


def faults(rows: Rows, told: tuple[Client, ...]) -> str:
    found = Truth(rows)
    return "\n".join([*oracle.faults_of_store(found), *oracle.faults_of_clients(found, told)])


async def test_a_clean_story_has_no_faults() -> None:
    assert faults(story(), clients()) == ""


Crime = Callable[[Rows, Visitor, Operator], object]

CRIMES: dict[str, tuple[str, Crime]] = {
    "a lost message": ("acknowledged and lost", lambda rows, v, a: rows["messages"].pop(0)),
    "another place": ("acknowledged as", lambda rows, v, a: v.sent[0].answer.result().update(seq=2)),
    "another text": ("another text", lambda rows, v, a: v.sent[0].command.update(text="Bye")),
    "a gap": (
        "counts to 4",
        lambda rows, v, a: rows["conversations"].append(rows["conversations"].pop()._replace(seq=4)),
    ),
    "a second copy": (
        "is there 2 times",
        lambda rows, v, a: rows["messages"].append(rows["messages"][0]._replace(seq=4)),
    ),
    "a message without an event": ("has no event", lambda rows, v, a: rows["events"].pop(1)),
    "an event without a message": ("has no message", lambda rows, v, a: rows["messages"].pop(1)),
    "a gap in the log": ("without a gap", lambda rows, v, a: rows["log_head"].__setitem__(0, Head(6))),
    "a phantom": ("nobody said", lambda rows, v, a: v.sent.clear()),
    "a second owner": (
        "but a has it",
        lambda rows, v, a: rows["events"].append(happened(6, "ConversationAssigned", operator_id="b")),
    ),
    "one too many": (
        "and gets one more",
        lambda rows, v, a: rows["events"].append(happened(6, "ConversationAssigned", "c2", operator_id="a")),
    ),
    "a wrong load": ("by the log 1", lambda rows, v, a: rows["operators"].__setitem__(0, OperatorRow("a", 0, 1))),
    "a row without its event": ("by rows and by the log", lambda rows, v, a: rows["events"].pop(3)),
    "two latest": (
        "2 latest",
        lambda rows, v, a: rows["conversations"].append(rows["conversations"][0]._replace(id="c2", seq=0)),
    ),
    "never arrived": ("never arrived", lambda rows, v, a: a.entries.pop(("c", 1))),
    "a stale screen": ("shown as", lambda rows, v, a: v.entries[("c", 3)].update(text="?")),
    "a wrong status on a screen": ("shown as", lambda rows, v, a: v.conversations["c"].update(status="queued")),
    "a wrong load on a screen": ("shown as", lambda rows, v, a: a.operators["a"].update(load=2)),
    "shown out of order": ("arrived after", lambda rows, v, a: v.arrivals.reverse()),
    "shown twice": ("is shown 2 times", lambda rows, v, a: shown(v, rows["messages"][0]._replace(seq=4))),
    "a note for a visitor": (
        "nobody wrote",
        lambda rows, v, a: rows["messages"].__setitem__(2, rows["messages"][2]._replace(kind="note")),
    ),
    "no answer": ("never answered", lambda rows, v, a: v.hand_in("send", text="?")),
    "an odd refusal": ("were refused", lambda rows, v, a: refused(v)),
    "a frame that does not continue": ("a frame", lambda rows, v, a: v.breaks.append("a frame")),
    "a resync": ("resync", lambda rows, v, a: v.resyncs.append("future")),
    "a closing that was not done": ("closing (", lambda rows, v, a: closed(a)),
}


def refused(client: Client) -> None:
    sent = client.hand_in("send", text="!")
    client._refused({"client_id": sent.client_id, "problem": {"code": "odd", "detail": "", "retry_ms": None}})


def closed(client: Client) -> None:
    sent = client.hand_in("close", conversation_id="c")
    client._acked({"client_id": sent.client_id, "result": {"status": "closed"}})


@pytest.mark.parametrize("crime", CRIMES)
async def test_a_fault_made_by_hand_is_seen(crime: str) -> None:
    rows, (visitor, anna) = story(), clients()
    words, commit = CRIMES[crime]
    commit(rows, visitor, anna)
    assert words in faults(rows, (visitor, anna))


async def test_words_out_of_the_order_in_which_they_were_said_are_seen() -> None:
    visitor, _ = clients()
    earlier = visitor.hand_in("send", text="before")
    visitor._acked({"client_id": earlier.client_id, "result": {"conversation_id": "c", "seq": 1, "at": 1}})
    visitor.sent.reverse()
    assert "out of order" in "\n".join(oracle._order_sent(visitor))
