"""Who takes the conversation, and why."""

from besedka.routing.engine import Considered, Reason
from besedka.routing.service import Router
from besedka.routing.store import decisions_of

__all__ = ["Considered", "Reason", "Router", "decisions_of"]
