"""Records in memory for one batch: what verbs read and change instead of SQL.

A room's `store.py` declares its `Records` (a struct type and its table) and the `Lookup`s by which they are found. A
command says which of them it needs; the writer loads those for a whole batch, runs the verbs over `Tx`, and writes what
changed. A verb that raises leaves no trace: its `Tx` is simply not merged.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from copy import copy
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar, cast

import msgspec
import sqlalchemy as sa

from besedka.kernel.db import Bulk, Rule
from besedka.kernel.errors import NotFound
from besedka.kernel.eventlog import Event
from besedka.kernel.kept import Kept

R = TypeVar("R", bound=msgspec.Struct)


class Undeclared(LookupError):
    """A verb read something that its command did not declare in `needs`."""


class Records(Generic[R]):
    """A struct type and its table: same names, same order.

    `rank` orders loading, locking and writing: two processes that lock in one order cannot deadlock. `changing` are the
    columns that an update writes. `locked` asks PostgreSQL for row locks while loading. `kept`: a process that alone
    writes may keep them in memory.
    """

    def __init__(
        self,
        kind: type[R],
        table: sa.Table,
        *,
        rank: int,
        changing: tuple[str, ...],
        locked: bool = True,
        kept: bool = False,
    ) -> None:
        columns = tuple(c.name for c in table.columns)
        if columns != kind.__struct_fields__:
            raise TypeError(f"{kind.__name__} has fields {kind.__struct_fields__}, {table.name} has columns {columns}")
        self.kind, self.table, self.rank, self.changing = kind, table, rank, changing
        self.is_locked, self.is_kept = locked, kept
        keys = tuple(c.name for c in table.primary_key)
        self.key: Callable[[R], Hashable] = attrgetter(*keys)
        self._changed: Callable[[R], tuple[Any, ...]] = attrgetter(*changing, *keys) if changing else lambda r: ()
        self.lookups: list[Lookup[R]] = []

    def insert(self, bulk: Bulk, rows: Iterable[R]) -> None:
        """One statement for all new rows."""
        bulk.insert(self.table, [msgspec.structs.astuple(row) for row in rows])

    def update(self, bulk: Bulk, rows: Iterable[R]) -> None:
        """One statement for all changed rows."""
        bulk.update(self.table, self.changing, [self._changed(row) for row in rows])

    def all(self, bulk: Bulk, where: Any = True, *order: Any) -> list[R]:
        """Rows of a rare query, as structs."""
        statement = sa.select(self.table).where(where).order_by(*order)
        return [self.kind(*row) for row in bulk.execute(statement)]


class Lookup(Generic[R]):
    """One way to find records: by its columns, under the SQL condition `where`; `key` is the same rule in Python.

    `key` answers None for a record that this lookup does not find. `asks` turns a wanted key into the columns' values
    (several columns may find more than was wanted; `key` sorts that out).
    """

    is_many = False
    is_steady: bool
    """Whether changing a record never changes by what it is found."""

    def __init__(
        self,
        records: Records[R],
        *columns: str,
        key: Callable[[R], Hashable] | None = None,
        where: str = "",
        asks: Callable[[Any], tuple[Any, ...]] = lambda key: (key,),
        missing: type[NotFound] = NotFound,
    ) -> None:
        self.records, self.columns, self.where, self.asks, self.missing = records, columns, where, asks, missing
        self.key: Callable[[R], Hashable] = key or cast(Callable[[R], Hashable], attrgetter(*columns))
        self.is_steady = key is None and not set(columns) & set(records.changing)
        records.lookups.append(self)

    def rule(self, keys: Iterable[Hashable]) -> Rule:
        """What the database is asked for these keys."""
        return self.columns, self.where, [list(column) for column in zip(*map(self.asks, keys), strict=True)]


class Many(Lookup[R]):
    """A way to find all records with a key, asked with `Tx.all`.

    Nobody can add another one meanwhile as long as whoever adds locks the same record of a smaller rank first.
    """

    is_many = True


class Via:
    """A key that is known only after loading: the `attribute` of the record that `lookup` finds for `key`."""

    __slots__ = ("attribute", "key", "lookup")

    def __init__(self, lookup: Lookup[Any], key: Hashable, attribute: str) -> None:
        self.lookup, self.key, self.attribute = lookup, key, attribute


Need = tuple[Lookup[Any], Hashable | Via]


class Command(Protocol):
    """Something that a door or a follower asks the writer to do."""

    def needs(self) -> Iterable[Need]:
        """Everything that `run` may look up."""
        ...

    def run(self, tx: "Tx") -> Any:
        """The verb: plain code over `tx`; returns the answer or raises a Refusal."""
        ...


class Batch:
    """The records of one group commit: loaded once, shared by its commands in turn."""

    def __init__(self, now: int, kept: Kept | None = None) -> None:
        self.now = now
        self._kept = kept
        self.rows: dict[Records[Any], dict[Hashable, Any]] = {}
        self.found: dict[Lookup[Any], dict[Hashable, Any]] = {}
        self.fresh: dict[Records[Any], dict[Hashable, Any]] = {}
        self.dirty: dict[Records[Any], dict[Hashable, Any]] = {}
        self.events: list[Event] = []

    def load(self, bulk: Bulk, needs: Iterable[Need]) -> None:
        """One SELECT for each table, in rank order, so that a later one may depend on an earlier one."""
        wanted: dict[int, list[Need]] = {}
        for need in needs:
            wanted.setdefault(need[0].records.rank, []).append(need)
        for rank in sorted(wanted):
            self._load_rank(bulk, wanted[rank])

    def _load_rank(self, bulk: Bulk, needs: list[Need]) -> None:
        missing: dict[Lookup[Any], list[Hashable]] = {}
        for lookup, key in needs:
            resolved = self._resolve(key) if type(key) is Via else key
            if resolved is None:
                continue
            found = self.found.setdefault(lookup, {})
            if resolved not in found:
                found[resolved] = {} if lookup.is_many else None
                if not self._recall(lookup, resolved):
                    missing.setdefault(lookup, []).append(resolved)
        if missing:
            self._fetch(bulk, needs[0][0].records, dict(sorted(missing.items(), key=lambda item: item[0].columns)))

    def _recall(self, lookup: Lookup[Any], key: Hashable) -> bool:
        """Whether the record is still in memory from an earlier batch."""
        if self._kept is None or not lookup.records.is_kept or lookup.is_many:
            return False
        hit = self._kept.find(lookup, key)
        if hit is None:
            return False
        self.found[lookup][key], self.rows.setdefault(lookup.records, {})[hit[0]] = hit
        return True

    def _resolve(self, via: Via) -> Hashable | None:
        record = self.find(via.lookup, via.key)
        return getattr(record, via.attribute) if record is not None else None

    def _fetch(self, bulk: Bulk, records: Records[Any], lookups: dict[Lookup[Any], list[Hashable]]) -> None:
        rules = [lookup.rule(keys) for lookup, keys in lookups.items()]
        rows = self.rows.setdefault(records, {})
        for values in bulk.matching(records.table, rules, lock=records.is_locked):
            record = records.kind(*values)
            key = records.key(record)
            rows[key] = record
            for lookup in lookups:
                if (name := lookup.key(record)) in (found := self.found[lookup]):
                    if lookup.is_many:
                        found[name][key] = None
                    else:
                        found[name] = key

    def keep(self) -> None:
        """The batch is committed: what may be kept is kept."""
        if self._kept is not None:
            for records, rows in self.rows.items():
                if records.is_kept:
                    self._kept.take(records, rows)

    def find(self, lookup: Lookup[R], key: Hashable) -> R | None:
        """The record as the batch has it now; raises Undeclared for a key that nobody asked for."""
        try:
            at = self.found[lookup][key]
        except KeyError:
            raise _undeclared(lookup, key) from None
        return None if at is None else cast(R, self.rows[lookup.records][at])

    def all(self, many: Many[R], key: Hashable) -> list[R]:
        """The records as the batch has them now; raises Undeclared for a key that nobody asked for."""
        try:
            places = self.found[many][key]
        except KeyError:
            raise _undeclared(many, key) from None
        rows = self.rows.get(many.records, {})
        return [rows[at] for at in places]

    def merge(self, tx: "Tx") -> None:
        """Take over what one command did."""
        for records, key, before, after in tx.edits():
            self._place(records, key, before, after)
            target = self.fresh if key in self.fresh.get(records, ()) else self.dirty
            target.setdefault(records, {})[key] = after
        for records, record in tx.added:
            key = records.key(record)
            self._place(records, key, None, record)
            self.fresh.setdefault(records, {})[key] = record
        self.events += tx.events

    def _place(self, records: Records[Any], key: Hashable, before: Any, after: Any) -> None:
        """A new record is found by later commands whether or not anybody asked for its key before there was one."""
        self.rows.setdefault(records, {})[key] = after
        for lookup in records.lookups:
            is_moving = lookup in self.found and not lookup.is_steady
            if not (is_moving if before is not None else lookup in self.found or not lookup.is_many):
                continue
            found = self.found.setdefault(lookup, {})
            old, new = (lookup.key(before) if before is not None else None), lookup.key(after)
            if lookup.is_many:
                _regroup(found, key, old, new)
                continue
            if old != new and old is not None and found.get(old) == key:
                found[old] = None
            if new is not None:
                found[new] = key

    def flush(self, bulk: Bulk) -> None:
        """Updates before inserts: closing one and opening another in a batch must not meet in a unique index."""
        for records in sorted(self.dirty, key=lambda r: r.rank):
            records.update(bulk, self.dirty[records].values())
        for records in sorted(self.fresh, key=lambda r: r.rank):
            records.insert(bulk, self.fresh[records].values())


def _undeclared(lookup: Lookup[Any], key: Hashable) -> Undeclared:
    return Undeclared(f"{lookup.records.table.name}.{lookup.columns} = {key!r}")


def _regroup(found: dict[Hashable, Any], key: Hashable, old: Hashable, new: Hashable) -> None:
    if old in found:
        found[old].pop(key, None)
    if new in found:
        found[new][key] = None


class Tx:
    """One command's view of its batch, and its changes until the verb returns."""

    __slots__ = ("_batch", "_edited", "added", "events", "now")

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self.now = batch.now
        self._edited: dict[tuple[Records[Any], Hashable], tuple[Any, Any]] = {}
        self.added: list[tuple[Records[Any], Any]] = []
        self.events: list[Event] = []

    def find(self, lookup: Lookup[R], key: Hashable) -> R | None:
        """The record or None; a copy that `edit` handed out is seen here."""
        if self.added:
            for records, record in self.added:
                if records is lookup.records and lookup.key(record) == key:
                    return cast(R, record)
        record = self._batch.find(lookup, key)
        if record is not None and self._edited:
            edited = self._edited.get((lookup.records, lookup.records.key(record)))
            if edited is not None:
                record = edited[1] if lookup.key(edited[1]) == key else None
        return cast("R | None", record)

    def get(self, lookup: Lookup[R], key: Hashable) -> R:
        """The record; raises the lookup's NotFound."""
        record = self.find(lookup, key)
        if record is None:
            raise lookup.missing
        return record

    def all(self, many: Many[R], key: Hashable) -> list[R]:
        """All records with this key, those that this command changed or added as they are now."""
        edited = {at: after for (records, at), (_, after) in self._edited.items() if records is many.records}
        found = {many.records.key(record): record for record in self._batch.all(many, key)} | edited
        added = [record for records, record in self.added if records is many.records]
        return [record for record in (*found.values(), *added) if many.key(record) == key]

    def edit(self, records: Records[R], record: R) -> R:
        """A copy to change; every later look-up in this command sees it."""
        key = records.key(record)
        if (known := self._edited.get((records, key))) is not None:
            return cast(R, known[1])
        if any(other is record for _, other in self.added):
            return record
        mine: R = copy(record)
        self._edited[records, key] = (record, mine)
        return mine

    def add(self, records: Records[R], record: R) -> R:
        """A new record."""
        self.added.append((records, record))
        return record

    def happened(self, event: Event) -> None:
        """Leave a row in the event log, in the same transaction."""
        self.events.append(event)

    def edits(self) -> Iterator[tuple[Records[Any], Hashable, Any, Any]]:
        """(records, primary key, before, after) of every edited record."""
        for (records, key), (before, after) in self._edited.items():
            yield records, key, before, after
