"""Saying to push services who we are: RFC 8292. The key is made once and stands among the marks of the store."""

import base64
from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from besedka.kernel import schema
from besedka.kernel.db import Bulk, Database
from besedka.kernel.writer import Writer
from besedka.notifications.push.encryption import encoded

_MARK = "push_key"
_VALID_S = 12 * 3600


def base64url(data: bytes) -> str:
    """Without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


class Voucher:
    """Our key, and what it signs."""

    def __init__(self, key: ec.EllipticCurvePrivateKey) -> None:
        self._key = key
        self.public = base64url(encoded(key.public_key()))

    def authorization(self, endpoint: str, contact: str, now_ms: int) -> str:
        """The header for a request to this endpoint."""
        parts = urlsplit(endpoint)
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": now_ms // 1000 + _VALID_S, "sub": contact}
        signed = ".".join(base64url(msgspec.json.encode(part)) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
        r, s = decode_dss_signature(self._key.sign(signed.encode(), ec.ECDSA(SHA256())))
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
        return f"vapid t={signed}.{base64url(signature)}, k={self.public}"


class PushKey:
    """The store's key, made at the first question."""

    def __init__(self, database: Database, writer: Writer) -> None:
        self._database, self._writer = database, writer
        self._voucher: Voucher | None = None

    async def voucher(self) -> Voucher:
        """The same one in every process and after every start."""
        if self._voucher is None:
            known = await self._database.read(schema.mark, _MARK)
            pem = known if known is not None else await self._writer.transaction(_made)
            key = load_pem_private_key(pem.encode(), None)
            assert isinstance(key, ec.EllipticCurvePrivateKey)
            self._voucher = Voucher(key)
        return self._voucher


def _made(bulk: Bulk) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return schema.first_mark(bulk, _MARK, pem)
