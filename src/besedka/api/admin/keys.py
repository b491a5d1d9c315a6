"""Keys that sign who a customer is, and a check of what was signed."""

import secrets
from typing import Annotated, Literal

import msgspec
from litestar import delete, get, post
from litestar.params import JSONBody

from besedka.api.http.paging import PathId
from besedka.api.http.place import Here, Place
from besedka.api.http.signed_in import Me
from besedka.contacts import BadIdentity, BadSigningKey, Claims, SigningKey, checked_signing_key, read_identity
from besedka.inboxes import AddKey, Inbox, Key, RevokeKey
from besedka.staff import AsAdmin

_SHARED = ("HMAC", "HS256")


class KeyView(msgspec.Struct, frozen=True):
    """A key in use, without its secret."""

    kid: str
    algorithm: str
    created_at: int


class KeyList(msgspec.Struct, frozen=True):
    """Oldest first."""

    keys: list[KeyView]


class NewKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key to be. `HMAC` and `HS256` get a secret from us; `RS256` and `ES256` need `public_key`, as PEM."""

    algorithm: Literal["HMAC", "HS256", "RS256", "ES256"] = "HMAC"
    public_key: Annotated[str, msgspec.Meta(max_length=4000)] | None = None


class AddedKey(msgspec.Struct, frozen=True):
    """`secret` is shown this once; null for a public key."""

    key: KeyView
    secret: str | None


class SignedText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page gives to the chat."""

    identity: Annotated[str, msgspec.Meta(max_length=16_000)]


class Finding(msgspec.Struct, frozen=True):
    """Whether it is good, what it says, or which claim differs and how."""

    is_good: bool
    claims: Claims | None
    problem: str | None


@get("/inboxes/{inbox_id:str}/keys", summary="Signing keys of an inbox")
async def keys(inbox_id: PathId, place: Here) -> KeyList:
    """Those in use."""
    return KeyList([_view(key) for key in place.directory.by_id(inbox_id).keys])


@post("/inboxes/{inbox_id:str}/keys", summary="Add a signing key")
async def add_key(inbox_id: PathId, data: JSONBody[NewKey], me: Me, place: Here) -> AddedKey:
    """Two may be in use, so that one can replace the other. Raises TooManyKeys, BadSigningKey."""
    kid = secrets.token_hex(4)
    secret = _secret(data)
    checked_signing_key(SigningKey(kid, data.algorithm, secret))
    sealed = place.seal.close(secret, kid)
    command = AddKey(actor=me.actor, inbox_id=inbox_id, kid=kid, algorithm=data.algorithm, sealed=sealed)
    added: Key = await place.writer.do(AsAdmin(me.id, command))
    await place.directory.load()
    return AddedKey(_view(added), secret if data.algorithm in _SHARED else None)


@delete("/inboxes/{inbox_id:str}/keys/{kid:str}", summary="Take a signing key out of use")
async def revoke_key(inbox_id: PathId, kid: PathId, me: Me, place: Here) -> None:
    """What it signed is refused from now on."""
    await place.writer.do(AsAdmin(me.id, RevokeKey(actor=me.actor, inbox_id=inbox_id, kid=kid)))
    await place.directory.load()


@post("/inboxes/{inbox_id:str}/identity", status_code=200, summary="Check a signed identity")
async def check_identity(inbox_id: PathId, data: JSONBody[SignedText], place: Here) -> Finding:
    """As the chat would read it now. Nothing is stored."""
    try:
        claims = read_identity(data.identity, opened_keys(place, place.directory.by_id(inbox_id)), place.clock.now())
    except BadIdentity as problem:
        return Finding(False, None, problem.detail)
    return Finding(True, claims, None)


def opened_keys(place: Place, inbox: Inbox) -> list[SigningKey]:
    """The inbox's keys, ready to be used."""
    return [SigningKey(key.kid, key.algorithm, place.seal.open(key.sealed, key.kid)) for key in inbox.keys]


def _secret(data: NewKey) -> str:
    if data.algorithm in _SHARED:
        if data.public_key is not None:
            raise BadSigningKey(f"Expected no `public_key` for {data.algorithm}: its secret is made here.")
        return secrets.token_urlsafe(32)
    return data.public_key or ""


def _view(key: Key) -> KeyView:
    return KeyView(key.kid, key.algorithm, key.created_at)
