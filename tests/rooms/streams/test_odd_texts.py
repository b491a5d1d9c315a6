"""Odd texts are stored and shown as they were written, up to the client's own model; length counts characters."""

import pytest

from besedka.conversations.refusals import EmptyText, TextTooLong
from tests.rooms.streams import test_coming_back as stories

scene, reducer = stories.scene, stories.reducer

KEPT = (
    "a" + "\u0301" * 3_999,
    "\u202eright to left\u202c and \u2066isolated\u2069",
    "zero\u200bwidth\u200djoiner\ufeff.",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "𝕬𝖓𝖓𝖆 \U0010ffff \ufffe",
    "line\nbreak\tand tab",
    "with\u2028separators\u2029inside",
    "<script>alert(1)</script> {{7*7}} ${7*7} %s",
    '\\" \\u0000 \\n',
    "'; DROP TABLE messages; --",
    "Ё ё ﷽ ﬁ Å",
    "4" * 4_000,
)
CLEANED = {
    "a\x00b\x07c": "abc",
    "  outer blanks \n": "outer blanks",
    "bell\x7f": "bell",
    "return\r\nline": "return\nline",
}


async def test_a_text_arrives_as_it_was_written(scene: stories.Scene) -> None:
    ann = await scene.at_a_screen("ann")
    for text in KEPT:
        await scene.do("ann", "send", text=text)
    for text in CLEANED:
        await scene.do("ann", "send", text=text)
    await scene.stage.settled()
    ann.receive(ann.arrived())
    (log,) = scene.reducer.dump()["entries"].values()
    assert [entry["text"] for entry in log] == [*KEPT, *CLEANED.values()]


async def test_who_comes_later_reads_the_same(scene: stories.Scene) -> None:
    for text in KEPT:
        await scene.do("ann", "send", text=text)
    ann = await scene.at_a_screen("ann")
    (log,) = scene.reducer.dump()["entries"].values()
    assert [entry["text"] for entry in log] == [*KEPT]
    ann.go()


@pytest.mark.parametrize("text", ["x" * 4_001, "👩" * 4_001, "\u0301" * 4_001])
async def test_a_text_over_the_limit_is_refused(scene: stories.Scene, text: str) -> None:
    with pytest.raises(TextTooLong):
        await scene.do("ann", "send", text=text)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x01", "\u00a0"])
async def test_a_text_in_which_nothing_can_be_seen_is_refused(scene: stories.Scene, text: str) -> None:
    with pytest.raises(EmptyText):
        await scene.do("ann", "send", text=text)
