"""Brands and connected channels."""

from besedka.inboxes.model import (
    AttachmentRules,
    Brand,
    Inbox,
    NoSuchInbox,
    OriginNotAllowed,
    RatingRules,
    Rules,
    RulesOf,
)
from besedka.inboxes.service import AddInbox, ChangeInbox, Directory, KeyTaken
from besedka.inboxes.store import all_inboxes

__all__ = [
    "AddInbox",
    "AttachmentRules",
    "Brand",
    "ChangeInbox",
    "Directory",
    "Inbox",
    "KeyTaken",
    "NoSuchInbox",
    "OriginNotAllowed",
    "RatingRules",
    "Rules",
    "RulesOf",
    "all_inboxes",
]
