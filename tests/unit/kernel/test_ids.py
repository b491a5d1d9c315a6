"""Names for things: in order, unique, and telling nothing that is secret."""

import subprocess
import sys
import uuid
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from besedka.kernel import ids

_MANY = "from besedka.kernel.ids import new_id\nprint(*(new_id() for _ in range(20_000)))"


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = uuid.UUID(ids.new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_ids_of_one_process_sort_in_the_order_they_were_made() -> None:
    """Far more than 4,096 in a row: the counter runs over its low bits many times inside a millisecond."""
    made = [ids.new_id() for _ in range(100_000)]
    assert all(earlier < later for earlier, later in pairwise(made))


def test_processes_that_make_ids_at_the_same_time_make_different_ones() -> None:
    makers = [subprocess.Popen([sys.executable, "-c", _MANY], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    made = [one for maker in makers for one in maker.communicate()[0].split()]
    assert len(made) == len(set(made)) == 60_000


def test_a_secret_has_256_bits_and_is_never_the_same() -> None:
    made = {ids.new_secret() for _ in range(1_000)}
    assert len(made) == 1_000
    assert {len(secret) for secret in made} == {43}


@given(parts=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x1f")), min_size=1))
def test_a_digest_tells_texts_apart_by_where_they_end_too(parts: list[str]) -> None:
    assert ids.digest(*parts) == ids.digest(*parts)
    assert ids.digest(*parts) != ids.digest(*parts, "")
    assert ids.digest("a", "bc", *parts) != ids.digest("ab", "c", *parts)


def test_an_id_named_by_a_hash_is_a_uuid_and_always_the_same() -> None:
    hashed = ids.secret_hash("token")
    named = uuid.UUID(ids.id_from_hash(hashed))
    assert named.version == 8
    assert ids.id_from_hash(hashed) == ids.id_from_hash(ids.secret_hash("token"))
    assert ids.id_from_hash(hashed) != ids.id_from_hash(ids.secret_hash("other"))
