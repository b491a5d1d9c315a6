"""What a document would change, field by field."""

from collections.abc import Iterator
from typing import Any

import msgspec

from besedka.api.admin.config.document import Config, as_document


class Change(msgspec.Struct, frozen=True):
    """One field: `departments.support.settings.hours.zone`. Null: not there."""

    path: str
    before: Any
    after: Any

    def __str__(self) -> str:
        if self.before is None:
            return f"+ {self.path} = {_shown(self.after)}"
        if self.after is None:
            return f"- {self.path} = {_shown(self.before)}"
        return f"~ {self.path} = {_shown(self.before)} -> {_shown(self.after)}"


def changes(present: Config, wanted: Config) -> list[Change]:
    """From what there is to what is wanted; what the wanted document does not name at all stays."""
    old, new = as_document(present), as_document(wanted)
    return [
        change
        for group, parts in new.items()
        for key, part in parts.items()
        for change in _between(f"{group}.{_key(key)}", old[group].get(key), part)
    ]


def _between(path: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    old, new = _by_name(before), _by_name(after)
    if (old is None and before is not None) or new is None:
        yield Change(path, before, after)
        return
    for key in {**(old or {}), **new}:
        yield from _below(f"{path}.{_key(key)}", (old or {}).get(key), new.get(key))
    if isinstance(before, list) and isinstance(after, list) and list(old or {}) != list(new):
        yield Change(f"{path} (order)", list(old or {}), list(new))


def _below(path: str, before: Any, after: Any) -> Iterator[Change]:
    if after is None and before is not None:
        yield Change(path, before, None)
    else:
        yield from _between(path, before, after)


def _by_name(value: Any) -> dict[str, Any] | None:
    """Fields of an object; items of a list that have ids; None for what is compared as a whole."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(item, dict) and "id" in item for item in value):
        return {item["id"]: item for item in value}
    return None


def _key(key: str) -> str:
    return key if "." not in key else f'"{key}"'


def _shown(value: Any) -> str:
    return msgspec.json.encode(value).decode()
