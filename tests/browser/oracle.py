"""What must be true of a talk, whatever happened while it went on."""

from __future__ import annotations

from tests.browser.operator import Operator
from tests.browser.visitor import Visitor


def both_have(visitor: Visitor, operator: Operator, *, of_visitor: int, of_operator: int) -> None:
    """Each side shows V1..Vn and A1..An once, in the order of their writers, and both show one order."""
    said = visitor.said()
    assert said == operator.said(), "the two sides do not show the same"
    assert [mark for mark in said if mark.startswith("V")] == [f"V{n}" for n in range(1, of_visitor + 1)]
    assert [mark for mark in said if mark.startswith("A")] == [f"A{n}" for n in range(1, of_operator + 1)]
