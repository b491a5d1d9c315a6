"""Brands and connected channels."""

from besedka.inboxes.keys import AddKey, RevokeKey
from besedka.inboxes.model import Brand, Inbox, Key, NoSuchInbox, OriginNotAllowed, RatingRules, Rules, RulesOf
from besedka.inboxes.service import AddInbox, ChangeInbox, Directory, KeyTaken
from besedka.inboxes.store import all_inboxes

__all__ = [
    "AddInbox",
    "AddKey",
    "Brand",
    "ChangeInbox",
    "Directory",
    "Inbox",
    "Key",
    "KeyTaken",
    "NoSuchInbox",
    "OriginNotAllowed",
    "RatingRules",
    "RevokeKey",
    "Rules",
    "RulesOf",
    "all_inboxes",
]
