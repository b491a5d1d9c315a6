"""Promises: "we answer by 18:00", seen by both sides, and kept, withdrawn or broken in the end.

A promise has the id and the place of its notice, which changes with the outcome.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

import msgspec

from besedka.conversations.model import Conversation, OpenPromise, Outcome, Promise, checked_future, split_id
from besedka.conversations.refusals import NoSuchMessage, NoSuchPromise, PromiseOver
from besedka.conversations.service.arranging import Arranging, require_owned, require_say, visible
from besedka.conversations.service.entries import add_notice, changing, happened
from besedka.conversations.store import (
    MESSAGES,
    PROMISES,
    conversation_by_id,
    message_at,
    open_promises,
    promise_at,
)
from besedka.events.conversations import (
    PromiseBroken,
    PromiseEvent,
    PromiseKept,
    PromiseMade,
    PromiseReminded,
    PromiseWithdrawn,
)
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx
from besedka.staff import Operator, operator_by_id

DUE_MAX_MS = 366 * 24 * 3600 * 1000
REMIND_MS = 15 * 60 * 1000
_EVENTS: dict[str, type[PromiseEvent]] = {
    Outcome.KEPT: PromiseKept,
    Outcome.WITHDRAWN: PromiseWithdrawn,
    Outcome.BROKEN: PromiseBroken,
}


class MakePromise(Arranging, frozen=True, kw_only=True):
    """Whoever answers (or a supervisor) promises the customer something by a time."""

    word: ClassVar[str] = "promise"
    due_at: int

    def needs(self) -> Iterable[Need]:
        yield from Arranging.needs(self)
        yield open_promises, self.conversation_id

    def details(self) -> tuple[str, ...]:
        return (str(self.due_at),)

    def act(self, tx: Tx, operator: Operator, found: Conversation) -> Conversation:
        """Raises AlreadyClosed, NotYours, BadTime."""
        require_say(found, operator)
        require_owned(found)
        due_at = checked_future(self.due_at, tx.now, DUE_MAX_MS)
        mine = changing(tx, found)
        name = operator.public_name(found.language)
        notice = add_notice(tx, mine, "promised", **_params(f"{mine.id}.{mine.seq + 1}", due_at, name, None))
        promise = Promise(mine.id, notice.seq, operator.id, due_at, tx.now, None, None, None)
        tx.add(PROMISES, promise)
        _show_earliest(tx, mine)
        actor = f"operator:{operator.id}"
        happened(tx, PromiseMade, mine, actor, promise_id=promise.id, operator_id=operator.id, due_at=due_at)
        return mine

    def answer(self, found: Conversation) -> dict[str, Any]:
        return {"conversation_id": found.id, "promise_id": f"{found.id}.{found.seq}"}


class _AboutOne(msgspec.Struct, frozen=True):
    promise_id: str

    @property
    def place(self) -> tuple[str, int]:
        """(conversation, seq); raises NoSuchPromise."""
        try:
            return split_id(self.promise_id)
        except NoSuchMessage:
            raise NoSuchPromise from None

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.place[0]
        yield message_at, self.place
        yield promise_at, self.place
        yield open_promises, self.place[0]


class EndPromise(_AboutOne, frozen=True, kw_only=True):
    """Whoever made it, who answers now, or a supervisor says what became of it."""

    operator_id: str
    client_id: str
    outcome: str

    def needs(self) -> Iterable[Need]:
        yield from _AboutOne.needs(self)
        yield operator_by_id, self.operator_id
        yield actions.done_by, (self.client_id, self.operator_id)

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises NoSuchPromise, NotYours, PromiseOver."""
        operator = tx.get(operator_by_id, self.operator_id)
        request = digest("end_promise", self.promise_id, self.outcome)
        if earlier := actions.earlier(tx, operator.id, self.client_id, request):
            return earlier
        promise = tx.get(promise_at, self.place)
        found = visible(tx, operator, promise.conversation_id)
        if promise.operator_id != operator.id and not operator.sees_everything:
            found.require_owner(operator.id)
        if promise.outcome is not None:
            raise PromiseOver(f"Expected an open promise, this one is {promise.outcome}.")
        _end(tx, found, promise, self.outcome, f"operator:{operator.id}")
        answer = {"conversation_id": found.id, "promise_id": promise.id, "outcome": self.outcome}
        return actions.remember(tx, operator.id, self.client_id, request, answer)


class BreakPromise(_AboutOne, frozen=True):
    """A timer: its time has passed, and nobody said that it was kept."""

    def run(self, tx: Tx) -> None:
        """Does nothing when it is otherwise by now."""
        promise = tx.get(promise_at, self.place)
        if promise.outcome is None and promise.due_at <= tx.now:
            _end(tx, tx.get(conversation_by_id, self.place[0]), promise, Outcome.BROKEN, "system:timer")


class RemindOfPromise(_AboutOne, frozen=True):
    """A timer: its time is near."""

    def run(self, tx: Tx) -> None:
        """Does nothing when it is otherwise by now."""
        promise = tx.get(promise_at, self.place)
        if is_near(promise, tx.now):
            tx.edit(PROMISES, promise).reminded_at = tx.now
            mine = changing(tx, tx.get(conversation_by_id, self.place[0]))
            happened(
                tx, PromiseReminded, mine, "system:timer", promise_id=promise.id, operator_id=promise.operator_id
            )  # fmt: skip


def is_near(promise: Promise, now: int) -> bool:
    """Whether its staff are to be reminded now."""
    return (
        promise.outcome is None and promise.reminded_at is None and promise.due_at - REMIND_MS <= now < promise.due_at
    )


def _end(tx: Tx, found: Conversation, promise: Promise, outcome: str, actor: str) -> None:
    """Its notice says so from now on."""
    ended = tx.edit(PROMISES, promise)
    ended.outcome, ended.ended_at = outcome, tx.now
    notice = tx.edit(MESSAGES, tx.get(message_at, (promise.conversation_id, promise.seq)))
    notice.version += 1
    params = {**msgspec.json.decode(notice.params), "outcome": outcome}
    notice.params = msgspec.json.encode(params).decode()
    mine = changing(tx, found)
    _show_earliest(tx, mine)
    happened(tx, _EVENTS[outcome], mine, actor, promise_id=promise.id, operator_id=promise.operator_id)


def _params(promise_id: str, due_at: int, operator_name: str, outcome: str | None) -> dict[str, Any]:
    return {"promise_id": promise_id, "due_at": due_at, "operator_name": operator_name, "outcome": outcome}


def _show_earliest(tx: Tx, mine: Conversation) -> None:
    first = min(tx.all(open_promises, mine.id), key=lambda p: (p.due_at, p.seq), default=None)
    mine.arrange(promise=OpenPromise(first.id, first.due_at, first.operator_id) if first else None)
