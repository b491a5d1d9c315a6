"""Verbs on inboxes, and the directory that every process keeps of them."""

import re
from collections.abc import Iterable

import msgspec

from besedka.events.inboxes import InboxChanged
from besedka.inboxes.model import BadOrigin, Brand, Inbox, InboxRow, NoSuchInbox, Rules
from besedka.inboxes.store import BRANDS, INBOXES, all_inboxes, inbox_by_id, inbox_by_key
from besedka.kernel import audit
from besedka.kernel.db import Database
from besedka.kernel.errors import Conflict
from besedka.kernel.eventlog import Committed
from besedka.kernel.ids import new_id
from besedka.kernel.records import Need, Tx

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
            msgspec.json.encode(self.rules).decode(), tx.now,
        )  # fmt: skip
        tx.add(INBOXES, row)
        return _changed(tx, self.actor, row.id, "inbox.added")


class ChangeInbox(msgspec.Struct, frozen=True, kw_only=True):
    """Set the name, origins and rules of an inbox; answers its id."""

    actor: str
    inbox_id: str
    name: str
    origins: tuple[str, ...]
    rules: Rules

    def needs(self) -> Iterable[Need]:
        yield inbox_by_id, self.inbox_id

    def run(self, tx: Tx) -> str:
        row = tx.edit(INBOXES, tx.get(inbox_by_id, self.inbox_id))
        row.name, row.origins, row.version = self.name, _origins(self.origins), row.version + 1
        row.rules = msgspec.json.encode(self.rules).decode()
        return _changed(tx, self.actor, row.id, "inbox.changed")


def _origins(origins: tuple[str, ...]) -> str:
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise BadOrigin(f"Expected scheme://host[:port] in lower case or *, got {origin[:100]!r}.")
    return msgspec.json.encode(sorted(origins)).decode()


def _changed(tx: Tx, actor: str, inbox_id: str, action: str) -> str:
    tx.happened(InboxChanged(subject=inbox_id, actor=actor, at=tx.now))
    audit.note(tx, actor, action, inbox_id)
    return inbox_id


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
