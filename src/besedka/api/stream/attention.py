"""What operators are at: told to colleagues and to routing in every process, and summed up in the log.

The console says what its operator looks at or writes in, and says it again while that goes on. A span ends when
nothing was said about it for a minute, so there is at most one event a minute and conversation.
"""

from collections.abc import Callable

from besedka.conversations import SpendAttention
from besedka.kernel.clock import Clock
from besedka.kernel.writer import Writer

IDLE = "idle"
IDLE_MS = 60_000

OnAttention = Callable[[str, str | None, str, int], None]
"""(operator id, conversation id or None, `writing`, `reading` or `idle`, when)"""


def nobody_listens(operator_id: str, conversation_id: str | None, state: str, at: int) -> None:
    """Until routing does."""


class Attention:
    """The spans of attention that were told to this process and are not over. One for each process."""

    def __init__(self, writer: Writer, clock: Clock) -> None:
        self._writer, self.clock = writer, clock
        self._spans: dict[tuple[str, str], tuple[int, int]] = {}
        self._over: list[tuple[str, str, int, int]] = []
        self._present: dict[str, str] = {}

    def told(self, operator_id: str, conversation_id: str | None, state: str) -> str | None:
        """An operator is at this now, and no more at what was before; answers what that was, if it was another."""
        now, before = self.clock.now(), self._present.pop(operator_id, None)
        if before is not None and now - self._spans.get((operator_id, before), (0, 0))[1] < IDLE_MS:
            self._go_on(operator_id, before, now)
        if conversation_id is not None and state != IDLE:
            self._go_on(operator_id, conversation_id, now)
            self._present[operator_id] = conversation_id
        return before if before != self._present.get(operator_id) else None

    def _go_on(self, operator_id: str, conversation_id: str, now: int) -> None:
        key = operator_id, conversation_id
        began_at, last_at = self._spans.get(key, (now, now))
        if now - last_at >= IDLE_MS:
            self._over.append((*key, began_at, last_at))
            began_at = now
        self._spans[key] = (began_at, now)

    async def write(self, *, everything: bool = False) -> None:
        """Write down the spans that are over; at the end of the process all of them."""
        now, over, self._over = self.clock.now(), self._over, []
        for key, (began_at, last_at) in list(self._spans.items()):
            if everything or now - last_at >= IDLE_MS:
                del self._spans[key]
                over.append((*key, began_at, last_at))
        for operator_id, conversation_id, began_at, ended_at in over:
            if ended_at > began_at:
                await self._writer.do(SpendAttention(conversation_id, operator_id, began_at, ended_at))
