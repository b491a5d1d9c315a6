"""Token buckets in memory: for each visitor, and for each address with ten times and more as many.

A customer behind the provider's NAT shares an address with hundreds of others, so the address limit is only a flood guard.
"""

from time import monotonic

from besedka.kernel.addresses import network
from besedka.kernel.errors import TooMany
from besedka.kernel.settings import Settings

_KEPT = 100_000


class TooFast(TooMany):
    """Too many messages in a short time."""


class Buckets:
    """Buckets by key: `burst` at once, refilled at `per_minute`. The oldest are forgotten when there are too many."""

    def __init__(self, burst: float, per_minute: float) -> None:
        self._burst, self._rate = burst, per_minute / 60
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, key: str) -> None:
        """Raises TooFast with the exact time until the next token."""
        now = monotonic()
        left, at = self._left.get(key) or self._new(now)
        left = min(self._burst, left + (now - at) * self._rate) - 1
        if left < 0:
            wait = int(-left / self._rate * 1000) + 1
            raise TooFast(f"Expected a little less haste. Try again in {-(-wait // 1000)} s.", retry_ms=wait)
        self._left[key] = (left, now)

    def _new(self, now: float) -> tuple[float, float]:
        if len(self._left) >= _KEPT:
            for key in [*self._left][: _KEPT // 10]:
                del self._left[key]
        return self._burst, now


class Limits:
    """The limits of the visitor's door, from the settings."""

    def __init__(self, settings: Settings) -> None:
        self._is_on = settings.rate_limits
        self._messages = Buckets(settings.visitor_burst, settings.visitor_per_minute)
        self._other = Buckets(settings.visitor_burst * 5, settings.visitor_per_minute * 10)
        self._addresses = Buckets(settings.address_per_minute, settings.address_per_minute)

    def visitor(self, visitor_id: str, *, is_message: bool) -> None:
        """One command of a visitor; raises TooFast."""
        if self._is_on:
            (self._messages if is_message else self._other).take(visitor_id)

    def address(self, address: str) -> None:
        """One arrival from an address (IPv6: from its /64); raises TooFast."""
        if self._is_on:
            self._addresses.take(network(address))
