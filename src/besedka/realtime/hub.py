"""Who listens to which topic in this process, and handing out what was published.

A publication is one commit (or several): every subscriber gets all its pieces at once, in order, each piece once,
however many of its topics match. Subscribers with the same topics share one joined text.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, Protocol


class Subscriber(Protocol):
    """Somebody who listens to `topics`, and answers to the name `own` (an operator's streams), if it has one."""

    topics: tuple[str, ...]
    own: str | None

    def deliver(self, pieces: bytes, last: int) -> None:
        """The pieces of a publication that ends at revision `last`, joined by commas."""
        ...

    def whisper(self, message: bytes) -> None:
        """A message that is not a fact and may be lost."""
        ...

    def rights_changed(self, session_id: str | None) -> None:
        """What this subscriber may hear has changed: for all its sessions, or for one that was ended."""
        ...


class Piece(NamedTuple):
    """Bytes for whoever listens to one of the topics, and to none of those behind `but`."""

    topics: tuple[str, ...]
    payload: bytes
    but: tuple[str, ...] = ()

    def is_for(self, topics: Collection[str]) -> bool:
        """Whether somebody who listens to these gets it."""
        return any(t in topics for t in self.topics) and not any(t in topics for t in self.but)


class _Group:
    """Subscribers with the same topics."""

    __slots__ = ("mark", "members", "pending", "topics")

    def __init__(self, topics: tuple[str, ...]) -> None:
        self.topics = topics
        self.members: list[Subscriber] = []
        self.pending: list[bytes] = []
        self.mark = 0


class Hub:
    """Topics are texts made by the doors. Single-threaded: all calls come from the loop."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, ...], _Group] = {}
        self._topics: dict[str, tuple[_Group, ...]] = {}
        self._own: dict[str, list[Subscriber]] = {}
        self._mark = 0
        self.position = 0

    def join(self, subscriber: Subscriber) -> None:
        """Listen to the subscriber's topics."""
        group = self._groups.get(subscriber.topics)
        if group is None:
            group = self._groups[subscriber.topics] = _Group(subscriber.topics)
            for topic in subscriber.topics:
                self._topics[topic] = (*self._topics.get(topic, ()), group)
        group.members.append(subscriber)
        if subscriber.own is not None:
            self._own.setdefault(subscriber.own, []).append(subscriber)

    def leave(self, subscriber: Subscriber) -> None:
        """Listen no more. Leaving twice does nothing."""
        group = self._groups.get(subscriber.topics)
        if group is None or subscriber not in group.members:
            return
        group.members.remove(subscriber)
        if not group.members:
            self._forget(subscriber.topics, group)
        if subscriber.own is not None:
            self._own[subscriber.own].remove(subscriber)
            if not self._own[subscriber.own]:
                del self._own[subscriber.own]

    def _forget(self, topics: tuple[str, ...], group: _Group) -> None:
        del self._groups[topics]
        for topic in topics:
            left = tuple(other for other in self._topics[topic] if other is not group)
            if left:
                self._topics[topic] = left
            else:
                del self._topics[topic]

    def is_heard(self, topics: Iterable[str]) -> bool:
        """Whether anybody here listens: what nobody hears need not be made."""
        return not self._topics.keys().isdisjoint(topics)

    def called(self, own: str) -> list[Subscriber]:
        """The subscribers of this name."""
        return list(self._own.get(own, ()))

    def begin_anew(self) -> None:
        """Something could not be published: everybody fetches a fresh start."""
        for group in list(self._groups.values()):
            for member in group.members.copy():
                member.rights_changed(None)

    def publish(self, pieces: Sequence[Piece], last: int) -> None:
        """Hand every subscriber its pieces, and say how far the log is."""
        touched: list[_Group] = []
        for topics, payload, but in pieces:
            self._mark += 1
            for topic in topics:
                for group in self._topics.get(topic, ()):
                    if group.mark == self._mark or (but and not set(but).isdisjoint(group.topics)):
                        continue
                    group.mark = self._mark
                    if not group.pending:
                        touched.append(group)
                    group.pending.append(payload)
        self.position = last
        for group in touched:
            joined, group.pending = b",".join(group.pending), []
            for member in group.members.copy():
                member.deliver(joined, last)

    def whisper(self, topics: Iterable[str], message: bytes) -> None:
        """Tell whoever listens here, once each."""
        groups = dict.fromkeys(group for topic in topics for group in self._topics.get(topic, ()))
        for group in groups:
            for member in group.members.copy():
                member.whisper(message)
