"""An oracle of ownership in plain Python: it reads the log and knows nothing of how the heart decides."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from besedka.events import conversations as said
from besedka.kernel.eventlog import Event


class Owners:
    """Who has which conversation, by the events alone. `limits` is told by whoever changes them."""

    def __init__(self, limits: dict[str, int]) -> None:
        self.limits = limits
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
