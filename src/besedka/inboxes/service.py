"""Verbs on inboxes, and the directory that every process keeps of them."""

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from besedka.events.inboxes import InboxChanged
from besedka.inboxes.model import BadOrigin, Brand, Inbox, InboxRow, NoSuchInbox, Rules
from besedka.inboxes.store import BRANDS, INBOXES, all_inboxes, brand_by_id, inbox_by_id, inbox_by_key
from besedka.kernel import audit
from besedka.kernel.db import Database
from besedka.kernel.errors import Conflict
from besedka.kernel.eventlog import Committed
from besedka.kernel.ids import new_id
from besedka.kernel.records import Need, Tx, Via

_ORIGIN = re.compile(r"https?://[a-z0-9.\-\[\]:]{1,253}|\*")


class KeyTaken(Conflict):
    """An inbox with this key exists."""


class AddInbox(msgspec.Struct, frozen=True, kw_only=True):
    """Make an inbox; answers its id."""

    actor: str
    key: str
    name: str
    brand_name: str
    accent: str
    department_id: str
    origins: tuple[str, ...]
    rules: Rules = Rules()

    def needs(self) -> Iterable[Need]:
        yield inbox_by_key, self.key

    def run(self, tx: Tx) -> str:
        if tx.find(inbox_by_key, self.key):
            raise KeyTaken(f"Expected a key that is not in use, got {self.key!r}.")
        brand = tx.add(BRANDS, Brand(new_id(), self.brand_name, self.accent))
        row = InboxRow(
            new_id(), 1, self.key, "site", self.name, brand.id, self.department_id, _origins(self.origins),
            _rules(self.rules), tx.now,
        )  # fmt: skip
        tx.add(INBOXES, row)
        tx.happened(InboxChanged(subject=row.id, actor=self.actor, at=tx.now))
        audit.note(tx, self.actor, "inbox.added", row.id)
        return row.id


class ChangeInbox(msgspec.Struct, frozen=True, kw_only=True):
    """Set what an inbox is; what is not set stays. Answers its id.

    `version` is the one that was looked at before (None: whichever there is). Raises NoSuchInbox, BadOrigin,
    OldVersion, ChangedSince.
    """

    actor: str
    inbox_id: str
    name: str | UnsetType = UNSET
    origins: tuple[str, ...] | UnsetType = UNSET
    rules: Rules | UnsetType = UNSET
    department_id: str | UnsetType = UNSET
    brand_name: str | UnsetType = UNSET
    accent: str | UnsetType = UNSET
    version: int | None = None
    undo: audit.Undo | None = None

    def needs(self) -> Iterable[Need]:
        yield inbox_by_id, self.inbox_id
        yield brand_by_id, Via(inbox_by_id, self.inbox_id, "brand_id")

    def run(self, tx: Tx) -> str:
        row = tx.get(inbox_by_id, self.inbox_id)
        brand = tx.get(brand_by_id, row.brand_id)
        before = row.shown(brand)
        if self.undo:
            self.undo.require(before)
        wanted, face = self._wanted(row), self._face(brand)
        after = wanted.shown(face)
        audit.require_version(self.version, row.version, audit.differing(before, after))
        if after == before:
            return row.id
        mine = tx.edit(INBOXES, row)
        mine.name, mine.origins, mine.rules, mine.department_id = (
            wanted.name, wanted.origins, wanted.rules, wanted.department_id,
        )  # fmt: skip
        mine.version += 1
        if face != brand:
            shown = tx.edit(BRANDS, brand)
            shown.name, shown.accent = face.name, face.accent
        tx.happened(InboxChanged(subject=row.id, actor=self.actor, at=tx.now))
        audit.change(tx, self.actor, "inbox.changed", row.id, before, after, self.undo)
        return row.id

    def _wanted(self, row: InboxRow) -> InboxRow:
        set_to: dict[str, Any] = {
            "name": self.name,
            "department_id": self.department_id,
            "origins": UNSET if self.origins is UNSET else _origins(self.origins),
            "rules": UNSET if self.rules is UNSET else _rules(self.rules),
        }
        return msgspec.structs.replace(row, **{field: value for field, value in set_to.items() if value is not UNSET})

    def _face(self, brand: Brand) -> Brand:
        set_to: dict[str, Any] = {"name": self.brand_name, "accent": self.accent}
        return msgspec.structs.replace(brand, **{field: value for field, value in set_to.items() if value is not UNSET})


def _origins(origins: tuple[str, ...]) -> str:
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise BadOrigin(f"Expected scheme://host[:port] in lower case or *, got {origin[:100]!r}.")
    return msgspec.json.encode(sorted(origins)).decode()


def _rules(rules: Rules) -> str:
    return msgspec.json.encode(rules).decode()


class Directory:
    """All inboxes, in memory; read again when the log says that one changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._by_key: dict[str, Inbox] = {}
        self._by_id: dict[str, Inbox] = {}

    async def load(self) -> None:
        """Read all of them."""
        found = await self._database.read(all_inboxes)
        self._by_key = {inbox.key: inbox for inbox in found}
        self._by_id = {inbox.id: inbox for inbox in found}

    async def notice(self, commit: Committed) -> None:
        """A listener of the tail."""
        if any(type(event) is InboxChanged for _, event in commit.events):
            await self.load()

    def by_key(self, key: str) -> Inbox:
        """Raises NoSuchInbox."""
        try:
            return self._by_key[key]
        except KeyError:
            raise NoSuchInbox(f"Expected the key of an inbox, got {key[:60]!r}.") from None

    def by_id(self, inbox_id: str) -> Inbox:
        """Raises NoSuchInbox."""
        try:
            return self._by_id[inbox_id]
        except KeyError:
            raise NoSuchInbox from None

    def rules(self, inbox_id: str) -> Rules:
        """Raises NoSuchInbox."""
        return self.by_id(inbox_id).rules

    def all(self) -> list[Inbox]:
        """Every inbox."""
        return list(self._by_key.values())
