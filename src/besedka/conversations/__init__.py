"""The heart: conversations and what is said in them."""

from besedka.conversations.model import (
    Arrangement,
    BadDestination,
    Conversation,
    Edition,
    Message,
    NoSuchConversation,
    NoSuchMessage,
    Outcome,
    Promise,
    Sent,
    State,
    split_id,
)
from besedka.conversations.service.assign import Assign, Release, Take, TakeOver
from besedka.conversations.service.close import CloseByOperator, CloseBySilence, CloseByVisitor, Reopen
from besedka.conversations.service.edit import Edit
from besedka.conversations.service.marks import MarkByOperator, MarkByVisitor
from besedka.conversations.service.notices import AskToWait
from besedka.conversations.service.promises import EndPromise, MakePromise
from besedka.conversations.service.receive import Receive
from besedka.conversations.service.reply import Note, Reply
from besedka.conversations.service.rest import Park, Resume, Snooze
from besedka.conversations.service.silence import StillHere, look_at_silence
from besedka.conversations.service.sorting import SetPriority, SetTags, SetTopic, likely_topics
from besedka.conversations.service.transfer import Decline, TransferToDepartment, TransferToOperator
from besedka.conversations.store import (
    CONVERSATIONS,
    MESSAGES,
    active_of,
    closed_lately,
    closed_of_operator,
    contact_wrote_to,
    conversations_by_ids,
    editions,
    entries,
    entries_at,
    message,
    of_contacts,
    of_identity,
    open_in,
    page,
    queued_in,
    talking_with,
)

__all__ = [
    "CONVERSATIONS",
    "MESSAGES",
    "Arrangement",
    "AskToWait",
    "Assign",
    "BadDestination",
    "CloseByOperator",
    "CloseBySilence",
    "CloseByVisitor",
    "Conversation",
    "Decline",
    "Edit",
    "Edition",
    "EndPromise",
    "MakePromise",
    "MarkByOperator",
    "MarkByVisitor",
    "Message",
    "NoSuchConversation",
    "NoSuchMessage",
    "Note",
    "Outcome",
    "Park",
    "Promise",
    "Receive",
    "Release",
    "Reopen",
    "Reply",
    "Resume",
    "Sent",
    "SetPriority",
    "SetTags",
    "SetTopic",
    "Snooze",
    "State",
    "StillHere",
    "Take",
    "TakeOver",
    "TransferToDepartment",
    "TransferToOperator",
    "active_of",
    "closed_lately",
    "closed_of_operator",
    "contact_wrote_to",
    "conversations_by_ids",
    "editions",
    "entries",
    "entries_at",
    "likely_topics",
    "look_at_silence",
    "message",
    "of_contacts",
    "of_identity",
    "open_in",
    "page",
    "queued_in",
    "split_id",
    "talking_with",
]
