"""Word to people who are not here: mails with the answer, and the link that brings them back."""

from besedka.notifications.delivery import IsHere, Postman, invite
from besedka.notifications.following import Teller
from besedka.notifications.model import MailRow
from besedka.notifications.stopping import StopLinks
from besedka.notifications.store import mails_of

__all__ = ["IsHere", "MailRow", "Postman", "StopLinks", "Teller", "invite", "mails_of"]
