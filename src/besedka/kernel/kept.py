"""Records that the only writing process keeps in memory between batches, so that it need not read them again.

Only where no other process can write (SQLite); elsewhere rows are read under their locks each time.
"""

from collections.abc import Hashable
from typing import Any

_ROWS_MAX = 50_000


class Kept:
    """Rows as of the last commit, by key and by every look-up of their kind."""

    def __init__(self) -> None:
        self._rows: dict[Any, dict[Hashable, Any]] = {}
        self._found: dict[Any, dict[Hashable, Hashable]] = {}

    def find(self, lookup: Any, key: Hashable) -> tuple[Hashable, Any] | None:
        """(primary key, record), or None: not kept, which says nothing about the table."""
        at = self._found.get(lookup, _NOTHING).get(key)
        return None if at is None else (at, self._rows[lookup.records][at])

    def take(self, records: Any, rows: dict[Hashable, Any]) -> None:
        """Keep what a committed batch holds."""
        mine = self._rows.setdefault(records, {})
        if len(mine) + len(rows) > _ROWS_MAX:
            self.forget()
            mine = self._rows.setdefault(records, {})
        for key, record in rows.items():
            before = mine.get(key)
            if before is not record:
                mine[key] = record
                self._index(records, key, before, record)

    def _index(self, records: Any, key: Hashable, before: Any, after: Any) -> None:
        for lookup in records.lookups:
            if before is not None and lookup.is_steady:
                continue
            found = self._found.setdefault(lookup, {})
            new = lookup.key(after)
            if before is not None and (old := lookup.key(before)) != new and found.get(old) == key:
                del found[old]
            if new is not None:
                found[new] = key

    def forget(self) -> None:
        """Start afresh: somebody wrote past the records."""
        self._rows.clear()
        self._found.clear()


_NOTHING: dict[Hashable, Hashable] = {}
