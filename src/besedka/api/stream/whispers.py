"""Saying who is typing, in this process and the others. Not a fact: not logged, may be lost."""

from collections.abc import Iterable, Mapping

import msgspec

from besedka.api.stream.protocol import Typing, encode
from besedka.kernel.doorbell import Doorbell
from besedka.realtime.hub import Hub


class _Carried(msgspec.Struct):
    topics: list[str]
    message: msgspec.Raw


_decode = msgspec.json.Decoder(_Carried).decode


class Whispers:
    """One for each process."""

    def __init__(self, hub: Hub, doorbell: Doorbell) -> None:
        self._hub, self._doorbell = hub, doorbell
        doorbell.on_whisper = self._heard

    def typing(self, topics: Iterable[str], conversation_id: str, who: Mapping[str, str | None], *, on: bool) -> None:
        """Tell the topics that somebody writes, or stopped."""
        message = encode(Typing(conversation_id, who, on))
        self._hub.whisper(topics, message)
        self._doorbell.whisper(msgspec.json.encode(_Carried(list(topics), msgspec.Raw(message))).decode())

    def _heard(self, carried: str) -> None:
        found = _decode(carried)
        self._hub.whisper(found.topics, bytes(found.message))
