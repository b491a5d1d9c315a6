"""What the `type` of a problem document leads to: `/problems/<code>` says what the code means."""

from collections.abc import Iterator

import msgspec
from litestar import Router, get

from besedka.api.http.paging import PathId
from besedka.api.http.problems import NoSuchAddress, status_of
from besedka.kernel.errors import Refusal


class Meaning(msgspec.Struct, frozen=True):
    """A kind of refusal."""

    code: str
    title: str
    status: int


@get("/problems", summary="Every kind of refusal", include_in_schema=False, sync_to_thread=False)
def meanings() -> list[Meaning]:
    """By code."""
    known = _meanings()
    return [known[code] for code in sorted(known)]


@get("/problems/{code:str}", summary="One kind of refusal", include_in_schema=False, sync_to_thread=False)
def meaning(code: PathId) -> Meaning:
    """Raises NoSuchAddress."""
    try:
        return _meanings()[code]
    except KeyError:
        raise NoSuchAddress from None


glossary = Router("/", route_handlers=[meanings, meaning])


def _meanings() -> dict[str, Meaning]:
    return {kind.code: Meaning(kind.code, kind.title(), status_of(kind())) for kind in _below(Refusal)}


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
