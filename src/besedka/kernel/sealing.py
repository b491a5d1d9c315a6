"""Secrets at rest: AES-256-GCM (NIST SP 800-38D) under a key made from `BESEDKA_SECRET`."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from besedka.kernel.errors import Unavailable

_NONCE = 12


class SealBroken(Unavailable):
    """A stored secret cannot be read: BESEDKA_SECRET is not the one that it was stored under."""


class Seal:
    """Closes and opens texts. `about` is said at both: a sealed text is good in its own place only."""

    def __init__(self, secret: str) -> None:
        self._cipher = AESGCM(sha256(b"besedka secrets at rest\0" + secret.encode()).digest())

    def close(self, text: str, about: str) -> str:
        """The text as it may be stored."""
        nonce = os.urandom(_NONCE)
        return urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, text.encode(), about.encode())).decode()

    def open(self, sealed: str, about: str) -> str:
        """The text again; raises SealBroken."""
        content = urlsafe_b64decode(sealed)
        try:
            return self._cipher.decrypt(content[:_NONCE], content[_NONCE:], about.encode()).decode()
        except InvalidTag:
            raise SealBroken from None
