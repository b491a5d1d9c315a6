"""SQL of the ratings room."""

import sqlalchemy as sa

from besedka.kernel.db import Bulk
from besedka.kernel.records import Lookup, Many, Records
from besedka.ratings import tables
from besedka.ratings.model import NothingToRate, Rating, Survey

_CHANGING = ("five", "ten", "comment", "answered_at", "skipped_at", "revision")
RATINGS = Records(Rating, tables.ratings, rank=48, changing=_CHANGING)
SURVEYS = Records(Survey, tables.surveys, rank=49, changing=_CHANGING)
rating_at = Lookup(RATINGS, "conversation_id", "episode", asks=lambda key: key, missing=NothingToRate)
survey_in = Lookup(SURVEYS, "conversation_id", missing=NothingToRate)
surveys_of = Many(SURVEYS, "contact_id")


def last_asked(bulk: Bulk, contact_id: str) -> int | None:
    """When this contact was last asked to rate a conversation."""
    t = tables.ratings.c
    found: int | None = bulk.execute(sa.select(sa.func.max(t.asked_at)).where(t.contact_id == contact_id)).scalar()
    return found


def ratings_of(bulk: Bulk, conversation_id: str) -> list[Rating]:
    """What was asked in a conversation, by episode."""
    t = tables.ratings.c
    return RATINGS.all(bulk, t.conversation_id == conversation_id, t.episode)


def last_survey(bulk: Bulk, contact_id: str) -> int | None:
    """When this contact was last asked the relational question."""
    t = tables.surveys.c
    found: int | None = bulk.execute(sa.select(sa.func.max(t.asked_at)).where(t.contact_id == contact_id)).scalar()
    return found
