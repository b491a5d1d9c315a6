"""What the code has, the docs name."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from besedka import events
from besedka.kernel.eventlog import Event, Unknown
from besedka.kernel.settings import Settings
from tests.docs.markdown import ROOT, repository_files, rows

SETTINGS = rows(ROOT / "docs" / "settings.md")
EVENTS = rows(ROOT / "docs" / "events.md")
VARIABLE = re.compile(r"\bBESEDKA_[A-Z][A-Z_]*[A-Z]\b")
CODE_FOLDERS = {"src", "tools", "tests", "bench", "clients"}
COMMON_FIELDS = {"subject", "actor", "at", "identity_id", "department_id"}


def variables_in_the_code() -> set[str]:
    found = set()
    for file in repository_files():
        place = file.relative_to(ROOT).parts[0]
        if place in CODE_FOLDERS | {"Makefile", "hatch_build.py"} and file.suffix in {".py", ".ts", ".mjs", ""}:
            found.update(VARIABLE.findall(file.read_text()))
    return found


def test_every_variable_that_the_code_reads_has_its_row() -> None:
    assert variables_in_the_code() - set(SETTINGS) == set()


def test_no_row_names_a_variable_that_is_gone() -> None:
    fields = {f"BESEDKA_{field.name.upper()}" for field in msgspec.structs.fields(Settings)}
    assert set(SETTINGS) - fields - variables_in_the_code() == set()


@pytest.mark.parametrize("field", msgspec.structs.fields(Settings), ids=lambda field: field.name)
def test_every_setting_has_its_row_with_its_default(field: msgspec.structs.FieldInfo) -> None:
    default, meaning = SETTINGS[f"BESEDKA_{field.name.upper()}"]
    assert default == shown(field.default)
    assert len(meaning) > 20


def shown(default: Any) -> str:
    """A default as the table shows it: nothing, or the text that one would write into the variable."""
    if default in ("", None):
        return ""
    text = str(default).lower() if isinstance(default, bool) else str(default)
    return f"`{text}`"


def event_types() -> list[type[Event]]:
    """Types that are written: not the classes that others are made from, and not those of tests."""
    known = [kind for kind in Event.known.values() if kind.__module__.startswith(f"{events.__name__}.")]
    return [kind for kind in known if not kind.__subclasses__() and kind is not Unknown]


@pytest.mark.parametrize("kind", event_types(), ids=lambda kind: kind.__name__)
def test_every_event_has_its_row_with_its_fields(kind: type[Event]) -> None:
    fields, meaning = EVENTS[kind.__name__]
    assert set(re.findall(r"`([a-z_]+)`", fields)) == set(kind.__struct_fields__) - COMMON_FIELDS | own(kind, fields)
    assert meaning


def own(kind: type[Event], fields: str) -> set[str]:
    """`identity_id` and `department_id` are common for conversations, and a field like others elsewhere."""
    return {
        name for name in ("identity_id", "department_id") if f"`{name}`" in fields and name in kind.__struct_fields__
    }


def test_no_row_names_an_event_that_is_gone() -> None:
    assert set(EVENTS) == {kind.__name__ for kind in event_types()}


def test_the_log_of_changes_has_fragments_with_a_kind() -> None:
    import changelog

    assert changelog.fragments(Path(ROOT / "docs" / "changes"))


def test_the_protocols_types_are_those_of_the_server() -> None:
    import protocol_types

    written = (ROOT / protocol_types.OUTPUT).read_text()
    assert written == protocol_types.from_server(), "run `make types` and commit what it wrote"
