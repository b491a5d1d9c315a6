"""Whether an operator would notice a new conversation: signs of life, sound, notifications; and the second alarm."""

from collections.abc import Iterable
from typing import Any

import msgspec

from besedka.events.staff import OperatorAlarmed, OperatorReturned, OperatorVanished, ReachChanged
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx
from besedka.realtime import presence
from besedka.realtime.presence import STALE_MS, presences_of
from besedka.staff.fields import checked_problems
from besedka.staff.model import SignedOut, Status, person
from besedka.staff.store import OPERATORS, operator_by_id


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator's console found out about itself; answers {"operator_id", "problems"}."""

    operator_id: str
    client_id: str
    problems: tuple[str, ...]

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id
        yield actions.done_by, (self.client_id, self.operator_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises SignedOut, BadProblem."""
        operator = tx.get(operator_by_id, self.operator_id)
        problems = checked_problems(self.problems)
        request = digest("reach", *problems)
        if earlier := actions.earlier(tx, operator.id, self.client_id, request):
            return earlier
        if operator.is_disabled:
            raise SignedOut
        if problems != msgspec.json.decode(operator.problems):
            mine = tx.edit(OPERATORS, operator)
            mine.problems = msgspec.json.encode(problems).decode()
            mine.version += 1
            tx.happened(
                ReachChanged(
                    subject=mine.id,
                    actor=f"operator:{mine.id}",
                    at=tx.now,
                    is_reachable=not problems,
                    problems=problems,
                )
            )
        answer = {"operator_id": operator.id, "problems": problems}
        return actions.remember(tx, operator.id, self.client_id, request, answer)


class Look(msgspec.Struct, frozen=True):
    """Whether an operator is still here, or here again. Any process may look: the signs are read under the lock."""

    operator_id: str

    def needs(self) -> Iterable[Need]:
        yield presences_of, person(self.operator_id)
        yield operator_by_id, self.operator_id

    def run(self, tx: Tx) -> None:
        operator = tx.find(operator_by_id, self.operator_id)
        if operator is None or operator.status == Status.OFFLINE or operator.is_disabled:
            return
        rows = tx.all(presences_of, person(operator.id))
        seen_at = max(presence.last_sign(rows) or 0, operator.status_since)
        is_gone = tx.now - seen_at >= STALE_MS
        if is_gone == (operator.vanished_at is not None):
            return
        mine = tx.edit(OPERATORS, operator)
        mine.version += 1
        if is_gone:
            mine.vanished_at = seen_at
            tx.happened(OperatorVanished(subject=mine.id, actor="system:presence", at=tx.now, seen_at=seen_at))
        else:
            mine.vanished_at = None
            tx.happened(OperatorReturned(subject=mine.id, actor="system:presence", at=tx.now))


class Alarm(msgspec.Struct, frozen=True):
    """The second alarm: a conversation waits for this operator, who does not react. Sent by whoever follows the event.

    Nothing happens for somebody who is disabled.
    """

    operator_id: str
    conversation_id: str

    def needs(self) -> Iterable[Need]:
        yield operator_by_id, self.operator_id

    def run(self, tx: Tx) -> None:
        operator = tx.find(operator_by_id, self.operator_id)
        if operator is not None and not operator.is_disabled:
            tx.happened(
                OperatorAlarmed(
                    subject=operator.id,
                    actor="system:routing",
                    at=tx.now,
                    conversation_id=self.conversation_id,
                    way="push",
                )
            )
