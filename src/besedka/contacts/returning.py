"""The link in a mail that brings somebody back to his own conversation, on whatever device he reads it."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from besedka.contacts.model import BadToken, ReturnLinkOver, Visitor
from besedka.kernel.ids import secret_hash

RETURNING = "r."
LIVES_MS = 30 * 24 * 3600 * 1000


class ReturnLinks:
    """Makes and reads `r.<identity>.<expires at>.<signature>`, which stands in for the token of a browser."""

    def __init__(self, secret: str) -> None:
        self._key = sha256(b"besedka return links\0" + secret.encode()).digest()

    def token(self, inbox_id: str, identity_id: str, now: int) -> str:
        """Good for 30 days, in this inbox alone."""
        expires_at = str(now + LIVES_MS)
        return f"{RETURNING}{identity_id}.{expires_at}.{self._signature(inbox_id, identity_id, expires_at)}"

    def visitor(self, inbox_id: str, token: str, now: int) -> Visitor:
        """Who comes back; raises BadToken for one that was forged or is another inbox's, ReturnLinkOver."""
        identity_id, expires_at, signature = ([*token.removeprefix(RETURNING).split("."), "", "", ""])[:3]
        expected = self._signature(inbox_id, identity_id, expires_at)
        if token.count(".") != 3 or not hmac.compare_digest(signature.encode(), expected.encode()):
            raise BadToken("Expected the return link of a mail from this inbox, as it was sent.")
        if int(expires_at) <= now:
            raise ReturnLinkOver("A return link is good for 30 days. Open the chat on the site instead.")
        return Visitor(identity_id, inbox_id, secret_hash(token))

    def _signature(self, *parts: str) -> str:
        signed = hmac.digest(self._key, "\0".join(parts).encode(), "sha256")
        return urlsafe_b64encode(signed).decode().rstrip("=")
