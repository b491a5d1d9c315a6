"""What is arranged when somebody comes: the lane, its priority, the topic, the hours that hold."""

from collections.abc import Iterable

import msgspec

from besedka.contacts import contact_by_id, identity_by_id
from besedka.conversations.lanes import Line, lane_for
from besedka.conversations.model import Conversation
from besedka.kernel.records import Need, Tx, Via


class Coming(msgspec.Struct, frozen=True):
    """How a customer comes, and to which department. `by`: `chat` or `form`."""

    line: Line = Line()
    inbox_key: str = ""
    topic: str | None = None
    by: str = "chat"

    def needs(self, identity_id: str) -> Iterable[Need]:
        """Nothing unless the department has lanes: then who it is, which may decide."""
        if self.line.settings.lanes:
            yield contact_by_id, Via(identity_by_id, identity_id, "contact_id")

    def arrange(self, tx: Tx, conversation: Conversation) -> None:
        """Before the conversation, a copy to change, begins to wait."""
        topic = self.line.topic(self.topic) or conversation.arranged.topic_id
        lane = None
        if self.line.settings.lanes:
            contact = tx.get(contact_by_id, conversation.contact_id)
            fields = msgspec.json.decode(contact.fields, type=dict[str, object])
            verified = bool(contact.is_verified)
            lane = lane_for(self.line.settings, topic, self.inbox_key, fields, verified=verified)
        conversation.arrange(
            lane_id=lane.id if lane else None,
            priority=lane.priority if lane else 0,
            topic_id=topic,
            came_by=self.by,
            calendar=self.line.calendar,
        )
