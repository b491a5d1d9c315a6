"""Who listens to which topic in this process, and handing out what was published.

A publication is one commit (or several): every subscriber gets all its pieces at once, in order, each piece once, however
many of its topics match.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol


class Subscriber(Protocol):
    """Somebody who listens. `mark` and `pending` are the hub's."""

    topics: tuple[str, ...]
    mark: int
    pending: list[bytes]

    def deliver(self, pieces: list[bytes], last: int) -> None:
        """Pieces of a publication that ends at revision `last`."""
        ...

    def whisper(self, message: bytes) -> None:
        """A message that is not a fact and may be lost."""
        ...

    def rights_changed(self, session_id: str | None) -> None:
        """What this subscriber may hear has changed: for all its sessions, or for one that was ended."""
        ...


Piece = tuple[tuple[str, ...], bytes]
"""(topics, bytes)"""


class Hub:
    """Topics are texts made by the doors. Single-threaded: all calls come from the loop."""

    def __init__(self) -> None:
        self._topics: dict[str, dict[Subscriber, None]] = {}
        self._mark = 0
        self.position = 0

    def join(self, subscriber: Subscriber) -> None:
        """Listen to the subscriber's topics."""
        for topic in subscriber.topics:
            self._topics.setdefault(topic, {})[subscriber] = None

    def leave(self, subscriber: Subscriber) -> None:
        """Listen no more. Leaving twice does nothing."""
        for topic in subscriber.topics:
            listeners = self._topics.get(topic)
            if listeners is not None:
                listeners.pop(subscriber, None)
                if not listeners:
                    del self._topics[topic]

    def is_heard(self, topics: Iterable[str]) -> bool:
        """Whether anybody here listens: what nobody hears need not be made."""
        return any(topic in self._topics for topic in topics)

    def listeners(self, topic: str) -> list[Subscriber]:
        """Who listens to a topic now."""
        return list(self._topics.get(topic, ()))

    def publish(self, pieces: Sequence[Piece], last: int) -> None:
        """Hand every subscriber its pieces, and say how far the log is."""
        touched: list[Subscriber] = []
        for topics, payload in pieces:
            self._mark += 1
            for topic in topics:
                for subscriber in self._topics.get(topic, ()):
                    if subscriber.mark == self._mark:
                        continue
                    subscriber.mark = self._mark
                    if not subscriber.pending:
                        touched.append(subscriber)
                        subscriber.pending = [payload]
                    else:
                        subscriber.pending.append(payload)
        self.position = last
        for subscriber in touched:
            mine, subscriber.pending = subscriber.pending, _NOTHING
            subscriber.deliver(mine, last)

    def whisper(self, topics: Iterable[str], message: bytes) -> None:
        """Tell whoever listens here, once each."""
        told: set[int] = set()
        for topic in topics:
            for subscriber in self.listeners(topic):
                if id(subscriber) not in told:
                    told.add(id(subscriber))
                    subscriber.whisper(message)


_NOTHING: list[bytes] = []
