"""The operator's door: the console."""

from besedka.api.operator.stream import OperatorDoor

PATH = "/api/operator/v1"

__all__ = ["PATH", "OperatorDoor"]
