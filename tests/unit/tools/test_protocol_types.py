from typing import Any

import pytest

import protocol_types


@pytest.mark.parametrize(
    ("schema", "typescript"),
    [
        ({"type": "string"}, "string"),
        ({"type": "integer", "minimum": 0}, "number"),
        ({"type": ["string", "null"]}, "string | null"),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, "number | null"),
        ({"enum": ["a", "b"]}, '"a" | "b"'),
        ({"const": "send"}, '"send"'),
        ({"$ref": "#/components/schemas/besedka.Entry"}, "besedka_Entry"),
        ({"type": "array", "items": {"type": ["string", "null"]}}, "readonly (string | null)[]"),
        ({"type": "object", "additionalProperties": {"type": "string"}}, "Readonly<Record<string, string>>"),
        ({"type": "object"}, "Readonly<Record<string, unknown>>"),
        ({}, "unknown"),
    ],
)
def test_a_schema_becomes_the_type_that_means_the_same(schema: dict[str, Any], typescript: str) -> None:
    assert protocol_types.expression(schema) == typescript


def test_a_property_that_is_not_required_may_be_missing() -> None:
    schema = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b": {"type": "boolean"}}}
    assert protocol_types.expression(schema) == "{\n  readonly a: string;\n  readonly b?: boolean;\n}"


def test_a_component_is_exported_with_its_first_line_of_words() -> None:
    schema = {"description": "Who wrote.\n\nMore.", "type": "string"}
    assert protocol_types.declaration("Author", schema) == "/** Who wrote. */\nexport type Author = string;\n"
