"""Word to people who are not here: mails with the answer, and the link that brings them back."""

__all__ = []
