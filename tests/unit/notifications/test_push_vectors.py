"""Web push against the examples of its RFCs, and which services may be asked."""

import base64
import json

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from besedka.kernel.settings import Settings
from besedka.notifications.push import BadSubscription, PushServiceNotAllowed, checked_endpoint
from besedka.notifications.push.encryption import encoded, encrypt
from besedka.notifications.push.model import checked_keys, unpadded
from besedka.notifications.push.vapid import Voucher

CURVE = ec.SECP256R1()
# RFC 8291, section 5 and appendix A
TEXT = b"When I grow up, I want to be a watermelon"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
# RFC 8292, section 2.4
TOKEN = (
    "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6"
    "Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkS"
    "SHzvoD1oA"
)
TOKENS_KEY = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"


def test_a_text_is_encrypted_as_the_rfcs_example_is() -> None:
    sender = ec.derive_private_key(int.from_bytes(unpadded(SENDER), "big"), CURVE)
    assert encrypt(TEXT, unpadded(P256DH), unpadded(AUTH), salt=unpadded(SALT), sender=sender) == unpadded(BODY)


def test_each_message_has_a_key_and_a_salt_of_its_own() -> None:
    first, second = (encrypt(TEXT, unpadded(P256DH), unpadded(AUTH)) for _ in range(2))
    assert first[:16] != second[:16]
    assert first[21:86] != second[21:86]


def verified(token: str, key: str) -> dict[str, object]:
    """The claims of a token that this key signed; raises InvalidSignature."""
    head, claims, signature = token.split(".")
    raw = unpadded(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, unpadded(key))
    public.verify(der, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    assert json.loads(unpadded(head)) == {"typ": "JWT", "alg": "ES256"}
    found: dict[str, object] = json.loads(unpadded(claims))
    return found


def test_our_voucher_is_of_the_same_make_as_the_rfcs_example() -> None:
    assert verified(TOKEN, TOKENS_KEY)["aud"] == "https://push.example.net"
    voucher = Voucher(ec.generate_private_key(CURVE))
    header = voucher.authorization("https://push.example.net/p/1", "mailto:push@example.com", 1_453_480_568_000)
    scheme, _, rest = header.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert scheme == "vapid"
    assert verified(parts["t"], parts["k"]) == {
        "aud": "https://push.example.net", "exp": 1_453_480_568 + 12 * 3600, "sub": "mailto:push@example.com",
    }  # fmt: skip
    with pytest.raises(InvalidSignature):
        verified(parts["t"], base64.urlsafe_b64encode(encoded(ec.generate_private_key(CURVE).public_key())).decode())


ALLOWED = Settings().push_services


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc",
    ],
)
def test_the_services_of_the_known_browsers_may_be_asked(endpoint: str) -> None:
    assert checked_endpoint(endpoint, ALLOWED) == endpoint


@pytest.mark.parametrize(
    ("endpoint", "refusal"),
    [
        ("https://evil.example/abc", PushServiceNotAllowed),
        ("https://fcm.googleapis.com.evil.example/abc", PushServiceNotAllowed),
        ("https://notify.windows.com.evil.example/abc", PushServiceNotAllowed),
        ("https://169.254.169.254/latest", PushServiceNotAllowed),
        ("http://fcm.googleapis.com/abc", BadSubscription),
        ("https://fcm.googleapis.com:8443/abc", BadSubscription),
        ("https://user@fcm.googleapis.com/abc", BadSubscription),
        ("https://fcm.googleapis.com", BadSubscription),
        ("https://[::1", BadSubscription),
        ("file:///etc/passwd", BadSubscription),
    ],
)
def test_nobody_else_is_asked(endpoint: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        checked_endpoint(endpoint, ALLOWED)


@pytest.mark.parametrize(("p256dh", "auth"), [("", ""), ("AAAA", AUTH), (P256DH, "AAAA"), ("!", AUTH), (AUTH, P256DH)])
def test_keys_must_be_keys(p256dh: str, auth: str) -> None:
    with pytest.raises(BadSubscription):
        checked_keys(p256dh, auth)
