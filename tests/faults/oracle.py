"""Who judges: what was promised, compared with what both sides remember and what the database says.

Acknowledged messages lost, shown twice or out of order; gaps in `seq`; readers that disagree; two owners; loads above
the limit; messages without their one event. Every function answers with sentences, one for each fault; none is best.
"""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tests.faults import truth
from tests.faults.clients import Client, Operator, Sent, Visitor
from tests.faults.truth import Message, Truth

WORDS = ("send", "reply", "note")
"""Commands that leave a message."""

TO_BE_EXPECTED = {"already_closed", "already_taken", "limit_reached", "not_yours", "no_such_message", "not_closed"}
"""Refusals that come of two people acting at once."""

_EVENT_OF = {
    "MessageReceived": "message", "ReplyPosted": "message", "NoteAdded": "note", "NoticePosted": "system",
    "RatingAsked": "rating_request", "SurveyAsked": "rating_request",
}  # fmt: skip


async def require_clean(url: str, clients: Sequence[Client], seconds: float = 20) -> Truth:
    """Wait until everything has arrived everywhere, and judge. Fails with the faults that do not go away."""
    until = time.monotonic() + seconds
    while True:
        found = await truth.read(url)
        faults = [*faults_of_store(found), *faults_of_clients(found, clients)]
        if not faults:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"{len(faults)} faults:\n" + "\n".join(faults[:30]))
        await asyncio.sleep(0.3)


def faults_of_store(found: Truth) -> list[str]:
    """What the database alone gives away."""
    return [
        *_gaps(found),
        *_repetitions(found),
        *_revisions(found),
        *_events_of_messages(found),
        *_latest(found),
        *Ownership(found).faults(),
    ]


def _gaps(found: Truth) -> Iterator[str]:
    for c in found.conversations:
        numbers = [m.seq for m in found.entries_of[c.id]]
        if numbers != list(range(1, c.seq + 1)):
            yield f"conversation {c.id} counts to {c.seq} and has the entries {numbers}"
    for conversation_id in found.entries_of.keys() - found.conversation.keys():
        yield f"entries of {conversation_id}, which is no conversation"


def _repetitions(found: Truth) -> Iterator[str]:
    by_id = Counter((m.sender, m.client_id) for m in found.messages if m.client_id)
    yield from (f"{key} is there {n} times" for key, n in by_id.items() if n > 1)
    by_text = Counter(m.text for m in found.messages if m.text)
    yield from (f"the text {text!r} is there {n} times" for text, n in by_text.items() if n > 1)


def _revisions(found: Truth) -> Iterator[str]:
    if [e.revision for e in found.events] != list(range(1, found.head + 1)):
        yield f"revisions are not 1 to {found.head} without a gap"


def _events_of_messages(found: Truth) -> Iterator[str]:
    events = Counter(
        (e.subject, e.value("seq"), _EVENT_OF[e.type]) for e in found.events if e.type in _EVENT_OF
    )  # fmt: skip
    messages = Counter((m.conversation_id, m.seq, m.kind) for m in found.messages)
    yield from (f"message {key} has no event, or too few" for key in messages - events)
    yield from (f"event of {key} has no message, or there is one too many" for key in events - messages)


def _latest(found: Truth) -> Iterator[str]:
    latest = Counter(c.identity_id for c in found.conversations if c.is_latest)
    yield from (f"identity {i} has {n} latest conversations" for i, n in latest.items() if n != 1)
    open_ones = Counter(c.identity_id for c in found.conversations if c.status != "closed")
    yield from (f"identity {i} has {n} open conversations" for i, n in open_ones.items() if n > 1)


class Ownership:
    """Replays the log in the order of its revisions: who owned what, what was active, and how much at a time."""

    def __init__(self, found: Truth) -> None:
        self._found = found
        self._limit = {o.id: o.chat_limit for o in found.operators}
        self.owner: dict[str, str] = {}
        self.active: set[str] = set()
        self.load: Counter[str] = Counter()
        self.assignments = 0

    def faults(self) -> list[str]:
        """Faults of the history, and differences between what it ends with and the rows."""
        return [*self._history(), *self._rows()]

    def _history(self) -> Iterator[str]:
        for event in self._found.events:
            match event.type:
                case "ConversationAssigned":
                    yield from self._assigned(event)
                case "ConversationResumed":
                    yield from self._is_its_owner(event)
                    yield from self._takes_slot(event)
                case "ConversationParked" | "ConversationSnoozed":
                    yield from self._is_its_owner(event)
                    self._frees_slot(event)
                case "ConversationReleased" | "ConversationClosed":
                    yield from self._is_its_owner(event)
                    self._frees_slot(event)
                    self.owner.pop(event.subject, None)

    def _assigned(self, event: truth.Event) -> Iterator[str]:
        operator = event.value("operator_id")
        self.assignments += 1
        if (other := self.owner.get(event.subject)) is not None:
            yield f"revision {event.revision}: {event.subject} goes to {operator}, but {other} has it"
            self._frees_slot(event)
        self.owner[event.subject] = operator
        yield from self._takes_slot(event)

    def _takes_slot(self, event: truth.Event) -> Iterator[str]:
        operator = event.value("operator_id")
        if self.load[operator] >= self._limit[operator] and event.value("how") != "forced":
            yield f"revision {event.revision}: {operator} has {self.load[operator]} and gets one more"
        self.load[operator] += 1
        self.active.add(event.subject)

    def _frees_slot(self, event: truth.Event) -> None:
        if event.subject in self.active:
            self.active.remove(event.subject)
            self.load[self.owner[event.subject]] -= 1

    def _is_its_owner(self, event: truth.Event) -> Iterator[str]:
        owner, told = self.owner.get(event.subject), event.value("operator_id")
        if owner != told:
            yield f"revision {event.revision}: {event.type} of {event.subject} names {told}, owner was {owner}"

    def _rows(self) -> Iterator[str]:
        owned = {c.id: c.operator_id for c in self._found.conversations if c.operator_id and c.status != "closed"}
        if owned != self.owner:
            yield f"owners by rows and by the log differ: {sorted(owned.items() ^ self.owner.items(), key=str)}"
        active = {c.id for c in self._found.conversations if c.status == "active"}
        if active != self.active:
            yield f"active by rows and by the log differ: {active ^ self.active}"
        loads = Counter(owned[conversation_id] for conversation_id in active)
        for o in self._found.operators:
            if not o.load == loads[o.id] == self.load[o.id]:
                yield f"{o}: active are {loads[o.id]}, by the log {self.load[o.id]}"


def faults_of_clients(found: Truth, clients: Sequence[Client]) -> list[str]:
    """What the memories of the clients say against the database."""
    faults = [*_phantoms(found, clients), *_closings(found, clients)]
    for client in clients:
        said = (*_talk(client), *lost(found, client.sent), *_order_sent(client))
        shown = (*_order_shown(client), *_disagreements(found, client), *_standing(found, client))
        faults += [f"{client.name}: {fault}" for fault in (*said, *shown)]
    return faults


def _talk(client: Client) -> Iterator[str]:
    yield from (f"{sent.command} was never answered" for sent in client.pending.values())
    yield from client.breaks
    is_expected = {"too_far"} if client.was_away else set()
    yield from (f"resync: {reason}" for reason in client.resyncs if reason not in is_expected)
    odd = Counter(sent.refusal for sent in client.sent if sent.refusal and sent.refusal not in TO_BE_EXPECTED)
    yield from (f"{n} commands were refused: {code}" for code, n in odd.items())


def lost(found: Truth, sent: Iterable[Sent], before: float = float("inf")) -> Iterator[str]:
    """What was acknowledged before a moment (monotonic ns) and is not there, or not as it was acknowledged."""
    for one in sent:
        if one.result is None or (one.acked_at or 0) >= before:
            continue
        type_ = one.command["type"]
        if type_ in WORDS:
            yield from _lost_message(found.message_of.get(one.client_id), one)
        elif type_ in ("edit", "delete"):
            message = found.message_at.get((one.result["conversation_id"], one.result["seq"]))
            if message is None or message.version < one.result["version"]:
                yield f"acknowledged and lost: {one.command}, there is {message}"


def _lost_message(message: Message | None, one: Sent) -> Iterator[str]:
    result = one.result or {}
    if message is None:
        yield f"acknowledged and lost: {one.command} as {result}"
    elif (message.conversation_id, message.seq, message.at) != (result["conversation_id"], result["seq"], result["at"]):
        yield f"acknowledged as {result}, but it is {message}"
    elif message.version == 1 and message.text != one.command["text"]:
        yield f"another text than {one.command}: {message}"


def _closings(found: Truth, clients: Sequence[Client]) -> Iterator[str]:
    """Exactly once for what leaves no message: as many closings in the log as were acknowledged."""
    actors = {client: f"{'visitor' if isinstance(client, Visitor) else 'operator'}:{client.id}" for client in clients}
    done = Counter((actors[c], s.command["conversation_id"]) for c in clients for s in c.sent if _is_closing(s))
    closed = (e for e in found.events if e.type == "ConversationClosed" and e.actor in actors.values())
    logged = Counter((e.actor, e.subject) for e in closed)
    yield from (f"closing {key} was acknowledged and is not in the log" for key in done - logged)
    if not any(client.pending for client in clients):
        yield from (f"closing {key} is in the log and was not acknowledged" for key in logged - done)


def _is_closing(sent: Sent) -> bool:
    return sent.command["type"] == "close" and sent.result is not None


def _order_sent(client: Client) -> Iterator[str]:
    """Words stand in the order in which they were handed in. Who was asked to come later may be overtaken."""
    last: dict[str, int] = {}
    for one in client.sent:
        if one.command["type"] in WORDS and one.result is not None and not one.put_off:
            conversation, seq = one.result["conversation_id"], one.result["seq"]
            if seq <= last.get(conversation, 0):
                yield f"{one.command} came out of order, as {seq} after {last[conversation]}"
            last[conversation] = seq


def _order_shown(client: Client) -> Iterator[str]:
    """Entries of a conversation arrive in order, and none that came before the cursor comes again behind it.

    Coming again in the same life is no fault: frames may overlap a little where a reader joins (they are upserts).
    """
    last: dict[str, int] = defaultdict(int)
    came: dict[tuple[str, int], int] = {}
    for arrival in client.arrivals:
        conversation, seq = arrival.place
        if arrival.place not in came and arrival.how == "frame" and seq < last[conversation]:
            yield f"entry {arrival.place} arrived after {last[conversation]}, in life {arrival.life}"
        if arrival.version == 1 and arrival.how == "frame" and came.get(arrival.place, arrival.life) != arrival.life:
            yield f"entry {arrival.place} came in life {came[arrival.place]} and again in {arrival.life}"
        came[arrival.place] = arrival.life
        last[conversation] = max(last[conversation], seq)
    ids = Counter(e["client_id"] for e in client.entries.values() if e["client_id"])
    yield from (f"{client_id} is shown {n} times" for client_id, n in ids.items() if n > 1)


def _disagreements(found: Truth, client: Client) -> Iterator[str]:
    """The reader has exactly what it may see, as the database has it."""
    expected = {m.place: m for c in _visible(found, client) for m in found.entries_of[c] if _may_see(client, m)}
    missing = expected.keys() - client.entries.keys()
    yield from (f"never arrived: {expected[(c, seq)]}" for c, seq in missing if seq >= client.horizon.get(c, 1))
    yield from (f"nobody wrote {client.entries[place]}" for place in client.entries.keys() - expected.keys())
    for place in expected.keys() & client.entries.keys():
        m, entry = expected[place], client.entries[place]
        if m.shown != tuple(entry[name] for name in truth.SHOWN):
            yield f"shown as {entry}, but it is {m}"


def _visible(found: Truth, client: Client) -> set[str]:
    if isinstance(client, Operator):
        return {c.id for c in found.conversations if c.department_id in client.departments}
    return {c.id for c in found.conversations if c.identity_id == client.id}


def _may_see(client: Client, message: Message) -> bool:
    return isinstance(client, Operator) or message.kind != "note"


def _standing(found: Truth, client: Client) -> Iterator[str]:
    """Conversations and loads stand on the screen as they stand in the database."""
    for conversation_id in _visible(found, client) - {c for c, seq in client.horizon.items() if seq == float("inf")}:
        row, view = found.conversation[conversation_id], client.conversations.get(conversation_id)
        if view is None or (row.status, row.operator_id, row.seq) != (
            view["status"], view["operator_id"], view["last_seq"],
        ):  # fmt: skip
            yield f"conversation is {row} and shown as {view}"
    for row_of in found.operators if isinstance(client, Operator) else ():
        card = client.operators.get(row_of.id)
        if card is None or card["load"] != row_of.load:
            yield f"operator is {row_of} and shown as {card}"


def _phantoms(found: Truth, clients: Sequence[Client]) -> Iterator[str]:
    """Every word in the database was said by somebody."""
    said = {sent.client_id: sent for client in clients for sent in client.sent}
    authors = {client.id for client in clients}
    for message in found.messages:
        if message.author_id not in authors:
            continue
        sent = said.get(message.client_id or "")
        if sent is None or (message.version == 1 and sent.command["text"] != message.text):
            yield f"nobody said {message}"
