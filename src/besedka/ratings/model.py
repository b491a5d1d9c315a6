"""What a customer is asked when a conversation ends, and what an answer may be. Pure."""

import msgspec

from besedka.kernel.errors import Conflict, Invalid, NotFound

DAY_MS = 24 * 3600 * 1000
OPEN_MS = DAY_MS
"""How long after the closing an answer counts; half-open."""
COMMENT_LIMIT = 1000
SURVEY = 0
"""The `episode` of the relational survey: episodes of conversations count from 1."""
SURVEY_CAP_MS = 90 * DAY_MS
SURVEY_OPEN_MS = 7 * DAY_MS
RETURN_MS = 3600 * 1000
"""Somebody who comes back at least that long after the closing has returned: not a page that was loaded again."""


class NothingToRate(NotFound):
    """You were not asked about this conversation."""


class RatingOver(Conflict):
    """The time to rate this conversation is over."""


class BadRating(Invalid):
    """This does not answer what was asked."""


class Asked(msgspec.Struct):
    """A question and its last answer. `seq` is its entry; `revision` counts answers; times in UTC milliseconds.

    `scale`: `five`, `ten` or `both`. `until`: from then on it takes no answer.
    """

    conversation_id: str
    contact_id: str
    seq: int
    scale: str
    has_comment: int
    five: int | None
    ten: int | None
    comment: str
    asked_at: int
    until: int
    answered_at: int | None
    skipped_at: int | None
    revision: int

    @property
    def place(self) -> tuple[str, int]:
        """Where its entry stands."""
        return self.conversation_id, self.seq

    @property
    def params(self) -> dict[str, object]:
        """The part of its entry's params that an answer changes."""
        is_skipped = self.skipped_at is not None
        return {"five": self.five, "ten": self.ten, "text": self.comment or None, "skipped": is_skipped}

    def require_open(self, now: int) -> None:
        """Raises RatingOver."""
        if now >= self.until:
            raise RatingOver("A conversation can be rated for 24 hours after it ends, a survey answered for 7 days.")

    def require_scores(self, five: int | None, ten: int | None) -> None:
        """Raises BadRating unless at least one question that was asked is answered, within its scale."""
        for score, scale, least, most in ((five, "five", 1, 5), (ten, "ten", 0, 10)):
            if score is None:
                continue
            if self.scale not in (scale, "both"):
                raise BadRating(f"Expected no `{scale}`: the question was `{self.scale}`.")
            if not least <= score <= most:
                raise BadRating(f"Expected `{scale}` from {least} to {most}, got {score}.")
        if five is None and ten is None:
            raise BadRating("Expected `five` or `ten`, got neither. To answer nothing, skip it.")

    def checked_comment(self, comment: str | None) -> str:
        """Without control characters; raises BadRating when none was asked for or it is too long."""
        clean = "".join(c for c in comment or "" if c.isprintable() or c in "\n\t").strip()
        if clean and not self.has_comment:
            raise BadRating("Expected no comment: none was asked for.")
        if len(clean) > COMMENT_LIMIT:
            raise BadRating(f"Expected a comment of at most {COMMENT_LIMIT} characters, got {len(clean)}.")
        return clean

    def answer(self, five: int | None, ten: int | None, comment: str, now: int) -> None:
        """The last answer wins."""
        self.five, self.ten, self.comment = five, ten, comment
        self.answered_at, self.skipped_at = now, None
        self.revision += 1


class Rating(Asked):
    """What was asked about one episode of a conversation. `operator_id`: who answered in it when it was closed."""

    episode: int
    operator_id: str | None


class Survey(Asked):
    """The relational question ("Would you recommend us?"), at most once for a contact in 90 days."""

    episode = SURVEY
