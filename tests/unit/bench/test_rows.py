"""Rows of the bench: what is compared with what."""

import json
from pathlib import Path

import pytest
from bench.rows import Row, of_runs, table, write


def test_a_row_is_the_median_of_its_runs_and_its_ratio_is_that_of_the_medians() -> None:
    row = of_runs("durable", "messages/s", [900, 100, 1000], "echo", [5000, 20000, 10000])
    assert (row.value, row.reference_value, row.ratio) == (900, 10000, 0.09)
    assert (row.runs, row.reference_runs) == ([900, 100, 1000], [5000, 20000, 10000])


@pytest.mark.parametrize(
    ("value", "is_more_better", "passes"), [(80, True, True), (79, True, False), (80, False, True), (81, False, False)]
)
def test_with_a_reference_the_bar_is_for_the_ratio(value: float, is_more_better: bool, passes: bool) -> None:
    row = Row("x", value, "1/s", "y", 1000, bar=0.08, is_more_better=is_more_better)
    assert row.passed is passes


@pytest.mark.parametrize(("value", "passes"), [(16.0, True), (16.1, False)])
def test_without_a_reference_the_bar_is_for_the_value(value: float, passes: bool) -> None:
    assert Row("idle", value, "KB", bar=16, is_more_better=False).passed is passes


def test_a_row_without_a_bar_only_informs() -> None:
    row = Row("first start", 99, "s", is_more_better=False)
    assert row.passed
    assert "ok" not in table([row])


def test_the_table_marks_what_misses_its_bar() -> None:
    shown = table([Row("slow", 1, "1/s", "fast", 100, bar=0.5), Row("good", 60, "1/s", "fast", 100, bar=0.5)])
    assert [line.split()[:2] for line in shown.splitlines() if "/s" in line] == [["MISS", "slow"], ["ok", "good"]]


def test_a_reference_that_others_disturbed_proves_nothing() -> None:
    row = Row("good", 60, "1/s", "fast", 100, bar=0.5, disturbed=0.2)
    assert row.is_doubtful
    assert table([row]).splitlines()[1].split()[0] == "?"


def test_the_file_holds_what_follows_from_a_row_too(tmp_path: Path) -> None:
    write([Row("slow", 1, "1/s", "fast", 100, bar=0.5, goal=0.6)], tmp_path / "new" / "bench.json", {"runs": 5})
    written = json.loads((tmp_path / "new" / "bench.json").read_text())
    assert written["about"] == {"runs": 5}
    [row] = written["rows"]
    assert {"name", "value", "unit", "reference", "reference_value", "ratio", "bar", "goal", "passed"} <= row.keys()
    assert (row["ratio"], row["passed"]) == (0.01, False)
