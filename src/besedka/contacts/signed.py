"""Who a customer is, said and signed by the customer's site: two ways to write it, one way to read it. Pure.

A JWT (RFC 7519) with HS256, RS256 or ES256; or `payload.signature` without any library: the claims as base64url of
their JSON, a dot, and the HMAC-SHA256 of the part before it in hexadecimal. The claims are the same: `sub` and `exp`
(seconds), and `name`, `email`, `phone`, `fields`, `kid`. Which algorithm a key is for is said where the key is kept,
never by what was signed with it. Nothing here is lenient: what is not understood is refused, and the refusal names
the claim.
"""

import hashlib
import hmac
import re
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from typing import Any

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OctKey, RSAKey

from besedka.contacts.model import NAME_LIMIT, BadIdentity, BadSigningKey

ALGORITHMS = ("HMAC", "HS256", "RS256", "ES256")
LIVES_MAX_S = 24 * 3600
LEEWAY_S = 60
LENGTH_MAX = 8_000
FIELDS_MAX = 30
_SUB = re.compile(r"[\x21-\x7e]{1,120}")
_FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]+")
_HEX = re.compile(r"[0-9a-f]{64}")

Value = str | int | float | bool


class SigningKey(msgspec.Struct, frozen=True):
    """A key of an inbox. `secret`: the shared secret, or the public key as PEM for RS256 and ES256."""

    kid: str
    algorithm: str
    secret: str


class Claims(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the site says. `exp` in seconds since 1970; `fields`: district, tariff, segment and the like."""

    sub: str
    exp: int
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    fields: dict[str, Value] = {}
    kid: str | None = None
    iat: int | None = None


def read(text: str, keys: Sequence[SigningKey], now: int) -> Claims:
    """The claims, proven. `now` in milliseconds. Raises BadIdentity, which says what differs and never shows a key."""
    if len(text) > LENGTH_MAX:
        raise BadIdentity(f"Expected at most {LENGTH_MAX} characters, got {len(text)}.")
    parts = text.split(".")
    if len(parts) == 3:
        payload = _jwt(text, keys)
    elif len(parts) == 2:
        payload = _signed(parts[0], parts[1], keys)
    else:
        raise BadIdentity("Expected a JWT (three parts between dots) or `payload.signature` (two parts).")
    return _checked(_claims(payload), now)


def checked_key(key: SigningKey) -> SigningKey:
    """The key, if it can be used. Raises BadSigningKey."""
    if key.algorithm not in ("RS256", "ES256"):
        return key
    try:
        found = _key_of(key)
    except (JoseError, ValueError):
        raise BadSigningKey("Expected a public key as PEM (-----BEGIN PUBLIC KEY-----).") from None
    if found.is_private:
        raise BadSigningKey("Expected the public key, got the private one. Keep that where you sign.")
    if isinstance(found, RSAKey) and found.raw_value.key_size < 2048:
        raise BadSigningKey(f"Expected at least 2048 bits, got {found.raw_value.key_size}.")
    if isinstance(found, ECKey) and found.curve_name != "P-256":
        raise BadSigningKey(f"Expected a key on P-256, got {found.curve_name}.")
    return key


def _jwt(text: str, keys: Sequence[SigningKey]) -> bytes:
    header = _header(text)
    key = _key(header.get("kid"), [key for key in keys if key.algorithm != "HMAC"], "JWT")
    if header.get("alg") != key.algorithm:
        raise BadIdentity(
            f"alg: expected {key.algorithm}, for which the key {key.kid} is, got {header.get('alg')!r:.20}."
        )
    try:
        return jws.deserialize_compact(text, _key_of(key), algorithms=[key.algorithm]).payload
    except (JoseError, ValueError):
        raise BadIdentity(f"signature: it is not that of the key {key.kid} over what was sent.") from None


def _header(text: str) -> dict[str, Any]:
    found = _json(_unpadded(text.partition(".")[0], "header"), "header")
    if found.get("crit") or "b64" in found:
        raise BadIdentity("header: expected nothing critical.")
    return found


def _key_of(key: SigningKey) -> OctKey | RSAKey | ECKey:
    if key.algorithm == "HS256":
        return OctKey.import_key(key.secret.encode())
    return (RSAKey if key.algorithm == "RS256" else ECKey).import_key(key.secret)


def _signed(payload: str, signature: str, keys: Sequence[SigningKey]) -> bytes:
    content = _unpadded(payload, "payload")
    key = _key(_json(content, "payload").get("kid"), [key for key in keys if key.algorithm == "HMAC"], "signed payload")
    if not _HEX.fullmatch(signature):
        raise BadIdentity("signature: expected 64 hexadecimal digits in lower case after the dot.")
    expected = hmac.new(key.secret.encode(), payload.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, signature):
        raise BadIdentity(f"signature: it is not that of the key {key.kid} over the part before the dot.")
    return content


def _key(kid: object, keys: Sequence[SigningKey], what: str) -> SigningKey:
    """By its name; who names none has one key only."""
    if kid is None and len(keys) == 1:
        return keys[0]
    found = next((key for key in keys if key.kid == kid), None)
    if found is None:
        known = ", ".join(key.kid for key in keys) or "none"
        raise BadIdentity(f"kid: expected one of the keys for a {what} ({known}), got {kid!r:.60}.")
    return found


def _unpadded(part: str, what: str) -> bytes:
    if not _BASE64URL.fullmatch(part) or len(part) % 4 == 1:
        raise BadIdentity(f"{what}: expected base64url without padding.")
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _json(content: bytes, what: str) -> dict[str, Any]:
    try:
        return msgspec.json.decode(content, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadIdentity(f"{what}: expected a JSON object.") from None


def _claims(payload: bytes) -> Claims:
    try:
        return msgspec.json.decode(payload, type=Claims)
    except msgspec.ValidationError as problem:
        said = str(problem)
        raise BadIdentity(f"{_claim_in(said)}{said[0].lower()}{said[1:]}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadIdentity("payload: expected a JSON object.") from None


def _claim_in(problem: str) -> str:
    """`exp: ` of `Expected `int`, got `str` - at `$.exp``."""
    found = re.search(r"at `\$\.(\w+)", problem) or re.search(r"(?:unknown|required) field `(\w+)`", problem)
    return f"{found[1]}: " if found else ""


def _checked(claims: Claims, now: int) -> Claims:
    if not _SUB.fullmatch(claims.sub):
        raise BadIdentity("sub: expected 1 to 120 visible ASCII characters: the customer's number on your side.")
    left = claims.exp - now // 1000
    if left < -LEEWAY_S:
        raise BadIdentity(f"exp: expected a time to come, got {-left} s ago. Sign it when the page is made.")
    if left > LIVES_MAX_S + LEEWAY_S:
        raise BadIdentity(f"exp: expected at most {LIVES_MAX_S} s from now, in seconds, got {left} s.")
    _check_texts(claims)
    _check_fields(claims.fields)
    return claims


def _check_texts(claims: Claims) -> None:
    for name, longest in (("name", NAME_LIMIT), ("email", 254), ("phone", 30)):
        value = getattr(claims, name)
        if value is not None and not (1 <= len(value) <= longest and value.isprintable()):
            raise BadIdentity(f"{name}: expected 1 to {longest} characters that can be seen.")


def _check_fields(fields: dict[str, Value]) -> None:
    if len(fields) > FIELDS_MAX:
        raise BadIdentity(f"fields: expected at most {FIELDS_MAX}, got {len(fields)}.")
    for name, value in fields.items():
        if not _FIELD.fullmatch(name):
            raise BadIdentity(f"fields: expected names like tariff_plan, got {name[:40]!r}.")
        if isinstance(value, str) and (len(value) > 200 or not value.isprintable()):
            raise BadIdentity(f"fields.{name}: expected at most 200 characters that can be seen.")
