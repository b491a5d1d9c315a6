"""Somebody who watches a stream, goes away and comes back; and what must hold of everything that arrives."""

from typing import Any

import msgspec

from besedka.api.stream import views
from besedka.api.stream.audience import Person
from besedka.api.stream.sockets import Door
from besedka.conversations import entries
from besedka.realtime.ws.contract import Session
from tests.rooms.streams.reducer import Reducer
from tests.rooms.streams.stage import KeepingConnection, Stage
from tests.rooms.streams.truth import Row, Sight, Truth, as_row

NOTE = "between us"
"""In every note; nothing that a visitor gets may hold it."""
SECRET_MAIL = "never-shown@visitors.example"
SECRET_PHONE = "+7 000 000-00-00"
_STAFF_ONLY = (NOTE, SECRET_MAIL, SECRET_PHONE)


class Watcher:
    """A persona's screen: a stream and the model made of it. `hello` holds the credentials."""

    def __init__(self, name: str, stage: Stage, door: Door, hello: dict[str, Any], reducer: Reducer) -> None:
        self.name, self.stage, self.door, self.hello, self.reducer = name, stage, door, hello, reducer
        self.cursor: str | None = None
        self._socket: tuple[Session, KeepingConnection] | None = None
        self._seen_before: set[str] | None = None
        self._unchecked: list[bytes] = []
        reducer.reset()

    @property
    def is_here(self) -> bool:
        return self._socket is not None

    def come(self) -> None:
        """Connect; the cursor says what was seen."""
        self._socket = self.stage.open(self.door, {**self.hello, "cursor": self.cursor})

    def go(self, lost: int = 0) -> None:
        """Lose the connection, and with it the last so many messages that were under way."""
        assert self._socket is not None
        arrived = self._socket[1].taken()
        self.receive(arrived[: len(arrived) - lost] if lost else arrived)
        self._socket[0].closed(1006, "")
        self._socket = None

    def forget(self) -> None:
        """Reload the page: nothing is left of the model."""
        self.cursor = None
        self.reducer.reset()

    def beat(self) -> None:
        """The server's ping."""
        assert self._socket is not None
        self._socket[0].beat()

    def fall_behind(self) -> None:
        """What waited for this reader was dropped."""
        assert self._socket is not None
        self._socket[0].slow()

    async def scroll(self, person: Person, conversation_id: str, limit: int) -> None:
        """Load the page of history below what is there."""
        floor = self.reducer.dump()["floors"].get(conversation_id)
        found = await self.stage.database.read(
            entries,
            conversation_id,
            before=floor,
            limit=limit + 1,
            with_notes=person.me.kind == "operator",
        )
        sight = self.stage.sight(person)
        page = {"entries": [as_row(views.entry_view(m, sight)) for m in found[-limit:]], "has_more": len(found) > limit}
        self.reducer.page(conversation_id, page)

    def take_in(self, person: Person, truth: Truth) -> None:
        """Apply what arrived. Nothing in it may be about what this person may not see."""
        self.receive(self.arrived())
        self.require_discretion(person, truth)

    def arrived(self) -> list[bytes]:
        """What came over an open connection since the last time; it is not applied yet."""
        assert self._socket is not None
        connection = self._socket[1]
        assert connection.code is None, f"{self.name} was closed with {connection.code}"
        return connection.taken()

    def receive(self, messages: list[bytes]) -> None:
        """Apply some messages."""
        self._unchecked += messages
        for message in messages:
            self._apply(msgspec.json.decode(message))

    def require_discretion(self, person: Person, truth: Truth) -> None:
        """Nothing that arrived since the last time was about what this person may not see."""
        seen = truth.seen_by(person)
        before = truth.ever_seen_by(person) if self._seen_before is None else self._seen_before
        hidden = truth.conversations.keys() - seen - before
        self._seen_before = seen
        for message in self._unchecked:
            self._require_discretion(message, person, hidden)
        self._unchecked = []

    def _require_discretion(self, message: bytes, person: Person, hidden: set[str]) -> None:
        text = message.decode()
        told = [conversation_id for conversation_id in hidden if conversation_id in text]
        assert not told, f"{self.name} was told of {told}: {text}"
        if person.me.kind == "visitor":
            assert not any(secret in text for secret in _STAFF_ONLY), f"{self.name} reads {text}"
            assert '"kind":"note"' not in text

    def _apply(self, message: Row) -> None:
        if message["type"] == "frame":
            assert message["from"] == self.cursor, f"{self.name} stands at {self.cursor}, not at {message['from']}"
            self.cursor = message["to"]
        elif message["type"] == "snapshot":
            self.cursor = message["cursor"]
        elif message["type"] == "resync":
            self.cursor = None
        self.reducer.apply(message)


def require_agreement(watcher: Watcher, model: Row, person: Person, truth: Truth, sight: Sight) -> None:
    """The model equals a fresh snapshot, and whatever else it holds equals the rows of the database."""
    fresh = sight.fresh
    assert model["cursor"] == watcher.cursor
    assert model["departments"] == fresh["departments"]
    for kind in ("conversations", "operators"):
        for row in fresh[kind]:
            assert model[kind].get(row["id"]) == row, f"{watcher.name}: {kind} differ from a fresh snapshot"
    assert model["conversations"] == sight.conversations
    if person.me.kind == "operator":
        assert model["operators"] == truth.operator_rows(list(model["operators"]))
    assert model["conversations"].keys() <= truth.seen_by(person)
    _require_logs(watcher, model, person, truth)
    for row in fresh["entries"]:
        floor = model["floors"].get(row["conversation_id"])
        if person.me.kind == "visitor":
            assert floor is not None
            assert floor <= row["seq"]


def _require_logs(watcher: Watcher, model: Row, person: Person, truth: Truth) -> None:
    """From its floor on a log is whole; what waits below it is as it is in the database."""
    assert (model["entries"].keys() | model["strays"].keys()) <= truth.seen_by(person)
    for conversation_id, held in model["entries"].items():
        log = truth.log(conversation_id, person, watcher.stage.sight(person))
        floor = model["floors"].get(conversation_id)
        whole = [row for row in log if floor is not None and row["seq"] >= floor]
        assert held == whole, f"{watcher.name}: the log of {conversation_id} differs"
    for conversation_id, strays in model["strays"].items():
        log = truth.log(conversation_id, person, watcher.stage.sight(person))
        assert [row for row in strays if row not in log] == [], f"{watcher.name}: strays differ"
