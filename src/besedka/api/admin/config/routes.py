"""The document over HTTP."""

import contextlib
from typing import Any

import msgspec
from litestar import get, post
from litestar.params import JSONBody

from besedka.api.admin.config.apply import ApplyConfig, Rehearsed
from besedka.api.admin.config.difference import Change, changes
from besedka.api.admin.config.document import as_document, export, read
from besedka.api.http.place import Here
from besedka.api.http.signed_in import Me
from besedka.staff import AsAdmin

_BODY_MAX = 4 * 1024 * 1024
"""Some thousand people with their names, and all that a big house has set."""


class ConfigAnswer(msgspec.Struct, frozen=True):
    """Departments and inboxes by key, people by e-mail; docs/administration.md describes them."""

    document: dict[str, Any]


class NewConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to stand. `dry_run`: only say what would change, and whether it could."""

    document: dict[str, Any]
    dry_run: bool = False


class Applied(msgspec.Struct, frozen=True):
    """Field by field what was changed, or would be."""

    changes: list[Change]
    applied: bool


@get("/config", summary="All settings as one document")
async def config(place: Here) -> ConfigAnswer:
    """Without ids and secrets: it can be applied here again, or to another installation."""
    present, _ = await place.database.read(export)
    return ConfigAnswer(as_document(present))


@post("/config", status_code=200, summary="Apply a document", request_max_body_size=_BODY_MAX)
async def apply_config(data: JSONBody[NewConfig], me: Me, place: Here) -> Applied:
    """All or nothing, each change audited; what the document does not name stays. A refusal names the field."""
    wanted = read(data.document)
    present, known = await place.database.read(export)
    command = ApplyConfig(actor=me.actor, config=wanted, known=known, is_rehearsal=data.dry_run)
    with contextlib.suppress(Rehearsed):
        await place.writer.do(AsAdmin(me.id, command))
    await place.departments.load()
    await place.directory.load()
    return Applied(changes(present, wanted), not data.dry_run)
