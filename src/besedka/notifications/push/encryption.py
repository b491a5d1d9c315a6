"""Encrypting the text of a push for one browser: RFC 8291, content coding aes128gcm (RFC 8188). Pure."""

import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_CURVE = ec.SECP256R1()
_RECORD = 4096
_LAST_RECORD = b"\x02"


def encrypt(
    text: bytes, p256dh: bytes, auth: bytes, *, salt: bytes = b"", sender: ec.EllipticCurvePrivateKey | None = None
) -> bytes:
    """The body for a browser with these keys; raises ValueError for a point that is not on the curve.

    `salt` and `sender` are given by tests only; both must be new for each message.
    """
    salt, sender = salt or secrets.token_bytes(16), sender or ec.generate_private_key(_CURVE)
    receiver = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, p256dh)
    public = encoded(sender.public_key())
    shared = sender.exchange(ec.ECDH(), receiver)
    seed = _derive(shared, auth, b"WebPush: info\0" + p256dh + public, 32)
    key = _derive(seed, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(seed, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + _RECORD.to_bytes(4, "big") + bytes([len(public)]) + public
    return head + AESGCM(key).encrypt(nonce, text + _LAST_RECORD, None)


def encoded(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derive(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
