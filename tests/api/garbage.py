"""Wrong messages of every kind, made from the struct types of the code: a new type or field cannot be forgotten."""

import json
from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from besedka.kernel.ids import new_id

DEPTH = 10_000
WRONG_VALUES: dict[str, str] = {
    "null": "null",
    "true": "true",
    "zero": "0",
    "minus one": "-1",
    "a fraction": "1.5",
    "over 32 bits": str(2**31),
    "over 53 bits": str(2**53 + 1),
    "over 64 bits": str(2**64),
    "a number of 30 digits": "1" * 30,
    "a number of 30,000 digits": "9" * 30_000,
    "a huge exponent": "1e999",
    "not a number": "NaN",
    "infinity": "-Infinity",
    "an empty text": '""',
    "blanks": '"  \\n\\t "',
    "a long text": f'"{"x" * 50_000}"',
    "a NUL": '"a\\u0000b"',
    "a lone surrogate": '"\\ud800"',
    "a surrogate the wrong way round": '"\\udc00\\ud800"',
    "a control character as it is": '"a\x01b"',
    "many combining marks": f'"a{chr(0x301) * 3_900}"',
    "right to left": '"\u202eabc\u2066"',
    "an emoji of many": '"👩‍👩‍👧‍👦"',
    "a piece of SQL": '"\'; DROP TABLE messages; --"',
    "a piece of a path": '"../../etc/passwd"',
    "a text that is a number": '"1"',
    "a uuid": f'"{new_id()}"',
    "a uuid with a line break": f'"{new_id()}\\n"',
    "an array": "[]",
    "an array of texts": '["a"]',
    "an object": "{}",
    "an object with an operator": '{"$ne": null}',
    "nested deep": "[" * DEPTH + "]" * DEPTH,
    "nested deep in objects": '{"a":' * 2_000 + "1" + "}" * 2_000,
}
"""Raw JSON, and what is none, in the place of a value."""

WHOLE: dict[str, bytes] = {
    "nothing": b"",
    "a blank": b" ",
    "broken JSON": b'{"type": "send", ',
    "two objects": b'{"type":"ping"}{"type":"ping"}',
    "no JSON": b"hello",
    "a text": b'"ping"',
    "a number": b"1",
    "null": b"null",
    "an array": b'[{"type":"ping"}]',
    "nested deep": b"[" * DEPTH,
    "nested deep and closed": b'{"a":' * DEPTH + b"1" + b"}" * DEPTH,
    "no type": b"{}",
    "an empty type": b'{"type":""}',
    "an unknown type": b'{"type":"destroy"}',
    "a type of the server": b'{"type":"welcome"}',
    "a type that is null": b'{"type":null}',
    "a type that is a number": b'{"type":1}',
    "a type that is an array": b'{"type":["ping"]}',
    "a type in capitals": b'{"type":"PING"}',
    "a NUL behind": b'{"type":"ping"}\x00',
    "a byte order mark": b'\xef\xbb\xbf{"type":"ping"}',
    "a pollution": b'{"type":"ping","__proto__":{"a":1}}',
}
"""Whole messages that are none."""


def kinds(union: Any) -> list[type[msgspec.Struct]]:
    """The message types of an audience."""
    return list(get_args(union)) or [union]


def tag(kind: type[msgspec.Struct]) -> str:
    return str(kind.__struct_config__.tag)


def example(kind: type[msgspec.Struct], **known: Any) -> dict[str, str]:
    """A right message: raw JSON by field. `known`: values for fields by name."""
    found = {"type": json.dumps(tag(kind))}
    for field in msgspec.structs.fields(kind):
        value = known[field.name] if field.name in known else _value(msgspec.inspect.type_info(field.type))
        found[field.name] = json.dumps(value)
    return found


def _value(kind: msgspec.inspect.Type) -> Any:
    match kind:
        case msgspec.inspect.StrType(pattern=pattern):
            return new_id() if pattern and "0-9a-fA-F" in pattern else "x1"
        case msgspec.inspect.IntType():
            return 1
        case msgspec.inspect.BoolType():
            return True
        case msgspec.inspect.VarTupleType(item_type=item):
            return [_value(item)]
        case msgspec.inspect.LiteralType(values=values):
            return values[0]
        case msgspec.inspect.EnumType():
            return next(iter(kind.cls)).value
        case msgspec.inspect.UnionType(types=types):
            return _value(types[0])
    raise TypeError(f"Expected a type that examples can be made of, got {kind}. Teach tests/api/garbage.py.")


def raw(fields: dict[str, str]) -> bytes:
    """The message as bytes."""
    body = ",".join(f"{json.dumps(name)}:{value}" for name, value in fields.items())
    return f"{{{body}}}".encode("utf-8", "surrogatepass")


def spoilt(kind: type[msgspec.Struct], **known: Any) -> Iterator[tuple[str, bytes]]:
    """(what is wrong, message): each field with each wrong value, left out, twice; and fields that are not its own."""
    names = [field.name for field in msgspec.structs.fields(kind)]
    for name in names:
        for what, value in WRONG_VALUES.items():
            yield f"{tag(kind)}.{name}: {what}", raw({**example(kind, **known), name: value})
        fields = example(kind, **known)
        twice = raw(fields)[:-1] + f",{json.dumps(name)}:{fields[name]}}}".encode()
        yield f"{tag(kind)}.{name}: twice", twice
        del fields[name]
        yield f"{tag(kind)}.{name}: left out", raw(fields)
    for foreign in ("role", "operator_id", "created_at", "seq", "Type", ""):
        if foreign not in names:
            yield f"{tag(kind)}: foreign field {foreign!r}", raw({**example(kind, **known), foreign: '"admin"'})
