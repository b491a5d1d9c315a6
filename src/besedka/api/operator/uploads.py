"""Files from operators, and what may be sent in which inbox."""

import msgspec
from litestar import Router, get
from litestar.di import Provide

from besedka.api.http import uploads
from besedka.api.http.bodies import Body
from besedka.api.http.place import HERE, Here, Place
from besedka.api.http.signed_in import ME, Me, Person, signed_in
from besedka.api.operator.conversations import visible
from besedka.conversations import NoSuchConversation
from besedka.inboxes import AttachmentRules


class StaffInbox(msgspec.Struct, frozen=True):
    """An inbox as operators need it."""

    id: str
    key: str
    name: str
    channel: str
    department_id: str
    attachments: AttachmentRules


class StaffInboxes(msgspec.Struct, frozen=True):
    """All inboxes by key."""

    inboxes: list[StaffInbox]


class OperatorUploader:
    """Somebody at a console."""

    def __init__(self, me: Person) -> None:
        self._me, self.owner = me, f"operator:{me.id}"

    async def place(self, place: Place, conversation_id: str | None) -> tuple[str | None, AttachmentRules]:
        """Raises NoSuchConversation, also for none."""
        if conversation_id is None:
            raise NoSuchConversation("Expected the conversation that the file is for.")
        found = await place.database.read(visible, self._me, conversation_id)
        return found.id, place.directory.rules(found.inbox_id).attachments


async def _uploader(me: Me) -> OperatorUploader:
    return OperatorUploader(me)


@get("/inboxes", summary="What may be sent in which inbox")
async def inboxes(me: Me, place: Here) -> StaffInboxes:
    """The same for everybody at a console."""
    found = sorted(place.directory.all(), key=lambda inbox: inbox.key)
    return StaffInboxes(
        [StaffInbox(i.id, i.key, i.name, i.channel, i.department_id, i.rules.attachments) for i in found]
    )


uploading = Router(
    "/",
    route_handlers=[inboxes, *uploads.HANDLERS],
    guards=[signed_in],
    dependencies={**HERE, **ME, "uploader": Provide(_uploader)},
    dto=Body,
    return_dto=None,
)
