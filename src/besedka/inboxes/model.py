"""Brands, and the inboxes through which their customers write."""

from collections.abc import Callable
from typing import Any

import msgspec

from besedka.kernel.errors import Conflict, Forbidden, Invalid, NotFound

_DAY_MS = 24 * 3600 * 1000


class NoSuchInbox(NotFound):
    """There is no inbox with this key."""


class OriginNotAllowed(Forbidden):
    """This site is not on the inbox's list of origins."""


class BadOrigin(Invalid):
    """This is not an origin."""


class NoSuchKey(NotFound):
    """There is no signing key of this name."""


class TooManyKeys(Conflict):
    """An inbox has two keys in use at most."""


class RatingRules(msgspec.Struct, frozen=True, kw_only=True):
    """What customers are asked when a conversation ends. `scale`: `none`, `five` (1-5), `ten` (0-10) or `both`.

    `cap_days`: the same person is not asked again within that many times 24 hours; 0 = after every conversation.
    """

    scale: str = "five"
    comment: bool = True
    cap_days: int = 0


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What an inbox allows, and for how long. Times in milliseconds, 0 = never.

    `silence_warning_ms`: so long before a silent conversation is closed the customer is asked. `idle_release_ms`: the
    owner's slot is free when a customer has not answered for so long. `offline`: what a customer finds while nobody is
    there (`form`, or `queue`). `survey`: the relational question, at most once in 90 days. `consent`: what must be
    agreed to before a form is sent, by language.
    `page_url`: where the link of a mail leads. `previews`: links get a card of the page behind them.
    """

    text_limit: int = 4000
    edit_window_ms: int = 15 * 60 * 1000
    reopen_window_ms: int = _DAY_MS
    close_after_silence_ms: int = 3 * _DAY_MS
    silence_warning_ms: int = 0
    idle_release_ms: int = 0
    languages: tuple[str, ...] = ("en", "ru")
    offline: str = "form"
    rating: RatingRules = RatingRules()
    survey: bool = False
    consent: dict[str, str] = {}
    page_url: str = ""
    previews: bool = True

    def language(self, locale: str | None) -> str:
        """The inbox's language for a client's locale (`ru`, `ru-RU`), else its first."""
        wanted = (locale or "")[:2].lower()
        return wanted if wanted in self.languages else self.languages[0]


RulesOf = Callable[[str], Rules]
"""The present rules of an inbox, by its id."""


class InboxRow(msgspec.Struct):
    """An inbox as it is stored: `origins` and `rules` are JSON."""

    id: str
    version: int
    key: str
    channel: str
    name: str
    brand_id: str
    department_id: str
    origins: str
    rules: str
    created_at: int

    def shown(self, brand: "Brand") -> dict[str, Any]:
        """What the audit shows of it."""
        return {
            "name": self.name,
            "brand": {"name": brand.name, "accent": brand.accent},
            "department_id": self.department_id,
            "origins": msgspec.json.decode(self.origins),
            "rules": msgspec.json.decode(self.rules),
        }


class Key(msgspec.Struct):
    """What signs who a customer is. `sealed`: the shared secret or the public key, under the installation's seal."""

    kid: str
    inbox_id: str
    algorithm: str
    sealed: str
    created_at: int
    revoked_at: int | None


class Brand(msgspec.Struct):
    """One face of the organisation. `accent` is a colour like #2F6B4F."""

    id: str
    name: str
    accent: str


class Inbox(msgspec.Struct, frozen=True, kw_only=True):
    """One connected instance of a channel, ready for use."""

    id: str
    version: int
    key: str
    channel: str
    name: str
    brand: Brand
    department_id: str
    origins: frozenset[str]
    rules: Rules
    keys: tuple[Key, ...] = ()

    def admit(self, origin: str | None) -> None:
        """Pages of other origins may not use it; programs without one may. Raises OriginNotAllowed."""
        if origin is not None and origin not in self.origins and "*" not in self.origins:
            raise OriginNotAllowed(f"Expected one of the inbox's origins, got {origin[:100]}. Add it to the inbox.")


def ready(row: InboxRow, brand: Brand, keys: tuple[Key, ...] = ()) -> Inbox:
    """An inbox from its row, with the keys in use."""
    return Inbox(
        id=row.id,
        version=row.version,
        key=row.key,
        channel=row.channel,
        name=row.name,
        brand=brand,
        department_id=row.department_id,
        origins=frozenset(msgspec.json.decode(row.origins, type=list[str])),
        rules=msgspec.json.decode(row.rules, type=Rules),
        keys=keys,
    )
