"""The visitor's door: the widget and the SDKs."""

from besedka.api.visitor.stream import VisitorDoor

PATH = "/api/visitor/v1"

__all__ = ["PATH", "VisitorDoor"]
