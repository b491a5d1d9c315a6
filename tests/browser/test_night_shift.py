"""A night of four operators and twelve visitors, and what must be true of it in the morning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.crowd import Crowd
from tests.browser.demo import Demo
from tests.browser.night import OVERFLOW_MS, Night
from tests.browser.oracle import facts
from tests.browser.windows import Windows
from tests.faults import oracle


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One whose clock is driven."""
    with Demo(tmp_path_factory.mktemp("night"), has_clock=True).running() as running:
        yield running


def test_four_operators_bring_twelve_visitors_through_the_night(windows: Windows, demo: Demo) -> None:
    with Crowd(demo.port).together() as crowd:
        night = Night(windows, crowd)
        night.pass_by()
        nothing_is_lost_and_nobody_had_too_many(night, demo)
        the_figures_are_those_of_the_night(facts(demo))
        each_conversation_has_its_facts(night, facts(demo, "--rows"))


def nothing_is_lost_and_nobody_had_too_many(night: Night, demo: Demo) -> None:
    """What people remember is in the store; by the log each had one owner at a time, and nobody was over the limit."""
    guests = [guest.client for guest in night.guests.values()]
    found = night.crowd.wait(oracle.require_clean(f"sqlite:///{demo.database}", guests, seconds=5))
    assert len(found.conversations) == len(night.guests) + 1, "Lena has a screen"
    for colleague in (night.igor, night.olga, night.timur):
        assert list(oracle.lost(found, colleague.client.sent)) == []


def the_figures_are_those_of_the_night(found: Any) -> None:
    """Twelve first questions, and two of people who came back: all answered."""
    figures, ratings = found["figures"], found["figures"]["ratings"]
    counted = ("offered", "answered", "waiting", "late_replies", "transfers", "returns", "reopened")
    assert [figures[name] for name in counted] == [14, 14, 0, 0, 1, 1, 2]
    assert (ratings["response"]["n"], ratings["five"]["csi"], ratings["ten"]["nps"]) == (5, 100.0, 100.0)
    assert max(duty["most"] for duty in found["duties"].values()) == 4


def each_conversation_has_its_facts(night: Night, rows: list[Any]) -> None:
    """Who had it and how that ended, how long it waited, when it rested, what was said of it."""
    by_id = {guest.chat["id"]: name for name, guest in night.guests.items()}
    of: dict[str, Any] = {}
    for row in rows:
        of.setdefault(by_id.get(row["episode"]["conversation_id"], "Lena"), row)
    anna = of["Lena"]["episode"]["segments"][0]["operator_id"]
    igor, olga, timur = night.igor.id, night.olga.id, night.timur.id
    assert {name: hands(row) for name, row in of.items()} == {
        "Lena": [(anna, "resumed"), (anna, "closed")], "Boris": [(igor, "closed")], "Clara": [(olga, "closed")],
        "Dan": [(timur, None)], "Emil": [(anna, None)], "Fay": [(igor, "vanished"), (olga, None)],
        "Gleb": [(olga, "closed")], "Hanna": [(anna, None)], "Ivan": [(anna, None)], "Lev": [(timur, None)],
        "Kira": [(anna, "transferred"), (olga, "declined"), (anna, None)], "Mila": [(igor, None)],
    }  # fmt: skip
    assert of["Mila"]["wait"]["ms"] >= OVERFLOW_MS > of["Kira"]["wait"]["ms"] > 0
    assert [rest["kind"] for rest in of["Emil"]["episode"]["segments"][0]["rests"]] == ["snoozed"]
    lena = of["Lena"]["episode"]
    assert [rest["kind"] for rest in lena["segments"][0]["rests"]] == ["parked"]
    assert (lena["topic_id"], lena["rating"]["five"], lena["rating"]["ten"]) == ("slow", 5, 10)


def hands(row: Any) -> list[tuple[str, str | None]]:
    """Through whose hands it went, and why each part ended."""
    return [(segment["operator_id"], segment["why"]) for segment in row["episode"]["segments"]]
