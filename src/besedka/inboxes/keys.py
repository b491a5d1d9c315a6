"""Verbs on the keys that sign who a customer is. Two may be in use while one replaces the other."""

from collections.abc import Iterable

import msgspec

from besedka.events.inboxes import InboxChanged
from besedka.inboxes.model import Key, NoSuchKey, TooManyKeys
from besedka.inboxes.store import KEYS, inbox_by_id, key_by_kid, keys_of
from besedka.kernel import audit
from besedka.kernel.records import Need, Tx

IN_USE_MAX = 2


class AddKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key, sealed already. Raises NoSuchInbox, TooManyKeys."""

    actor: str
    inbox_id: str
    kid: str
    algorithm: str
    sealed: str

    def needs(self) -> Iterable[Need]:
        yield inbox_by_id, self.inbox_id
        yield keys_of, self.inbox_id

    def run(self, tx: Tx) -> Key:
        inbox = tx.get(inbox_by_id, self.inbox_id)
        in_use = [key for key in tx.all(keys_of, inbox.id) if key.revoked_at is None]
        if len(in_use) >= IN_USE_MAX:
            names = ", ".join(key.kid for key in in_use)
            raise TooManyKeys(
                f"Expected at most {IN_USE_MAX} keys in use, there are {names}. Take one out of use first."
            )
        key = tx.add(KEYS, Key(self.kid, inbox.id, self.algorithm, self.sealed, tx.now, None))
        _changed(tx, self.actor, key)
        audit.note(tx, self.actor, "inbox.key_added", inbox.id, key.kid)
        return key


class RevokeKey(msgspec.Struct, frozen=True, kw_only=True):
    """What it signed is good no more. Raises NoSuchKey."""

    actor: str
    inbox_id: str
    kid: str

    def needs(self) -> Iterable[Need]:
        yield key_by_kid, self.kid

    def run(self, tx: Tx) -> None:
        key = tx.get(key_by_kid, self.kid)
        if key.inbox_id != self.inbox_id or key.revoked_at is not None:
            raise NoSuchKey
        tx.edit(KEYS, key).revoked_at = tx.now
        _changed(tx, self.actor, key)
        audit.note(tx, self.actor, "inbox.key_revoked", key.inbox_id, key.kid)


def _changed(tx: Tx, actor: str, key: Key) -> None:
    tx.happened(InboxChanged(subject=key.inbox_id, actor=actor, at=tx.now))
