"""People known to us, and the addresses by which they reach us."""

import re

import msgspec

from besedka.kernel.errors import Forbidden, Invalid, NotFound, Unauthenticated
from besedka.kernel.ids import id_from_hash, secret_hash

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
_PHONE = re.compile(r"\+?[0-9 ()\-]{3,30}")
NAME_LIMIT = 120


class BadToken(Invalid):
    """This is not a visitor token."""


class ReturnLinkOver(Unauthenticated):
    """The return link is too old."""


class BadName(Invalid):
    """This cannot be a name."""


class BadEmail(Invalid):
    """This is not an e-mail address."""


class BadPhone(Invalid):
    """This is not a phone number."""


class BadIdentity(Unauthenticated):
    """The signed identity is not what it should be."""


class BadSigningKey(Invalid):
    """This cannot be a signing key."""


class Blocked(Forbidden):
    """Messages from here are not accepted."""


class NoConsent(Invalid):
    """What must be agreed to has not been agreed to."""


class NoAddress(Invalid):
    """There is no address for the answer."""


class NoSuchContact(NotFound):
    """There is no such contact, or you may not see it."""


class Contact(msgspec.Struct):
    """A person known to us. `number` stands in for a name that nobody gave."""

    id: str
    version: int
    number: int
    name: str | None
    email: str | None
    phone: str | None
    fields: str
    is_verified: int
    created_at: int


class Identity(msgspec.Struct):
    """A contact's address in one inbox: here a browser or an app, known by the hash of its token."""

    id: str
    inbox_id: str
    contact_id: str
    token_hash: str
    is_blocked: int
    created_at: int


class Consent(msgspec.Struct):
    """What somebody agreed to: the very text, in this language. Nothing says from where."""

    id: str
    contact_id: str
    inbox_id: str
    language: str
    text_hash: str
    text: str
    at: int


class Details(msgspec.Struct, frozen=True):
    """What somebody says about himself in a form."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None

    def require_address(self) -> None:
        """Raises NoAddress."""
        if not self.email and not self.phone:
            raise NoAddress("Expected an e-mail address or a phone number. Without one the answer cannot reach you.")


class Visitor(msgspec.Struct, frozen=True):
    """Who speaks at the visitor's door, before anything is stored about them."""

    id: str
    inbox_id: str
    token_hash: str


def visitor(inbox_id: str, token: str) -> Visitor:
    """The visitor behind a token (256 random bits, base64url); raises BadToken."""
    if not _TOKEN.fullmatch(token):
        raise BadToken("Expected 43 characters of base64url (256 random bits). Make a new token.")
    hashed = secret_hash(f"{inbox_id}:{token}")
    return Visitor(id_from_hash(hashed), inbox_id, hashed)


def checked_name(name: str) -> str:
    """A name without control characters, of 1 to 120 characters; raises BadName."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    if not 1 <= len(clean) <= NAME_LIMIT:
        raise BadName(f"Expected 1 to {NAME_LIMIT} characters, got {len(clean)}.")
    return clean


def checked_email(email: str) -> str:
    """Raises BadEmail."""
    if not _EMAIL.fullmatch(email) or not email.isprintable():
        raise BadEmail("Expected an address like anna@example.org.")
    return email


def checked_phone(phone: str) -> str:
    """Raises BadPhone."""
    if not _PHONE.fullmatch(phone):
        raise BadPhone("Expected digits with spaces, brackets or dashes, like +7 495 123-45-67.")
    return phone
