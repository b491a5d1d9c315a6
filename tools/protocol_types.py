"""Writes what the server's OpenAPI document says as TypeScript: clients/protocol/src/gen/server.ts.

The front end's own types (clients/protocol/src) are written by hand, for reading; agreement.ts there compares them with
these, so that the compiler finds where the two have parted.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import front

OUTPUT = Path("clients/protocol/src/gen/server.ts")
HEAD = """// Written by `make types` from the server's OpenAPI document. Do not edit.
"""
Schema = dict[str, Any]
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def main() -> None:
    file = front.ROOT / OUTPUT
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(from_server())
    print(f"{OUTPUT}: written")


def from_server() -> str:
    """The file's text, from the server's code as it is."""
    from besedka import app

    return module(app.openapi_document()["components"]["schemas"])


def module(components: dict[str, Schema]) -> str:
    """A module with one exported type for each component, in the order of their names."""
    types = [declaration(name, components[name]) for name in sorted(components)]
    return "\n".join([HEAD, *types])


def declaration(name: str, schema: Schema) -> str:
    comment = f"/** {first_line(schema['description'])} */\n" if schema.get("description") else ""
    return f"{comment}export type {identifier(name)} = {expression(schema)};\n"


def first_line(text: str) -> str:
    return text.strip().split("\n")[0].replace("*/", "* /")


def identifier(name: str) -> str:
    return re.sub(r"\W", "_", name)


def expression(schema: Schema) -> str:
    """The TypeScript for one schema; `unknown` for what it leaves open."""
    if "$ref" in schema:
        return identifier(schema["$ref"].rsplit("/", 1)[1])
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            return union([expression(part) for part in schema[choice]])
    if "const" in schema:
        return literal(schema["const"])
    if "enum" in schema:
        return union([literal(value) for value in schema["enum"]])
    return of_type(schema)


def of_type(schema: Schema) -> str:
    kind = schema.get("type")
    if isinstance(kind, list):
        return union([expression({**schema, "type": each}) for each in kind])
    if kind == "array":
        return f"readonly ({expression(schema.get('items') or {})})[]"
    if kind == "object":
        return object_of(schema)
    return PLAIN.get(str(kind), "unknown")


def object_of(schema: Schema) -> str:
    properties: dict[str, Schema] = schema.get("properties", {})
    if not properties:
        values = schema.get("additionalProperties")
        return f"Readonly<Record<string, {expression(values) if isinstance(values, dict) else 'unknown'}>>"
    required = set(schema.get("required", ()))
    lines = [
        f"  readonly {key}{'' if key in required else '?'}: {expression(part)};" for key, part in properties.items()
    ]
    return "\n".join(["{", *lines, "}"])


def union(parts: list[str]) -> str:
    return " | ".join(dict.fromkeys(parts)) or "never"


def literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main()
