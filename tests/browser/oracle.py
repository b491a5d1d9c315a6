"""What must be true of a talk, whatever happened while it went on."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.demo import Demo
from tests.browser.operator import Operator
from tests.browser.patience import until_it_is
from tests.browser.visitor import Visitor


def both_have(visitor: Visitor, operator: Operator, *, of_visitor: int, of_operator: int) -> None:
    """Each side shows V1..Vn and A1..An once, in the order of their writers, and both show one order."""
    said = visitor.said()
    until_it_is(operator.page, said, operator.said)  # news is drawn a moment after it came
    assert [mark for mark in said if mark.startswith("V")] == [f"V{n}" for n in range(1, of_visitor + 1)]
    assert [mark for mark in said if mark.startswith("A")] == [f"A{n}" for n in range(1, of_operator + 1)]


def facts(demo: Demo, *more: str) -> Any:
    """What `besedka facts` derives from the log alone; rows are a line each."""
    today = datetime.now(UTC).date()
    days = (f"--from={today - timedelta(1)}", f"--to={today + timedelta(7)}")
    lines = [json.loads(line) for line in demo.printed_by("facts", *days, "--json", *more).splitlines()]
    return lines if more else lines[0]
