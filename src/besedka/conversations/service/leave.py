"""Left in writing while nobody is there, and asking to be told of the answer by mail."""

from collections.abc import Iterable
from typing import Any

import msgspec

from besedka.contacts import Details, Visitor, agree, contact_by_id, identity_by_id, known, leave_details
from besedka.conversations.model import Sent
from besedka.conversations.refusals import NoSuchConversation
from besedka.conversations.service.entries import add_notice, changing, sent_before
from besedka.conversations.service.receive import Receive, say
from besedka.conversations.store import conversation_by_id, latest_of
from besedka.inboxes import Inbox
from besedka.kernel import actions
from besedka.kernel.ids import digest
from besedka.kernel.records import Need, Tx, Via


class LeaveMessage(msgspec.Struct, frozen=True):
    """The form: words that come with an address for the answer. `words` says whose, where and what."""

    words: Receive
    details: Details
    consent: bool

    def needs(self) -> Iterable[Need]:
        yield from self.words.needs()
        yield contact_by_id, Via(identity_by_id, self.words.visitor.id, "contact_id")

    def run(self, tx: Tx) -> Sent:
        """Raises Blocked, NoConsent, NoAddress, BadName, BadEmail, BadPhone, EmptyText, TextTooLong."""
        words, given = self.words, self.details
        said = (words.text, str(self.consent), *(str(value) for value in msgspec.structs.astuple(given)))
        request = digest("leave_message", *said)
        if earlier := sent_before(tx, words.visitor.id, words.client_id, request):
            return earlier
        identity = known(tx, words.visitor)
        given.require_address()
        agree(tx, identity, words.inbox.rules.consent, words.language, agreed=self.consent)
        contact = leave_details(tx, identity, given)
        conversation, sent = say(tx, words, identity, request)
        conversation.arrange(came_by="form", wants_mail=contact.email is not None)
        add_notice(tx, conversation, "left_in_writing")
        return sent


class WantMail(msgspec.Struct, frozen=True):
    """Somebody who waits does not want to wait here: the answer shall come by mail as well."""

    visitor: Visitor
    inbox: Inbox
    client_id: str
    email: str
    language: str = "en"
    consent: bool = False

    def needs(self) -> Iterable[Need]:
        yield identity_by_id, self.visitor.id
        yield contact_by_id, Via(identity_by_id, self.visitor.id, "contact_id")
        yield latest_of, self.visitor.id
        yield actions.done_by, (self.client_id, self.visitor.id)

    def run(self, tx: Tx) -> dict[str, Any]:
        """Raises NoSuchConversation, AlreadyClosed, Blocked, NoConsent, BadEmail."""
        request = digest("want_mail", self.email, str(self.consent))
        if earlier := actions.earlier(tx, self.visitor.id, self.client_id, request):
            return earlier
        found = tx.find(latest_of, self.visitor.id)
        if found is None:
            raise NoSuchConversation("Expected a conversation that waits. Write something first.")
        found.require_open()
        identity = known(tx, self.visitor)
        agree(tx, identity, self.inbox.rules.consent, self.language, agreed=self.consent)
        leave_details(tx, identity, Details(email=self.email))
        if not found.arranged.wants_mail:
            conversation = changing(tx, found)
            conversation.arrange(wants_mail=True)
            add_notice(tx, conversation, "mail_wanted")
        return actions.remember(tx, self.visitor.id, self.client_id, request, {"conversation_id": found.id})


class StopMail(msgspec.Struct, frozen=True):
    """No more mails about this conversation, until the customer asks for them again."""

    conversation_id: str

    def needs(self) -> Iterable[Need]:
        yield conversation_by_id, self.conversation_id

    def run(self, tx: Tx) -> None:
        """Raises NoSuchConversation. Does nothing when none are wanted."""
        found = tx.get(conversation_by_id, self.conversation_id)
        if found.arranged.wants_mail:
            conversation = changing(tx, found)
            conversation.arrange(wants_mail=False)
            add_notice(tx, conversation, "mail_stopped")
