"""Reading JSON from strangers: bounded in size and depth, strict in types, without unknown fields.

Decoders recurse, so depth is looked at before decoding. `Body` makes Litestar read bodies this way: its own way decodes
into anything first (deep nesting is then a 500) and takes "5" for 5.
"""

import re
from collections.abc import Callable, Generator
from typing import Any, ClassVar, TypeVar

import msgspec
from litestar.connection import ASGIConnection
from litestar.dto import AbstractDTO
from litestar.openapi.spec import Reference, Schema
from litestar.typing import FieldDefinition

from besedka.api.http.problems import BadBody, InvalidRequest, WrongContentType

T = TypeVar("T")
MAX_BYTES = 64 * 1024
MAX_DEPTH = 32

_MARKS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)


def require_shallow(data: bytes) -> None:
    """Refuse JSON nested deeper than any message of ours. Raises BadBody."""
    if data.count(b"[") + data.count(b"{") <= MAX_DEPTH:
        return
    depth = 0
    for mark in _MARKS.finditer(data):
        first = data[mark.start()]
        if first in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise BadBody(f"Expected JSON nested at most {MAX_DEPTH} deep.")
        elif first in b"]}":
            depth -= 1


def decode(data: bytes, decoder: Callable[[bytes], T]) -> T:
    """A message of the decoder's type; raises BadBody for what is no JSON, InvalidRequest for wrong fields."""
    require_shallow(data)
    try:
        return decoder(data)
    except msgspec.ValidationError as problem:
        raise InvalidRequest(f"{problem}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise BadBody(f"Expected JSON: {problem}") from None


class Body(AbstractDTO[Any]):
    """For `Router(dto=Body, return_dto=None)`: bodies are decoded strictly into the type of the handler's `data`."""

    kinds: ClassVar[dict[str, type[msgspec.Struct]]] = {}
    """Structs that routes take, by name: for the components of the OpenAPI document."""

    _decoders: ClassVar[dict[str, Callable[[bytes], Any]]] = {}

    def decode_bytes(self, value: bytes) -> Any:
        """Called by Litestar for the body of a request."""
        _require_json(self.asgi_connection)
        return decode(value, self._decoders[self.asgi_connection.route_handler.handler_id])

    @classmethod
    def create_for_field_definition(
        cls, field_definition: FieldDefinition, handler_id: str, backend_cls: Any = None
    ) -> None:
        """Called by Litestar once for each handler with a body."""
        if field_definition.name == "data":
            cls._decoders[handler_id] = msgspec.json.Decoder(field_definition.annotation).decode

    @classmethod
    def create_openapi_schema(
        cls, field_definition: FieldDefinition, handler_id: str, schema_creator: Any
    ) -> Reference | Schema:
        """The schema of the type itself. A struct is a component as msgspec knows it, strict about fields."""
        kind = field_definition.annotation
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            cls.kinds[kind.__name__] = kind
            return Reference(ref=f"#/components/schemas/{kind.__name__}")
        found: Reference | Schema = schema_creator.for_field_definition(field_definition)
        return found

    @classmethod
    def generate_field_definitions(cls, model_type: type[Any]) -> Generator[Any, None, None]:
        """Not used: types are taken as they are."""
        yield from ()

    @classmethod
    def detect_nested_field(cls, field_definition: FieldDefinition) -> bool:
        """Not used: types are taken as they are."""
        return False


def _require_json(connection: ASGIConnection[Any, Any, Any, Any]) -> None:
    """Only what is called JSON is read as JSON: a form of another site cannot call itself that without asking first."""
    given = connection.headers.get("content-type", "")
    if given.partition(";")[0].strip().lower() != "application/json":
        raise WrongContentType(f"Expected Content-Type: application/json, got {given[:60] or 'nothing'!r}.")
