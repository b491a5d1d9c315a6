"""Rate limits in memory: for each visitor, and for each address with ten times and more as many.

A customer behind the provider's NAT shares an address with hundreds of others: the address limit is only a flood guard.
"""

from collections.abc import Callable
from time import monotonic_ns

from besedka.kernel.addresses import network
from besedka.kernel.errors import TooMany
from besedka.kernel.settings import Settings

_KEPT = 100_000
_MINUTE_NS = 60_000_000_000
_MS = 1_000_000


class TooFast(TooMany):
    """Too many messages in a short time."""


class Buckets:
    """Token buckets by key: `burst` at once, then `per_minute`.

    Each is one number, the moment at which it will be full again (the generic cell rate algorithm): a full bucket need
    not be kept. What does not fit is forgotten, full ones first, then those that were begun first.
    """

    __slots__ = ("_full_at", "_kept", "_now", "_step", "_window")

    def __init__(
        self, burst: int, per_minute: int, *, kept: int = _KEPT, now: Callable[[], int] = monotonic_ns
    ) -> None:
        self._step = _MINUTE_NS // max(1, per_minute)
        self._window = self._step * (max(1, burst) - 1)
        self._kept, self._now = kept, now
        self._full_at: dict[str, int] = {}

    def take(self, key: str) -> None:
        """Raises TooFast with the exact time until the next token."""
        now = self._now()
        full_at = self._full_at.get(key, 0)
        if full_at <= now:
            if len(self._full_at) >= self._kept:
                self._forget(now)
            self._full_at[key] = now + self._step
            return
        beyond = full_at - now - self._window
        if beyond > 0:
            wait = -(-beyond // _MS)
            raise TooFast(f"Expected a little less haste. Try again in {-(-wait // 1000)} s.", retry_ms=wait)
        self._full_at[key] = full_at + self._step

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._full_at)

    def _forget(self, now: int) -> None:
        self._full_at = {key: full_at for key, full_at in self._full_at.items() if full_at > now}
        for key in list(self._full_at)[: max(0, len(self._full_at) - self._kept * 9 // 10)]:
            del self._full_at[key]


class Limits:
    """The limits of the visitor's door, from the settings."""

    def __init__(self, settings: Settings) -> None:
        self._is_on = settings.rate_limits
        self._messages = Buckets(settings.visitor_burst, settings.visitor_per_minute)
        self._other = Buckets(settings.visitor_burst * 5, settings.visitor_per_minute * 10)
        self._marks = Buckets(settings.visitor_burst * 10, settings.visitor_per_minute * 30)
        self._addresses = Buckets(settings.address_per_minute, settings.address_per_minute)

    def visitor(self, visitor_id: str, *, is_message: bool) -> None:
        """One command of a visitor; raises TooFast."""
        if self._is_on:
            (self._messages if is_message else self._other).take(visitor_id)

    def marks(self, visitor_id: str) -> None:
        """One read or delivered mark of a visitor, of which there may be two for each entry; raises TooFast."""
        if self._is_on:
            self._marks.take(visitor_id)

    def address(self, address: str) -> None:
        """One arrival from an address (IPv6: from its /64); raises TooFast."""
        if self._is_on:
            self._addresses.take(network(address))
