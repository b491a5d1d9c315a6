"""JSON from strangers: depth is counted outside of texts, types are strict, nothing recurses."""

import json
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from besedka.api.http.bodies import MAX_DEPTH, decode, require_shallow
from besedka.api.http.problems import BadBody, InvalidRequest


class Form(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    count: Annotated[int, msgspec.Meta(ge=0, le=2**31)] = 0


read = msgspec.json.Decoder(Form).decode
anything = msgspec.json.Decoder().decode

trees = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='ab[]{}"\\\n'),
    lambda inner: st.lists(inner, max_size=40) | st.dictionaries(st.text(alphabet='[{"\\'), inner, max_size=3),
    max_leaves=60,
)


def depth(tree: object) -> int:
    if isinstance(tree, dict):
        return 1 + max(map(depth, tree.values()), default=0)
    return 1 + max(map(depth, tree), default=0) if isinstance(tree, list) else 0


@given(tree=trees, extra=st.integers(0, 40))
def test_depth_is_counted_as_a_parser_would(tree: object, extra: int) -> None:
    for _ in range(extra):
        tree = [tree, "]]]]]]"]
    data = json.dumps(tree).encode()
    if depth(tree) > MAX_DEPTH:
        with pytest.raises(BadBody):
            require_shallow(data)
    else:
        require_shallow(data)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 50_000, b"[" * 33, b'"\\' + b"[" * 40, b'["' + b"[" * 40])
def test_deep_or_broken_nesting_never_recurses(data: bytes) -> None:
    with pytest.raises(BadBody):
        decode(data, anything)


def test_brackets_in_a_text_are_no_nesting() -> None:
    assert decode(json.dumps({"text": "[" * 1000 + '"\\"' * 50}).encode(), read).text.startswith("[[")


@pytest.mark.parametrize(
    "data",
    [
        b'{"text":1}', b'{"text":"a","count":"1"}', b'{"text":"a","count":1.5}', b'{"text":"a","count":true}',
        b'{"text":"a","count":99999999999999999999999999}', b'{"text":"a","count":-1}', b'{"text":"a","more":1}',
        b'{"text":null}', b"{}", b"[]", b"1",
    ],
)  # fmt: skip
def test_wrong_fields_are_named(data: bytes) -> None:
    with pytest.raises(InvalidRequest) as refused:
        decode(data, read)
    assert refused.value.detail.startswith(("Expected", "Object"))


@pytest.mark.parametrize(
    "data", [b"", b"{", b'{"text":"a"}x', b"\xff", b'{"text":"\xc3("}', b'{"text":"\\ud800"}', b"NaN"]
)
def test_what_is_no_json_is_called_so(data: bytes) -> None:
    with pytest.raises(BadBody):
        decode(data, read)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        answer: object = decode(data, read)
    except (BadBody, InvalidRequest) as refused:
        answer = refused
    assert isinstance(answer, Form | BadBody | InvalidRequest)
