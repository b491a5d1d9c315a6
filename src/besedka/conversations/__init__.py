"""The heart: conversations and what is said in them."""

from besedka.conversations.model import (
    Arrangement,
    Conversation,
    Edition,
    Message,
    NoSuchConversation,
    NoSuchMessage,
    Sent,
    State,
    split_id,
)
from besedka.conversations.service.assign import Assign, Take
from besedka.conversations.service.close import CloseByOperator, CloseBySilence, CloseByVisitor, Reopen
from besedka.conversations.service.edit import Edit
from besedka.conversations.service.marks import MarkByOperator, MarkByVisitor
from besedka.conversations.service.notices import AskToWait
from besedka.conversations.service.receive import Receive
from besedka.conversations.service.reply import Note, Reply
from besedka.conversations.service.silence import close_silent
from besedka.conversations.store import (
    CONVERSATIONS,
    MESSAGES,
    Busy,
    active_ones,
    busy_with,
    closed_of_operator,
    contact_wrote_to,
    conversations_by_ids,
    editions,
    entries,
    entries_at,
    in_line,
    message,
    of_contacts,
    of_identity,
    open_in,
    page,
    silent_since,
    talking_with,
)

__all__ = [
    "CONVERSATIONS",
    "MESSAGES",
    "Arrangement",
    "AskToWait",
    "Assign",
    "Busy",
    "CloseByOperator",
    "CloseBySilence",
    "CloseByVisitor",
    "Conversation",
    "Edit",
    "Edition",
    "MarkByOperator",
    "MarkByVisitor",
    "Message",
    "NoSuchConversation",
    "NoSuchMessage",
    "Note",
    "Receive",
    "Reopen",
    "Reply",
    "Sent",
    "State",
    "Take",
    "active_ones",
    "busy_with",
    "close_silent",
    "closed_of_operator",
    "contact_wrote_to",
    "conversations_by_ids",
    "editions",
    "entries",
    "entries_at",
    "in_line",
    "message",
    "of_contacts",
    "of_identity",
    "open_in",
    "page",
    "silent_since",
    "split_id",
    "talking_with",
]
