"""The listener of the tail that draws each commit and hands it to the hub; and the rings for who must go."""

from besedka.api.stream.facts import Gatherer
from besedka.api.stream.pieces import Drawing
from besedka.events.conversations import ConversationIdentified
from besedka.events.staff import OperatorChanged, OperatorDisabled, SessionRevoked
from besedka.inboxes import Directory
from besedka.kernel.clock import Clock
from besedka.kernel.db import Database
from besedka.kernel.eventlog import Committed
from besedka.realtime.hub import Hub


class Feed:
    """One for each process."""

    def __init__(self, database: Database, hub: Hub, directory: Directory, clock: Clock) -> None:
        self._gatherer = Gatherer(database)
        self._hub, self._directory, self._clock = hub, directory, clock

    async def notice(self, commit: Committed) -> None:
        """Draw, publish, and then end the streams of whoever lost the right to them."""
        facts = await self._gatherer.gather(commit)
        pieces = Drawing(commit.events, facts, self._directory, self._hub, self._clock.now()).draw()
        self._hub.publish(pieces, commit.last)
        for _, event in commit.events:
            if isinstance(event, SessionRevoked | OperatorDisabled | OperatorChanged):
                self._rights_changed(event)
            elif isinstance(event, ConversationIdentified):
                for listener in self._hub.called(event.identity_id):
                    listener.rights_changed(None)  # his other devices have none of its entries

    def _rights_changed(self, event: SessionRevoked | OperatorDisabled | OperatorChanged) -> None:
        for listener in self._hub.called(event.subject):
            listener.rights_changed(event.session_id if isinstance(event, SessionRevoked) else None)
