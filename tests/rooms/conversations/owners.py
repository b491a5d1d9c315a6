"""An oracle of ownership in plain Python: it reads the log and knows nothing of how the heart decides."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from besedka.conversations import Conversation
from besedka.events import conversations as said
from besedka.events.staff import OperatorChanged
from besedka.kernel.eventlog import Event


class Owners:
    """Who has which conversation, by the events alone. A new limit is announced, and holds from its event on."""

    def __init__(self, limits: dict[str, int]) -> None:
        self.limits = limits
        self.announced: defaultdict[str, list[int]] = defaultdict(list)
        self.owner: dict[str, str] = {}
        self.state: dict[str, str] = {}
        self.load: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.faults: list[str] = []

    def hear(self, events: Iterable[Event]) -> None:
        """Those of one commit or several, in order."""
        for event in events:
            listen = getattr(self, f"_{type(event).__name__}", None)
            if listen is not None:
                self.done[type(event).__name__] += 1
                listen(event)

    def announce(self, operator_id: str, limit: int) -> None:
        """A change that is under way."""
        self.announced[operator_id].append(limit)

    def _OperatorChanged(self, e: OperatorChanged) -> None:
        """The event names no value, and a limit that stays leaves none."""
        if "chat_limit" in e.fields:
            was = self.limits[e.subject]
            while self.limits[e.subject] == was:
                self.limits[e.subject] = self.announced[e.subject].pop(0)

    def _ConversationQueued(self, e: said.ConversationQueued) -> None:
        self._require(e, e.subject not in self.owner, "waits, though somebody has it")
        self.state[e.subject] = "queued"

    def _ConversationAssigned(self, e: said.ConversationAssigned) -> None:
        self._require(e, e.subject not in self.owner, f"has a second owner beside {self.owner.get(e.subject)}")
        self._take(e, e.operator_id, is_forced=e.how == "forced")
        self.owner[e.subject] = e.operator_id

    def _ConversationResumed(self, e: said.ConversationResumed) -> None:
        self._require(e, self.state.get(e.subject) in ("parked", "snoozed"), "wakes without having rested")
        self._require(e, self.owner.get(e.subject) == e.operator_id, "wakes with another owner")
        self._take(e, e.operator_id)

    def _ConversationParked(self, e: said.ConversationParked) -> None:
        self._rest(e, "parked")

    def _ConversationSnoozed(self, e: said.ConversationSnoozed) -> None:
        self._rest(e, "snoozed")

    def _ConversationReleased(self, e: said.ConversationReleased) -> None:
        self._require(e, self.owner.get(e.subject) == e.operator_id, f"is taken from {e.operator_id}, not its owner")
        self._free(e)
        self.owner.pop(e.subject, None)
        self.state[e.subject] = "nowhere"

    def _ConversationClosed(self, e: said.ConversationClosed) -> None:
        self._require(e, self.owner.get(e.subject) == e.operator_id, f"closed for {e.operator_id}, not its owner")
        self._free(e)
        self.owner.pop(e.subject, None)
        self.state[e.subject] = "closed"

    def _take(self, e: Any, operator_id: str, *, is_forced: bool = False) -> None:
        is_below = self.load[operator_id] < self.limits[operator_id]
        self._require(e, is_below or is_forced, f"goes to {operator_id}, who has {self.load[operator_id]}")
        self._require(e, not (is_below and is_forced), "is called forced, though there was room")
        self.load[operator_id] += 1
        self.state[e.subject] = "active"

    def _rest(self, e: Any, state: str) -> None:
        self._require(e, self.owner.get(e.subject) == e.operator_id, "rests with another owner")
        self._free(e)
        self.state[e.subject] = state

    def _free(self, e: Any) -> None:
        if self.state.get(e.subject) == "active":
            self.load[self.owner[e.subject]] -= 1

    def _require(self, e: Event, holds: bool, fault: str) -> None:
        if not holds:
            self.faults.append(f"{e}: {fault}")


def require_arrangement(row: Conversation) -> None:
    """What is said about a state is said in that state only."""
    arranged = row.arranged
    assert (arranged.resting_since is not None) == row.is_resting
    assert (arranged.snoozed_until is not None) == (row.status == "snoozed")
    if row.status != "queued":
        assert arranged.wanted_operator_id is None
    if row.is_open:
        assert (row.operator_id is None) == (row.status == "queued")
