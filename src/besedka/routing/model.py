"""What routing keeps: each decision with its reasons."""

import msgspec

from besedka.routing.engine import Decision


class DecisionRow(msgspec.Struct):
    """Why somebody got a conversation; `decision` is JSON of the engine's `Decision`."""

    id: str
    conversation_id: str
    operator_id: str
    at: int
    decision: str

    @property
    def why(self) -> Decision:
        """As the engine said it."""
        return msgspec.json.decode(self.decision, type=Decision)
