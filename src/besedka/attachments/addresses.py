"""Signed addresses of files: who may fetch what, and until when. Pure.

A visitor's address names the visitor it was made for; staff's says `staff`, and needs the session beside it.
"""

import base64
import hashlib
import hmac

from besedka.kernel.ids import digest

STAFF = "staff"
_VALID_S = 3600
_STEP_S = 600


def visitors(identity_id: str) -> str:
    """A visitor as a reader: not the id itself, because addresses are copied and logged."""
    return digest("reader", identity_id)[:16]


class Addresses:
    """Makes and checks them, with a key of their own from the installation's secret."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.sha256(b"besedka files\x1f" + secret.encode()).digest()

    def address(self, file_id: str, reader: str, now: int, *, is_preview: bool = False) -> str:
        """Good for an hour from `now` (milliseconds), and up to ten minutes more: it stays the same meanwhile."""
        expires = (now // 1000 + _VALID_S) // _STEP_S * _STEP_S + _STEP_S
        signed = self._signature(file_id, reader, expires, is_preview)
        return f"/files/{file_id}?e={expires}&r={reader}{'&p=1' if is_preview else ''}&s={signed}"

    def is_good(self, file_id: str, reader: str, expires: int, signature: str, now: int, *, is_preview: bool) -> bool:
        """Whether it was made here, for this very file and reader, and is not past its time."""
        expected = self._signature(file_id, reader, expires, is_preview)
        return hmac.compare_digest(expected.encode(), signature.encode()) and now < expires * 1000

    def _signature(self, file_id: str, reader: str, expires: int, is_preview: bool) -> str:
        said = "\x1f".join((file_id, reader, str(expires), str(int(is_preview))))
        made = hmac.new(self._key, said.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(made[:24]).decode()
