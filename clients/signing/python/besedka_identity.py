"""Says to the chat who the signed-in customer is: `sign({"sub": "4711", "name": "Anna"}, key, kid)`.

Claims: sub (the customer's number with you), name, email, phone, fields (district, tariff, ...). Keep the key on the
server. Python 3.6 or newer, nothing else.
"""

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64encode


def sign(claims: dict, key: str, kid: str, seconds: int = 3600) -> str:
    """What the page gives to `Besedka.identify`. Good for `seconds`, at most a day."""
    told = {"exp": int(time.time()) + seconds, "kid": kid, **claims}
    payload = urlsafe_b64encode(json.dumps(told, ensure_ascii=False).encode()).decode().rstrip("=")
    return payload + "." + hmac.new(key.encode(), payload.encode(), hashlib.sha256).hexdigest()
