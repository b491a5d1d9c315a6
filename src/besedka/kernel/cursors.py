"""Cursors: what a reader has seen, opaque to clients.

One AES block: 4 bytes of the epoch, 1 of the shard, 6 of the revision, 5 of the reader. Encrypting a single block is a
keyed permutation: equal positions of different readers look unrelated, and nobody learns how many events there are.
"""

import hashlib
import threading
from binascii import hexlify

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_SHARD = b"\x00"
_BLOCK = 16
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


class Lost(Exception):
    """A cursor that cannot be continued; `reason` is what `resync` says."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Cursors:
    """Makes and reads the cursors of one installation."""

    def __init__(self, secret: str, epoch: str) -> None:
        key = hashlib.blake2b(secret.encode(), digest_size=32, person=b"besedka cursor").digest()
        cipher = Cipher(algorithms.AES(key), modes.ECB())
        self._encrypt = cipher.encryptor().update
        self._decrypt = cipher.decryptor().update
        self._reading = threading.Lock()
        self._epoch = hashlib.blake2b(epoch.encode(), digest_size=4).digest() + _SHARD

    def make(self, revision: int, reader: bytes) -> bytes:
        """32 hexadecimal digits. `reader` is `tag(...)` of who it is for."""
        return hexlify(self._encrypt(self._epoch + revision.to_bytes(6, "big") + reader))

    def read(self, cursor: str, reader: bytes, head: int) -> int:
        """The revision; raises Lost with `foreign`, `unknown_epoch` or `future`."""
        sealed = _sealed(cursor)
        with self._reading:
            block = self._decrypt(sealed)
        if block[11:] != reader:
            raise Lost("foreign")
        if block[:5] != self._epoch:
            raise Lost("unknown_epoch")
        revision = int.from_bytes(block[5:11], "big")
        if revision > head:
            raise Lost("future")
        return revision


def _sealed(cursor: str) -> bytes:
    """Exactly one block: the cipher would keep a part of one, and add it to whatever it is given next."""
    try:
        sealed = bytes.fromhex(cursor)
    except ValueError:
        raise Lost("foreign") from None
    if len(sealed) != _BLOCK:
        raise Lost("foreign")
    return sealed


def tag(reader: str) -> bytes:
    """Five bytes that name a reader inside a cursor."""
    return hashlib.blake2b(reader.encode(), digest_size=5).digest()
