"""SQL of routing."""

from besedka.kernel.db import Bulk
from besedka.kernel.records import Records
from besedka.routing import tables
from besedka.routing.model import DecisionRow

DECISIONS = Records(DecisionRow, tables.decisions, rank=72, changing=(), locked=False)


def decisions_of(bulk: Bulk, conversation_id: str) -> list[DecisionRow]:
    """Why each of its operators got it, the latest first."""
    t = tables.decisions.c
    return DECISIONS.all(bulk, t.conversation_id == conversation_id, t.at.desc(), t.id.desc())
