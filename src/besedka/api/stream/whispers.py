"""Saying who is typing and what operators are at, in this process and the others. No facts: not logged, may be lost."""

from collections.abc import Iterable, Mapping

import msgspec

from besedka.api.stream.attention import OnAttention, nobody_listens
from besedka.api.stream.protocol import Typing, Viewing, encode
from besedka.kernel.doorbell import Doorbell
from besedka.realtime.hub import Hub


class _Carried(msgspec.Struct):
    topics: list[str] = []
    message: msgspec.Raw = msgspec.Raw(b"null")
    attention: tuple[str, str | None, str, int] | None = None


_decode = msgspec.json.Decoder(_Carried).decode


class Whispers:
    """One for each process. `on_attention` is called in every process with what an operator is at."""

    def __init__(self, hub: Hub, doorbell: Doorbell) -> None:
        self._hub, self._doorbell = hub, doorbell
        self.on_attention: OnAttention = nobody_listens
        doorbell.on_whisper = self._heard

    def typing(self, topics: Iterable[str], conversation_id: str, who: Mapping[str, str | None], *, on: bool) -> None:
        """Tell the topics that somebody writes, or stopped."""
        self.message(topics, encode(Typing(conversation_id, who, on)))

    def viewing(self, topics: Iterable[str], conversation_id: str, who: Mapping[str, str | None], *, on: bool) -> None:
        """Tell the topics that an operator is at a conversation, or left it."""
        self.message(topics, encode(Viewing(conversation_id, who, on)))

    def attention(self, operator_id: str, conversation_id: str | None, state: str, at: int) -> None:
        """Tell routing, wherever it runs."""
        self.on_attention(operator_id, conversation_id, state, at)
        self._carry(_Carried(attention=(operator_id, conversation_id, state, at)))

    def message(self, topics: Iterable[str], message: bytes) -> None:
        """Tell the topics this, in every process."""
        self._hub.whisper(topics, message)
        self._carry(_Carried(list(topics), msgspec.Raw(message)))

    def _carry(self, carried: _Carried) -> None:
        self._doorbell.whisper(msgspec.json.encode(carried).decode())

    def _heard(self, text: str) -> None:
        found = _decode(text)
        if found.topics:
            self._hub.whisper(found.topics, bytes(found.message))
        if found.attention is not None:
            self.on_attention(*found.attention)
