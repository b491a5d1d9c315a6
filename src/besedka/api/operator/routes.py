"""The operator's HTTP routes, below `/api/operator/v1`. The stream's carriers are in `carriers.py`."""

from collections.abc import Sequence

from litestar import Router

from besedka.api.operator.bulk import working
from besedka.api.operator.conversations import reading
from besedka.api.operator.decisions import deciding
from besedka.api.operator.handover import handing_over
from besedka.api.operator.me import own
from besedka.api.operator.sessions import entrance, inside
from besedka.api.operator.topics import sorting
from besedka.api.operator.uploads import uploading


def router(path: str, carriers: Sequence[Router] = ()) -> Router:
    """Everything below the operator's path."""
    handlers = [entrance, inside, reading, deciding, working, sorting, handing_over, own, uploading]
    return Router(path, route_handlers=[*handlers, *carriers])
