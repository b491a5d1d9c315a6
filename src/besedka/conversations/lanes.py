"""Into which queue of its department a conversation goes. Pure."""

from collections.abc import Mapping

import msgspec

from besedka.staff.settings import DepartmentSettings, Lane, Match


class Line(msgspec.Struct, frozen=True):
    """What a department says about those who come: its settings, and the version of its hours."""

    settings: DepartmentSettings = DepartmentSettings()
    calendar: int = 0

    def topic(self, topic_id: str | None) -> str | None:
        """The topic, if the department knows it."""
        return topic_id if any(topic.id == topic_id for topic in self.settings.all_topics()) else None


def lane_for(
    settings: DepartmentSettings, topic_id: str | None, inbox_key: str, fields: Mapping[str, object], *, verified: bool
) -> Lane | None:
    """The first lane that matches, or None. A lane for a topic takes the topics below it, too."""
    topics = {t.id for t in settings.topics if topic_id in (t.id, *(below.id for below in t.topics))} | {topic_id}
    return next((lane for lane in settings.lanes if _matches(lane.match, topics, inbox_key, fields, verified)), None)


def _matches(
    match: Match, topics: set[str | None], inbox_key: str, fields: Mapping[str, object], verified: bool
) -> bool:
    return (
        (not match.topics or not topics.isdisjoint(match.topics))
        and (not match.inboxes or inbox_key in match.inboxes)
        and all(str(fields.get(name, "")) in values for name, values in match.fields.items())
        and match.verified in (None, verified)
    )
