"""Commands that every audience has, and the fields with their limits. The shapes are those of docs/protocol.md."""

from typing import Annotated

import msgspec

from besedka.api.http.paging import Id

_UUID = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"

ClientId = Annotated[str, msgspec.Meta(pattern=_UUID, max_length=36)]
Text = Annotated[str, msgspec.Meta(max_length=40_000)]
Attachments = Annotated[tuple[Id, ...], msgspec.Meta(max_length=100)]
Seq = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command as a client says it. A misspelt field is an error, not a silence."""


class EditMessage(Wish, tag="edit", frozen=True):
    """Other words for an own message or note."""

    client_id: ClientId
    message_id: Id
    text: Text


class DeleteMessage(Wish, tag="delete", frozen=True):
    """Take an own message or note back."""

    client_id: ClientId
    message_id: Id


class Close(Wish, tag="close", frozen=True):
    """End the conversation."""

    client_id: ClientId
    conversation_id: Id


class Read(Wish, tag="read", frozen=True):
    """Everything up to `seq` was seen."""

    conversation_id: Id
    seq: Seq


class Delivered(Wish, tag="delivered", frozen=True):
    """Everything up to `seq` has arrived."""

    conversation_id: Id
    seq: Seq


class Ping(Wish, tag="ping", frozen=True):
    """Is anybody there?"""
