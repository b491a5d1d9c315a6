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
from besedka.conversations.service.attention import SpendAttention
from besedka.conversations.service.close import CloseByOperator, CloseBySilence, CloseByVisitor, Reopen
from besedka.conversations.service.edit import Edit
from besedka.conversations.service.leaving import Leave, look_for_leavers
from besedka.conversations.service.marks import MarkByOperator, MarkByVisitor
from besedka.conversations.service.notices import AskToWait
from besedka.conversations.service.receive import Receive
from besedka.conversations.service.reply import Note, Reply
from besedka.conversations.service.requests import change_request, post_request
from besedka.conversations.service.silence import close_silent
from besedka.conversations.store import (
    CONVERSATIONS,
    MESSAGES,
    awaiting,
    closed_of_operator,
    contact_wrote_to,
    conversation_by_id,
    conversations_by_ids,
    editions,
    entries,
    entries_at,
    has_human_words,
    latest_of,
    message,
    message_at,
    of_contacts,
    of_identity,
    open_in,
    page,
    queued_in,
    silent_since,
    talking_with,
)

__all__ = [
    "CONVERSATIONS",
    "MESSAGES",
    "Arrangement",
    "AskToWait",
    "Assign",
    "CloseByOperator",
    "CloseBySilence",
    "CloseByVisitor",
    "Conversation",
    "Edit",
    "Edition",
    "Leave",
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
    "SpendAttention",
    "State",
    "Take",
    "awaiting",
    "change_request",
    "close_silent",
    "closed_of_operator",
    "contact_wrote_to",
    "conversation_by_id",
    "conversations_by_ids",
    "editions",
    "entries",
    "entries_at",
    "has_human_words",
    "latest_of",
    "look_for_leavers",
    "message",
    "message_at",
    "of_contacts",
    "of_identity",
    "open_in",
    "page",
    "post_request",
    "queued_in",
    "silent_since",
    "split_id",
    "talking_with",
]
