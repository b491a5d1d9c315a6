"""Who takes the conversation."""

from besedka.routing.service import Router

__all__ = ["Router"]
