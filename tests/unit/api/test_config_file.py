"""The file of settings: what is written is read again exactly, and differences are told field by field."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besedka.api.admin.config import BadConfig, as_document, changes, read, written

SUPPORT: dict[str, Any] = {
    "names": {"en": "Support", "ru": "Поддержка"},
    "settings": {
        "hours": {"zone": "Europe/Moscow", "always": False, "week": {"mon": [["09:00", "18:00"]]}},
        "lanes": [{"id": "gold", "match": {"fields": {"tariff": ["gold"]}}}, {"id": "rest", "priority": -1}],
        "topics": [{"id": "net", "topics": [{"id": "slow", "names": {"en": 'It\'s "slow"\n\x7f'}}]}],
    },
}
DOCUMENT: dict[str, Any] = {
    "departments": {"support": SUPPORT},
    "staff": {"anna@x.example": {"name": "Anna", "departments": ["support"]}},
}

_scalars = st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | st.text()
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=6),
    max_leaves=30,
)


@given(st.dictionaries(st.text(max_size=6), _values, max_size=6))
def test_whatever_is_written_is_read_again_exactly(document: dict[str, Any]) -> None:
    assert tomllib.loads(written(document)) == document


def test_a_document_goes_through_the_file_unchanged_and_is_readable() -> None:
    text = written(as_document(read(DOCUMENT)))
    assert read(tomllib.loads(text)) == read(DOCUMENT)
    assert 'names = { en = "Support", ru = "Поддержка" }' in text
    assert "[[departments.support.settings.lanes]]" in text
    assert '[staff."anna@x.example"]' not in text.splitlines()[0]


def test_differences_are_told_field_by_field() -> None:
    other = {
        "names": {"en": "Help", "ru": "Поддержка"},
        "settings": {
            "hours": SUPPORT["settings"]["hours"] | {"zone": "UTC"},
            "lanes": [{"id": "rest"}, {"id": "new"}],
        },
    }
    found = changes(read(DOCUMENT), read({"departments": {"support": other}}))
    assert [str(change) for change in found] == [
        '~ departments.support.names.en = "Support" -> "Help"',
        '- departments.support.settings.hours.zone = "Europe/Moscow"',
        '- departments.support.settings.lanes.gold = {"id":"gold","match":{"fields":{"tariff":["gold"]}}}',
        "- departments.support.settings.lanes.rest.priority = -1",
        '+ departments.support.settings.lanes.new.id = "new"',
        '~ departments.support.settings.lanes (order) = ["gold","rest"] -> ["rest","new"]',
        f"- departments.support.settings.topics = {_json(SUPPORT['settings']['topics'])}",
    ]
    assert changes(read(DOCUMENT), read(DOCUMENT)) == []


def _json(value: Any) -> str:
    import msgspec

    return msgspec.json.encode(value).decode()


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ({"brands": {}}, "'brands'"),
        ({"staff": []}, "staff: expected an object"),
        ({"departments": {"Big Words": {}}}, "'Big Words'"),
        ({"staff": {"anna": {}}}, "staff.anna: Object missing required field `name`"),
        ({"departments": {"s": {"names": {}, "settings": {"needs_topic": 1}}}}, "departments.s.settings.needs_topic:"),
        (
            {"departments": {"s": {"names": {}, "settings": {"lanes": [{"idd": 1}]}}}},
            "departments.s.settings.lanes[0]:",
        ),
        ({"staff": {"a@b": {"name": "A", "role": "owner"}}}, "staff.a@b.role: Invalid enum value 'owner'"),
        (
            {"staff": {"a@b.c": {"name": "A", "password": "x"}}},
            'staff."a@b.c": Object contains unknown field `password`',
        ),
    ],
)
def test_a_refusal_names_the_field(document: dict[str, Any], told: str) -> None:
    with pytest.raises(BadConfig) as refused:
        read(document)
    assert told in refused.value.detail
