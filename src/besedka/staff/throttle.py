"""How long to wait after failed sign-ins: the more failures in a row, the longer, but never for good.

Three counters, so that guessing is slow and nobody can be locked out by others who guess: an address that lately signed
in to an account has a counter of its own there, and is held up by no other. Everybody else shares the account's, and
has one for each address.
"""

from besedka.kernel.ids import digest
from besedka.staff.model import Attempts

_FORGOTTEN_MS = 15 * 60_000
_FIRST_WAIT_MS = 1000
FAMILIAR_MS = 30 * 24 * 3600 * 1000
"""How long an address stays familiar to an account."""

_FREE = {"account": 5, "pair": 5, "address": 50}
_LONGEST_MS = {"account": 60_000, "pair": 60_000, "address": 300_000}


def counters(email: str, network: str, is_familiar: bool) -> tuple[str, ...]:
    """The keys under which an attempt counts. Nothing that was typed is stored readably."""
    if is_familiar:
        return (f"pair:{digest(email, network)}",)
    return f"account:{digest(email)}", f"address:{digest(network)}"


def wait_ms(attempts: Attempts | None, now: int) -> int:
    """How long until the next attempt is let through; 0 = now."""
    if attempts is None:
        return 0
    return max(0, attempts.last_at + _pause_ms(attempts) - now)


def failures_before(attempts: Attempts, now: int) -> int:
    """Failures in a row; a quiet quarter of an hour ends the row."""
    return 0 if now - attempts.last_at > _FORGOTTEN_MS else attempts.failures


def _pause_ms(attempts: Attempts) -> int:
    kind = attempts.key.partition(":")[0]
    beyond = attempts.failures - _FREE[kind]
    if beyond < 0:
        return 0
    return min(_FIRST_WAIT_MS << min(beyond, 20), _LONGEST_MS[kind])
