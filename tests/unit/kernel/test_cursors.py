"""Cursors: opaque, for one reader, of one epoch, and not to be broken by whatever a client sends."""

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from besedka.kernel.cursors import Cursors, Lost, tag

SECRET = "a secret of this installation, and a long one"
ANNA, BORIS = tag("anna"), tag("boris")
HEX = "0123456789abcdef"


@pytest.fixture(scope="module")
def cursors() -> Cursors:
    """One for all tests of this file, as a process has one for all its readers."""
    return Cursors(SECRET, "epoch one")


def given_out(cursors: Cursors, revision: int, reader: bytes = ANNA) -> str:
    return cursors.make(revision, reader).decode()


def reason(cursors: Cursors, cursor: str, reader: bytes = ANNA, head: int = 2**40) -> str:
    with pytest.raises(Lost) as lost:
        cursors.read(cursor, reader, head)
    return lost.value.reason


@given(revision=st.integers(0, 2**48 - 1))
def test_a_cursor_reads_back_as_the_revision_it_was_made_for(cursors: Cursors, revision: int) -> None:
    made = given_out(cursors, revision)
    assert len(made) == 32
    assert set(made) <= set(HEX)
    assert cursors.read(made, ANNA, revision) == revision


def test_the_cursor_of_another_reader_is_foreign(cursors: Cursors) -> None:
    assert reason(cursors, given_out(cursors, 7, BORIS)) == "foreign"


def test_a_cursor_ahead_of_the_log_is_of_the_future(cursors: Cursors) -> None:
    assert cursors.read(given_out(cursors, 8), ANNA, 8) == 8
    assert reason(cursors, given_out(cursors, 9), head=8) == "future"


def test_a_restored_store_does_not_know_the_cursors_given_out_before(cursors: Cursors) -> None:
    restored = Cursors(SECRET, "epoch two")
    assert reason(restored, given_out(cursors, 7)) == "unknown_epoch"


def test_another_installation_takes_no_cursor_of_this_one(cursors: Cursors) -> None:
    elsewhere = Cursors(SECRET[::-1], "epoch one")
    assert reason(elsewhere, given_out(cursors, 7)) == "foreign"


@given(garbage=st.text(max_size=40) | st.text(string.hexdigits, max_size=31) | st.text(HEX, min_size=33, max_size=80))
def test_garbage_is_foreign_and_leaves_the_cursors_of_others_whole(cursors: Cursors, garbage: str) -> None:
    honest = given_out(cursors, 7)
    assert reason(cursors, garbage) == "foreign"
    assert cursors.read(honest, ANNA, 7) == 7


@given(revision=st.integers(0, 2**40), flipped=st.integers(0, 31), other=st.sampled_from(HEX))
def test_a_changed_cursor_is_foreign(cursors: Cursors, revision: int, flipped: int, other: str) -> None:
    made = given_out(cursors, revision)
    changed = made[:flipped] + other + made[flipped + 1 :]
    if changed != made:
        assert reason(cursors, changed) == "foreign"


def test_neighbouring_cursors_tell_nothing_about_how_much_happened(cursors: Cursors) -> None:
    """A keyed permutation: between neighbours, and between readers at one place, about half of all bits differ."""
    run = [given_out(cursors, revision) for revision in range(2_000)]
    same_places = [given_out(cursors, revision, BORIS) for revision in range(2_000)]
    assert len(set(run) | set(same_places)) == 4_000
    for pairs in (list(pairwise(run)), list(zip(run, same_places, strict=True))):
        assert 0.48 < sum(differing_bits(*pair) for pair in pairs) / len(pairs) / 128 < 0.52
    assert run != sorted(run)
    assert run != sorted(run, reverse=True)


def differing_bits(*pair: str) -> int:
    one, other = (int(cursor, 16) for cursor in pair)
    return (one ^ other).bit_count()
