"""Signed identities: what is proven is read, and everything else is refused with the claim that differs."""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from besedka.contacts.model import BadIdentity
from besedka.contacts.signed import SigningKey, read

NOW = 1_790_000_000_000
SOON = NOW // 1000 + 600
SECRET = "s" * 43
RSA, EC = RSAKey.generate_key(2048), ECKey.generate_key("P-256")
KEYS = [
    SigningKey("h1", "HMAC", SECRET),
    SigningKey("h2", "HMAC", "t" * 43),
    SigningKey("j1", "HS256", SECRET),
    SigningKey("r1", "RS256", RSA.as_pem(private=False).decode()),
    SigningKey("e1", "ES256", EC.as_pem(private=False).decode()),
]
PRIVATE = {"j1": OctKey.import_key(SECRET), "r1": RSA, "e1": EC}


def b64(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def signed(claims: dict[str, Any], key: str = SECRET) -> str:
    payload = b64(json.dumps(claims).encode())
    return f"{payload}.{hmac.new(key.encode(), payload.encode(), hashlib.sha256).hexdigest()}"


def token(claims: dict[str, Any], kid: str = "j1", algorithm: str = "HS256", **header: Any) -> str:
    return jwt.encode({"alg": algorithm, "kid": kid, **header}, claims, PRIVATE[kid], algorithms=[algorithm])


def good(**more: Any) -> dict[str, Any]:
    return {"sub": "4711", "exp": SOON, "kid": "h1", **more}


def test_a_signed_payload_is_read() -> None:
    claims = read(signed(good(name="Анна", fields={"tariff": "Дом", "months": 7})), KEYS, NOW)
    assert (claims.sub, claims.name, claims.fields) == ("4711", "Анна", {"tariff": "Дом", "months": 7})


@pytest.mark.parametrize(("kid", "algorithm"), [("j1", "HS256"), ("r1", "RS256"), ("e1", "ES256")])
def test_a_jwt_is_read(kid: str, algorithm: str) -> None:
    assert read(token({"sub": "4711", "exp": SOON}, kid, algorithm), KEYS, NOW).sub == "4711"


def test_two_keys_may_be_in_use_and_one_needs_no_name() -> None:
    assert read(signed(good(kid="h2"), "t" * 43), KEYS, NOW).sub == "4711"
    assert read(signed({"sub": "1", "exp": SOON}), KEYS[:1], NOW).sub == "1"
    with pytest.raises(BadIdentity, match=r"kid: .*h1, h2.*None"):
        read(signed({"sub": "1", "exp": SOON}), KEYS, NOW)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (signed(good(), "other"), "signature: .* key h1"),
        (signed(good(kid="h9")), "kid: .*'h9'"),
        (signed(good(exp=NOW)), "exp: .* in seconds"),
        (signed(good(exp=NOW // 1000 - 3600)), "exp: .*3600 s ago"),
        (signed(good(exp="soon")), "exp: "),
        (signed({"exp": SOON, "kid": "h1"}), "sub: "),
        (signed(good(sub="")), "sub: "),
        (signed(good(sub=4711)), "sub: "),
        (signed(good(sub="a b")), "sub: "),
        (signed(good(role="admin")), "role: "),
        (signed(good(name="x" * 121)), "name: "),
        (signed(good(email="a\nb")), "email: "),
        (signed(good(fields={"Tariff": 1})), "fields: .*'Tariff'"),
        (signed(good(fields={"a": [1]})), "fields"),
        (signed(good(fields={"a": "x" * 201})), "fields.a: "),
        (signed(good(fields={f"a{n}": 1 for n in range(31)})), "fields: .* 31"),
        (signed(good()).upper(), "payload: |signature: |kid: "),
        (signed(good())[:-1], "signature: .*64"),
        (signed(good()).replace(".", "="), "two parts"),
        ("a.b", "payload: "),
        ("", "two parts"),
        ("é.é", "payload: "),
        ("x" * 8001, "8000"),
        (b64(b'{"sub": 1') + "." + "0" * 64, "payload: "),
        (b64(b"[" * 100_000)[:7900] + "." + "0" * 64, "payload: "),
    ],
)
def test_what_differs_is_named(text: str, said: str) -> None:
    with pytest.raises(BadIdentity, match=said) as refused:
        read(text, KEYS, NOW)
    assert SECRET not in str(refused.value)


def test_no_jwt_chooses_its_own_algorithm() -> None:
    """`none`, a public key as a shared secret, a key inside the token: the usual tricks."""
    claims = {"sub": "4711", "exp": SOON}
    nothing = f"{b64(json.dumps({'alg': 'none', 'kid': 'j1'}).encode())}.{b64(json.dumps(claims).encode())}."
    header = b64(json.dumps({"alg": "HS256", "kid": "r1"}).encode())
    body = f"{header}.{b64(json.dumps(claims).encode())}"
    confused = f"{body}.{b64(hmac.digest(KEYS[3].secret.encode(), body.encode(), 'sha256'))}"
    own = ECKey.generate_key("P-256")
    carried = jwt.encode({"alg": "ES256", "kid": "e1", "jwk": own.as_dict(private=False)}, claims, own)
    of_another = token(claims, "j1").rpartition(".")[0] + "." + token({**claims, "sub": "1"}, "j1").rpartition(".")[2]
    critical = b64(json.dumps({"alg": "HS256", "kid": "j1", "crit": ["x"], "x": 1}).encode()) + body[body.index(".") :]
    demanding = f"{critical}.{b64(hmac.digest(SECRET.encode(), critical.encode(), 'sha256'))}"
    for text in (nothing, confused, carried, of_another, demanding):
        with pytest.raises(BadIdentity):
            read(text, KEYS, NOW)


def test_a_key_for_payloads_reads_no_jwt_and_the_other_way_round() -> None:
    with pytest.raises(BadIdentity, match="kid"):
        read(token({"sub": "1", "exp": SOON}), KEYS[:1], NOW)
    with pytest.raises(BadIdentity, match="kid"):
        read(signed({"sub": "1", "exp": SOON}), KEYS[2:3], NOW)
