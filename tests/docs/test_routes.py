"""Every route of the API stands in docs/protocol.md or docs/administration.md."""

import re

import pytest

from besedka import app
from tests.docs.markdown import ROOT

# Upgrades are no HTTP answers, and the document does not describe itself.
NOT_IN_THE_DOCUMENT = {"GET /api/visitor/v1/stream", "GET /api/operator/v1/stream", "GET /api/openapi.json"}
PREFIXES = ("/api/visitor/v1", "/api/operator/v1")
NAMED = re.compile(r"`(GET|POST|PUT|PATCH|DELETE) (…/(?:stream|commands|poll)|/(?:api|photos|previews)/[\w/{}.]*)")


def documented() -> set[str]:
    """`GET /api/...` as the pages name them; `…/stream` stands for both audiences."""
    text = "".join((ROOT / "docs" / name).read_text() for name in ("protocol.md", "administration.md"))
    found = set()
    for method, path in NAMED.findall(text):
        paths = [prefix + path[1:] for prefix in PREFIXES] if path.startswith("…") else [path]
        found.update(f"{method} {plain(path)}" for path in paths)
    return found


def plain(path: str) -> str:
    """A path whose parameters have no names, so that `{id}` and `{conversation_id}` are the same."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def routes() -> list[str]:
    paths = app.openapi_document()["paths"]
    return sorted(
        f"{method.upper()} {path}" for path, methods in paths.items() for method in methods if method != "parameters"
    )


def test_there_are_routes_to_look_at() -> None:
    assert len(routes()) > 10


@pytest.mark.parametrize("route", routes())
def test_every_route_stands_in_the_docs(route: str) -> None:
    assert plain(route) in documented()


def test_the_docs_name_no_route_that_is_gone() -> None:
    assert documented() - {plain(route) for route in routes()} - NOT_IN_THE_DOCUMENT == set()
