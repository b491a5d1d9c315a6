"""Every route of the API stands in docs/protocol.md."""

import re

import pytest

from besedka.api import web
from tests.docs.markdown import ROOT

PREFIXES = ("/api/visitor/v1", "/api/operator/v1")
NAMED = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE) (…?/[^\s`?]*)")


def documented() -> set[str]:
    """`GET /api/...` as the page names them; `…/stream` stands for both audiences."""
    text = (ROOT / "docs" / "protocol.md").read_text()
    found = set()
    for method, path in NAMED.findall(text):
        paths = [prefix + path[1:] for prefix in PREFIXES] if path.startswith("…") else [path]
        found.update(f"{method} {plain(path)}" for path in paths)
    return found


def plain(path: str) -> str:
    """A path whose parameters have no names, so that `{id}` and `{conversation_id}` are the same."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def routes() -> list[str]:
    paths = web.schema()["paths"]
    return sorted(
        f"{method.upper()} {path}" for path, methods in paths.items() for method in methods if method != "parameters"
    )


def test_there_are_routes_to_look_at() -> None:
    assert len(routes()) > 10


@pytest.mark.parametrize("route", routes())
def test_every_route_stands_in_the_protocol(route: str) -> None:
    assert plain(route) in documented()


def test_the_protocol_names_no_route_that_is_gone() -> None:
    unroutable = {"GET /api/visitor/v1/stream", "GET /api/operator/v1/stream"}  # upgrades, not HTTP answers
    assert (
        documented() - {plain(route) for route in routes()} - unroutable - {f"GET {p}/entries" for p in PREFIXES}
        == set()
    )
