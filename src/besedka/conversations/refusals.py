"""What the heart refuses. The docstring is the title; what was expected, and what to do, is said where it is raised."""

from besedka.kernel.errors import Conflict, Forbidden, Invalid, NotFound


class NoSuchConversation(NotFound):
    """There is no such conversation, or you may not see it."""


class NoSuchMessage(NotFound):
    """There is no such message, or you may not see it."""


class EmptyText(Invalid):
    """The text is empty."""


class TextTooLong(Invalid):
    """The text is too long."""


class AlreadyClosed(Conflict):
    """The conversation is closed."""


class NotClosed(Conflict):
    """The conversation is open."""


class AlreadyTaken(Conflict):
    """Another operator has this conversation."""


class NotYours(Conflict):
    """Somebody else, or nobody yet, answers in this conversation."""


class NotQueued(Conflict):
    """The conversation is not waiting in a queue."""


class OperatorUnavailable(Conflict):
    """This operator does not take conversations now."""


class AlreadyThere(Conflict):
    """The conversation is there already."""


class NotTransferred(Conflict):
    """This conversation was not transferred to you, or you have answered already."""


class TakingAnywayOff(Conflict):
    """This department does not allow to go above the limit."""


class BadDestination(Invalid):
    """A conversation cannot be sent there."""


class BadTime(Invalid):
    """This time is not in the future, or too far in it."""


class UnknownTopic(Invalid):
    """The department has no such topic."""


class TopicRequired(Invalid):
    """This department needs a topic before a conversation is closed."""


class BadTags(Invalid):
    """These cannot be tags."""


class NoSuchPromise(NotFound):
    """There is no such promise, or you may not see it."""


class PromiseOver(Conflict):
    """The promise is kept, broken or withdrawn already."""


class ReopenWindowOver(Conflict):
    """The conversation was closed too long ago to be reopened."""


class EditWindowOver(Conflict):
    """The message was sent too long ago to be changed."""


class NotAuthor(Forbidden):
    """Only the author may change a message."""
