"""The whole job in two windows, as two people see it. The same story in both languages."""

from __future__ import annotations

import pytest

from tests.browser.story import Story
from tests.browser.windows import Windows
from tests.browser.words import EN, RU, Words


@pytest.mark.parametrize("words", [EN, RU], ids=["en", "ru"])
def test_somebody_asks_on_a_site_and_an_operator_answers(windows: Windows, words: Words) -> None:
    story = Story(windows, words, with_pictures=True)
    story.play()
    assert story.frames, "the visitor's WebSocket was not watched, so nothing is known about the note"
