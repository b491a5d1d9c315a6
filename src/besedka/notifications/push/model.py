"""Subscriptions to web push: what a browser gives out, and which services it may name."""

import base64
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from besedka.kernel.errors import Conflict, Forbidden, Invalid, NotFound

SUBSCRIPTIONS_MAX = 10
NOBODY = ""
"""Whose subscription it is after it ended; the row goes with the next cleaning."""


class BadSubscription(Invalid):
    """This is not a subscription to web push."""


class PushServiceNotAllowed(Forbidden):
    """This push service is not on the list."""


class NoSuchSubscription(NotFound):
    """There is no such subscription, or it is not yours."""


class TooManySubscriptions(Conflict):
    """There are as many subscriptions as one operator may have."""


class Subscription(msgspec.Struct):
    """One browser of an operator. `p256dh` and `auth` are its keys, base64url."""

    id: str
    operator_id: str
    endpoint: str
    p256dh: str
    auth: str
    added_at: int

    @property
    def host(self) -> str:
        """The push service."""
        return urlsplit(self.endpoint).hostname or ""


def unpadded(text: str) -> bytes:
    """The bytes of base64url with or without padding; raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)


def checked_keys(p256dh: str, auth: str) -> None:
    """Raises BadSubscription."""
    try:
        point, secret = unpadded(p256dh), unpadded(auth)
    except ValueError:
        raise BadSubscription("Expected the keys `p256dh` and `auth` as base64url.") from None
    if len(point) != 65 or point[0] != 4 or len(secret) != 16:
        raise BadSubscription("Expected a P-256 point of 65 bytes and a secret of 16 bytes.")


def checked_endpoint(endpoint: str, hosts: Iterable[str]) -> str:
    """An address of one of the services: `host`, `*.host`, or (for tests) a whole origin. Raises BadSubscription,
    PushServiceNotAllowed.
    """
    try:
        parts = urlsplit(endpoint)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise BadSubscription("Expected the address that the browser gave.") from None
    if f"{parts.scheme}://{parts.netloc}" in hosts:
        return endpoint
    if parts.scheme != "https" or port not in (None, 443) or parts.username is not None or not parts.path:
        raise BadSubscription("Expected an https address without a port or a user.")
    if not any(_matches(host, pattern) for pattern in hosts):
        raise PushServiceNotAllowed(f"Expected a service of BESEDKA_PUSH_HOSTS, got {host[:100]!r}.")
    return endpoint


def _matches(host: str, pattern: str) -> bool:
    return host.endswith(pattern[1:]) if pattern.startswith("*.") else host == pattern
