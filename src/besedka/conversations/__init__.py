"""The heart: conversations and what is said in them."""

from besedka.conversations.lanes import Line, lane_for
from besedka.conversations.model import (
    Arrangement,
    Conversation,
    Edition,
    Message,
    Outcome,
    Promise,
    Sent,
    State,
    split_id,
)
from besedka.conversations.refusals import BadDestination, NoSuchConversation, NoSuchMessage
from besedka.conversations.service.assign import Assign, Release, Take, TakeOver
from besedka.conversations.service.attention import SpendAttention
from besedka.conversations.service.cards import Card, ShowCard
from besedka.conversations.service.close import CloseByOperator, CloseBySilence, CloseByVisitor, Reopen
from besedka.conversations.service.coming import Coming
from besedka.conversations.service.edit import Edit
from besedka.conversations.service.leave import LeaveMessage, StopMail, WantMail
from besedka.conversations.service.leaving import Leave, look_for_leavers
from besedka.conversations.service.many import AddTags, Answer, PutBack, Standing
from besedka.conversations.service.marks import MarkByOperator, MarkByVisitor
from besedka.conversations.service.notices import AskToWait, PromiseWait
from besedka.conversations.service.promises import EndPromise, MakePromise
from besedka.conversations.service.receive import Receive
from besedka.conversations.service.reply import Note, Reply
from besedka.conversations.service.requests import change_request, post_request
from besedka.conversations.service.rest import Park, Resume, Snooze
from besedka.conversations.service.silence import StillHere, look_at_silence
from besedka.conversations.service.sorting import SetPriority, SetTags, SetTopic, likely_topics
from besedka.conversations.service.transfer import Decline, TransferToDepartment, TransferToOperator
from besedka.conversations.store import (
    CONVERSATIONS,
    MESSAGES,
    Busy,
    active_of,
    active_ones,
    awaiting,
    busy_with,
    chosen,
    closed_lately,
    closed_of_operator,
    contact_wrote_to,
    conversation_by_id,
    conversations_by_ids,
    editions,
    entries,
    entries_at,
    has_human_words,
    held_by,
    in_line,
    latest_of,
    message,
    message_at,
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
    "AddTags",
    "Answer",
    "Arrangement",
    "AskToWait",
    "Assign",
    "BadDestination",
    "Busy",
    "Card",
    "CloseByOperator",
    "CloseBySilence",
    "CloseByVisitor",
    "Coming",
    "Conversation",
    "Decline",
    "Edit",
    "Edition",
    "EndPromise",
    "Leave",
    "LeaveMessage",
    "Line",
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
    "PromiseWait",
    "PutBack",
    "Receive",
    "Release",
    "Reopen",
    "Reply",
    "Resume",
    "Sent",
    "SetPriority",
    "SetTags",
    "SetTopic",
    "ShowCard",
    "Snooze",
    "SpendAttention",
    "Standing",
    "State",
    "StillHere",
    "StopMail",
    "Take",
    "TakeOver",
    "TransferToDepartment",
    "TransferToOperator",
    "WantMail",
    "active_of",
    "active_ones",
    "awaiting",
    "busy_with",
    "change_request",
    "chosen",
    "closed_lately",
    "closed_of_operator",
    "contact_wrote_to",
    "conversation_by_id",
    "conversations_by_ids",
    "editions",
    "entries",
    "entries_at",
    "has_human_words",
    "held_by",
    "in_line",
    "lane_for",
    "latest_of",
    "likely_topics",
    "look_at_silence",
    "look_for_leavers",
    "message",
    "message_at",
    "of_contacts",
    "of_identity",
    "open_in",
    "page",
    "post_request",
    "silent_since",
    "split_id",
    "talking_with",
]
