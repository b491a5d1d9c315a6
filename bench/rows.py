"""What a measurement ends as: rows for build/bench.json, and a table for people."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

_QUIET = 0.05
"""What others may take of the server's core before a figure is doubtful."""


@dataclass(frozen=True)
class Row:
    """One measured thing. Values are medians over the runs.

    `bar` and `goal` are for the ratio where there is a reference, else for the value. A row without a bar only informs.
    """

    name: str
    value: float
    unit: str
    reference: str | None = None
    reference_value: float | None = None
    bar: float | None = None
    goal: float | None = None
    is_more_better: bool = True
    note: str = ""
    disturbed: float = 0.0
    """The share of the server's core that other processes took while the reference ran."""
    runs: list[float] = field(default_factory=list)
    reference_runs: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float | None:
        """Value to reference value."""
        return self.value / self.reference_value if self.reference_value else None

    @property
    def judged(self) -> float:
        """What the bar is for."""
        return self.value if self.ratio is None else self.ratio

    def reaches(self, mark: float | None) -> bool:
        """Whether it is at least as good as a bar or a goal."""
        return mark is None or (self.judged >= mark if self.is_more_better else self.judged <= mark)

    @property
    def passed(self) -> bool:
        """Whether it reaches its bar."""
        return self.reaches(self.bar)

    @property
    def is_doubtful(self) -> bool:
        """Whether others were in the reference's way: it was too slow then, and the ratio is too good."""
        return self.disturbed > _QUIET

    def as_json(self) -> dict[str, Any]:
        """All fields, and what follows from them."""
        return {**asdict(self), "ratio": self.ratio, "passed": self.passed}


def of_runs(
    name: str, unit: str, runs: Sequence[float], reference: str | None = None, references: Sequence[float] = (),
    **more: Any,
) -> Row:  # fmt: skip
    """A row from the values of the runs, and those of the reference in the same runs."""
    reference_value = median(references) if references else None
    return Row(
        name, median(runs), unit, reference, reference_value,
        runs=list(runs), reference_runs=list(references), **more,
    )  # fmt: skip


def write(rows: Sequence[Row], target: Path, about: dict[str, Any]) -> None:
    """`{"about": {...}, "rows": [...]}`"""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"about": about, "rows": [row.as_json() for row in rows]}, indent=2) + "\n")


def table(rows: Sequence[Row]) -> str:
    """For a terminal."""
    lines = [f"{'':4} {'what':<58} {'value':>12} {'reference':>12} {'ratio':>7} {'bar':>6} {'goal':>6}"]
    for row in rows:
        lines.append(
            f"{_verdict(row):4} {row.name:<58} {_number(row.value):>12} {_number(row.reference_value):>12} "
            f"{_number(row.ratio):>7} {_number(row.bar):>6} {_number(row.goal):>6}  {row.unit}"
        )
        if row.reference:
            lines.append(f"       reference: {row.reference}")
        if row.note:
            lines.append(f"       {row.note}")
    return "\n".join(lines)


def _verdict(row: Row) -> str:
    if row.bar is None:
        return ""
    if row.is_doubtful:
        return "?"
    return "ok" if row.passed else "MISS"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
