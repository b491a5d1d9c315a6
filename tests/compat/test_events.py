"""Every event type that was ever released must decode for ever: the log of an installation is never rewritten.

A file in `events/` is a row of the log as it was written by the version that released this shape; it is never changed.
A new type, or a new version of one, gets a file of its own.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from besedka import events
from besedka.kernel.eventlog import Event, Unknown, decode

SAMPLES = sorted((Path(__file__).parent / "events").glob("*.json"))
ABSTRACT = {"ConversationEvent", "EntryEvent", "MarkEvent", "PromiseEvent"}


def row(sample: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sample.read_text())
    return found


def decoded(found: dict[str, Any], **more: Any) -> Event:
    data = json.dumps({**found["data"], **more})
    return decode(found["revision"], found["type"], found["subject"], found["actor"], found["at"], data)[1]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_released_event_decodes_as_what_it_was(sample: Path) -> None:
    found = row(sample)
    event = decoded(found)
    assert type(event).__name__ == found["type"]
    assert (event.subject, event.actor, event.at) == (found["subject"], found["actor"], found["at"])
    assert {name: getattr(event, name) for name in found["data"]} == found["data"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_field_that_this_version_does_not_know_is_skipped(sample: Path) -> None:
    assert decoded(row(sample), added_by_a_later_version=[{"x": 1}]) == decoded(row(sample))


def test_a_type_that_this_version_does_not_know_is_skipped() -> None:
    assert isinstance(decoded({**row(SAMPLES[0]), "type": "ConversationTranslated"}), Unknown)


def test_every_type_has_a_sample_of_its_present_version() -> None:
    known = {f"{kind.__name__}.v{kind.version}" for module in modules() for kind in types_of(module)}
    assert known - {sample.stem for sample in SAMPLES} == set()


def modules() -> list[Any]:
    return [getattr(events, name) for name in events.__all__]


def types_of(module: Any) -> list[type[Event]]:
    own = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, Event)]
    return [kind for kind in own if kind.__module__ == module.__name__ and kind.__name__ not in ABSTRACT]
