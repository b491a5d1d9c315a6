"""The link in a mail that ends the mails about a conversation. Whoever has the mail may; it does not grow old."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

from besedka.notifications.model import BadStopLink


class StopLinks:
    """Makes and reads `<conversation>.<signature>`, below `/mail/stop/`."""

    def __init__(self, secret: str, url: str) -> None:
        self._key = sha256(b"besedka stop links\0" + secret.encode()).digest()
        self._url = url

    def url(self, conversation_id: str) -> str:
        """Where a POST ends the mails, and a GET asks whether to."""
        return f"{self._url}/mail/stop/{conversation_id}.{self._signature(conversation_id)}"

    def conversation_id(self, token: str) -> str:
        """Which conversation it is about; raises BadStopLink."""
        conversation_id, _, signature = token.partition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(conversation_id).encode()):
            raise BadStopLink("Expected the link of a mail from here, as it was sent.")
        return conversation_id

    def _signature(self, conversation_id: str) -> str:
        signed = hmac.digest(self._key, conversation_id.encode(), "sha256")
        return urlsafe_b64encode(signed).decode().rstrip("=")
