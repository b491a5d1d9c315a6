"""Names for things: time-ordered ids, secrets, and digests that are safe to store."""

import hashlib
import os
import secrets
import time
from itertools import count

_COUNTER = count(int.from_bytes(os.urandom(2), "big"))
_NODE = os.urandom(8).hex()


def new_id() -> str:
    """A UUIDv7 as text (RFC 9562, 5.7), ordered by time, unique across processes.

    48 bits of milliseconds, 26 bits of a counter that keeps the order inside a millisecond, 48 bits that name the
    process.
    """
    ms = time.time_ns() // 1_000_000
    n = next(_COUNTER)
    stamp = f"{ms:012x}"
    return f"{stamp[:8]}-{stamp[8:]}-7{(n >> 14) & 0xFFF:03x}-{0x8000 | n & 0x3FFF:04x}-{_NODE[:12]}"


def new_secret() -> str:
    """256 random bits, base64url without padding (43 characters)."""
    return secrets.token_urlsafe(32)


def digest(*parts: str) -> str:
    """A 128-bit digest (hex) of some texts: tells equal requests from others. Not for passwords."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


def secret_hash(secret: str) -> str:
    """What is stored instead of a token of 128 random bits or more: SHA-256, hex."""
    return hashlib.sha256(secret.encode()).hexdigest()


def id_from_hash(hashed: str) -> str:
    """An id that a hash names, so that it is known before its row exists: UUIDv8 layout (RFC 9562, 5.8)."""
    return f"{hashed[:8]}-{hashed[8:12]}-8{hashed[13:16]}-a{hashed[17:20]}-{hashed[20:32]}"
