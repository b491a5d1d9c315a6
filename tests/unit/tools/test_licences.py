import pytest

import licences


@pytest.mark.parametrize(
    "expression", ["MIT", "Apache-2.0 AND MIT", "(MIT OR GPL-3.0-only)", "MPL-2.0", "BSD-3-Clause"]
)
def test_permissive_and_weak_copyleft_licences_are_allowed(expression: str) -> None:
    assert licences.is_allowed(expression)


@pytest.mark.parametrize("expression", ["GPL-3.0-only", "AGPL-3.0", "MIT AND GPL-2.0", "", "UNKNOWN", "SSPL-1.0"])
def test_strong_copyleft_and_silence_are_refused(expression: str) -> None:
    assert not licences.is_allowed(expression)
