"""Writing TOML, which the standard library only reads: plain values, lists, tables, lists of tables."""

import json
import re
from collections.abc import Iterator
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_INLINE = 4
"""A table of at most so many plain values stands in one line."""


def written(document: dict[str, Any]) -> str:
    """As `tomllib` reads it, in the order of the document. There are no nulls in it."""
    return "\n".join(_table((), document)).lstrip("\n") + "\n"


def _table(path: tuple[str, ...], table: dict[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if not _is_table(value) and not _is_list_of_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        name = ".".join(_key(part) for part in (*path, key))
        if _is_table(value):
            yield from _headed(f"[{name}]", (*path, key), value)
        elif _is_list_of_tables(value):
            for item in value:
                yield from _headed(f"[[{name}]]", (*path, key), item)


def _headed(head: str, path: tuple[str, ...], table: dict[str, Any]) -> Iterator[str]:
    """A table of nothing but tables needs no head of its own."""
    if head.startswith("[[") or not all(_is_table(value) for value in table.values()):
        yield from ("", head)
    yield from _table(path, table)


def _is_table(value: Any) -> bool:
    """What does not fit into one line."""
    return isinstance(value, dict) and (
        len(value) > _INLINE or any(isinstance(each, dict | list) for each in value.values())
    )


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _value(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            inside = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
            return f"{{ {inside} }}" if inside else "{}"
    return repr(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)
