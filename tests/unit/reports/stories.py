"""Tells the log of a conversation as a story, one line for each thing that happens: `when who what`.

Moments: `0:45` (minutes and seconds since noon of Wednesday, 25 November 2026 in Moscow), `26:00:00` (hours too),
`Fri 18:30` or `Fri 18:30:05` (Moscow, from Wednesday, 25 November, to Tuesday, 1 December 2026), and
`2026-03-29T01:00Z`.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from besedka.events import conversations as happened
from besedka.events import staff
from besedka.kernel.eventlog import Event, Stored
from besedka.reports.facts import facts_of
from besedka.reports.judging import Judged, JudgedSegment, Span, judge, judge_segment
from besedka.staff.settings import Hours

NOON = datetime(2026, 11, 25, 9, tzinfo=UTC)
DAYS = ("Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue")
PEOPLE = {"anna", "boris", "vera"}


def moment(text: str) -> int:
    """A moment of a story, in UTC milliseconds."""
    if text.endswith("Z"):
        return int(datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC).timestamp() * 1000)
    day, _, clock = text.rpartition(" ")
    midnight = NOON - timedelta(hours=12) + timedelta(days=DAYS.index(day)) if day else NOON
    return int(midnight.timestamp() * 1000) + (
        length(clock) if not day or clock.count(":") == 2 else length(clock) * 60
    )


def length(text: str) -> int:
    """`0:45`, `12:30:00` or `0:10.250`, in milliseconds."""
    seconds = 0.0
    for part in text.split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds * 1000)


def shown(ms: int) -> str:
    """A length as stories write it."""
    sign, ms = ("-" if ms < 0 else ""), abs(ms)
    minutes, seconds = divmod(ms // 1000, 60)
    rest = f"{seconds:02}" + (f".{ms % 1000:03}" if ms % 1000 else "")
    return sign + (f"{minutes}:{rest}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest}")


class Story:
    """One conversation, told line by line. It knows just enough to fill in the fields of events."""

    def __init__(self, lines: str, calendar: int = 1) -> None:
        self.events: list[Event] = []
        self._owner: str | None = None
        self._calendar = calendar
        self._department = "support"
        self._episode = self._segment = self._seq = 0
        self._is_open = False
        for line in lines.strip().splitlines():
            when, words = self._split(line.split("#")[0])
            if words:
                self._at = moment(when)
                self._tell(words)

    @property
    def stored(self) -> list[Stored]:
        """With revisions."""
        return [(n, event) for n, event in enumerate(self.events, 1)]

    @staticmethod
    def _split(line: str) -> tuple[str, list[str]]:
        words = line.split()
        day = words.pop(0) if words and words[0] in DAYS else ""
        return (f"{day} {words[0]}".strip() if words else ""), words[1:]

    def _tell(self, words: list[str]) -> None:
        who, what, *rest = words
        if who in PEOPLE:
            getattr(self, "operator_" + what)(who, *rest)
        else:
            getattr(self, f"{who}_{what}")(*rest)

    def _add(self, kind: type[Any], actor: str, **fields: Any) -> None:
        more = {"identity_id": "visitor", "department_id": self._department}
        self.events.append(kind(subject="talk", actor=actor, at=self._at, **more, **fields))

    def _entry(self, kind: type[Any], actor: str, **fields: Any) -> None:
        self._seq += 1
        self._add(kind, actor, seq=self._seq, **fields)

    def _open(self, actor: str) -> None:
        self._is_open = True
        self._episode += 1
        if self._episode == 1:
            self._add(happened.ConversationOpened, actor, inbox_id="site", contact_id="contact", channel="site")
        else:
            self._add(happened.ConversationReopened, actor, by=actor.split(":")[0], episode=self._episode)

    def _queue(self, why: str) -> None:
        since, episode = self._at, self._episode
        self._add(
            happened.ConversationQueued,
            "system:",
            episode=episode,
            waiting_since=since,
            why=why,
            calendar=self._calendar,
        )

    def _give(self, who: str, how: str) -> None:
        self._owner = who
        self._segment += 1
        self._add(happened.ConversationAssigned, "system:routing", operator_id=who, segment=self._segment, how=how)

    def _release(self, why: str) -> None:
        self._add(happened.ConversationReleased, "system:", operator_id=self._owner, why=why)
        self._owner = None

    def visitor_writes(self, *to_bot: str) -> None:
        """Opens or reopens a conversation when there is none; with `to bot` nobody is called."""
        if not self._is_open:
            self._open("visitor:v")
            if not to_bot:
                self._queue("opened" if self._episode == 1 else "reopened")
        self._entry(happened.MessageReceived, "visitor:v")

    def visitor_left(self, since: str) -> None:
        """The system notices that the last stream has been gone since then."""
        self._add(happened.VisitorLeft, "system:", episode=self._episode, left_at=moment(since.replace("_", " ")))

    def visitor_closes(self) -> None:
        self._close("visitor")

    def silence_closes(self) -> None:
        self._close("timeout")

    def operator_closes(self, who: str) -> None:
        self._close("operator")

    def _close(self, by: str) -> None:
        self._add(happened.ConversationClosed, f"{by}:", by=by, operator_id=self._owner)
        self._owner, self._is_open = None, False
        rating: dict[str, Any] = {"episode": self._episode, "scale": "both", "operator_id": None}
        self._entry(happened.RatingAsked, "system:", **rating)

    def bot_replies(self) -> None:
        self._entry(happened.BotReplied, "bot:b")

    def bot_hands(self, over: str) -> None:
        self._queue("handed_over")

    def operator_gets(self, who: str, it: str, how: str = "routed") -> None:
        self._give(who, how)

    def operator_takes(self, who: str, it_or_over: str) -> None:
        """`takes it` from the queue or from a bot; `takes over` from a colleague."""
        if it_or_over == "over":
            self._release("took_over")
        self._give(who, "took_over" if it_or_over == "over" else "taken")

    def operator_replies(self, who: str) -> None:
        self._entry(happened.ReplyPosted, f"operator:{who}")

    def operator_notes(self, who: str) -> None:
        self._entry(happened.NoteAdded, f"operator:{who}")

    def operator_writes(self, who: str, first: str) -> None:
        """Opens a conversation by himself."""
        self._open(f"operator:{who}")
        self._give(who, "taken")
        self.operator_replies(who)

    def operator_reopens(self, who: str) -> None:
        self._open(f"operator:{who}")
        self._give(who, "reopened")

    def operator_parks(self, who: str) -> None:
        self._add(happened.ConversationParked, f"operator:{who}", operator_id=who, by="operator")

    def operator_snoozes(self, who: str) -> None:
        self._add(happened.ConversationSnoozed, f"operator:{who}", operator_id=who, until=self._at + 3_600_000)

    def operator_resumes(self, who: str, by: str = "operator") -> None:
        self._add(happened.ConversationResumed, f"{by}:", operator_id=who, by=by)

    def operator_loses(self, who: str, it: str, why: str) -> None:
        """Silent, vanished, disabled, or full when the customer writes to a parked one: back to the queue."""
        self._release(why)
        self._queue("resumed" if why == "resumed" else "released")

    def operator_transfers(self, who: str, to: str, whom: str) -> None:
        """To an operator (at once) or a department (to its queue)."""
        was = self._department
        self._release("transferred")
        self._department = was if whom in PEOPLE else whom
        to_operator = whom if whom in PEOPLE else None
        self._add(
            happened.ConversationTransferred, f"operator:{who}", from_department_id=was, from_operator_id=who,
            to_operator_id=to_operator,
        )  # fmt: skip
        if to_operator:
            self._give(whom, "transferred")
        else:
            self._queue("transferred")

    def operator_declines(self, who: str, to: str, whom: str) -> None:
        """A transfer goes back to whoever sent it."""
        self._release("declined")
        self._add(
            happened.ConversationTransferred, f"operator:{who}", from_department_id=self._department,
            from_operator_id=who, to_operator_id=whom, is_return=True,
        )  # fmt: skip
        self._give(whom, "transferred")

    def operator_attends(self, who: str, since: str) -> None:
        self._add(happened.AttentionSpent, f"operator:{who}", operator_id=who, began_at=moment(since))

    def visitor_sees(self, promise: str) -> None:
        """An estimate."""
        self._add(happened.WaitPromised, "system:", episode=self._episode, place=1, wait_ms=length(promise))

    def visitor_rates(self, five: str, ten: str = "", episode: str = "") -> None:
        """`rates 5`, `rates - 9`, `rates 5 9`, and of which episode, when it is not the last one."""
        scores = {
            "five": int(five) if five != "-" else None,
            "ten": int(ten) if ten not in ("", "-") else None,
            "operator_id": None,
        }
        self._entry(happened.RatingGiven, "visitor:v", episode=int(episode or self._episode), **scores)

    def visitor_skips(self) -> None:
        self._entry(happened.RatingSkipped, "visitor:v", episode=self._episode)

    def hours_change(self, version: str) -> None:
        """From now on another version of the department's hours."""
        self._calendar = int(version)
        self.events.append(
            staff.DepartmentChanged(
                subject=self._department, actor="operator:vera", at=self._at, fields=["settings"], calendar=int(version)
            )
        )


def outcomes(story: str, hours: dict[int, Hours], now: str) -> list[dict[str, Any]]:
    """What is known of each episode of a story, as its expected values are written."""
    facts = facts_of(Story(story).stored)
    at = moment(now)
    return [
        dict(_shown(judge(episode, hours[episode.calendar or 1], at), hours, at)) for episode in facts.episodes.values()
    ]


def _shown(judged: Judged, hours: dict[int, Hours], now: int) -> Iterator[tuple[str, Any]]:
    episode = judged.episode
    yield "outcome", str(judged.outcome)
    yield "missed", str(judged.missed) if judged.missed else None
    yield "missed_at", judged.missed_at
    yield "after_hours", judged.is_after_hours
    for name in ("frt", "late_reply", "any_frt", "wait"):
        span = getattr(judged, name)
        yield name, _span(span) if span else None
    yield "requeue_waits", [_span(span) for span in judged.requeue_waits]
    yield "replies", [f"{who} {_span(span)}" for who, span in judged.replies]
    yield "estimate_errors", [shown(error) for error in judged.estimate_errors]
    judged_segments = [judge_segment(s, hours[episode.calendar or 1], now) for s in episode.segments]
    yield "segments", [_segment(segment) for segment in judged_segments]
    yield "attention", [f"{s.operator_id} {shown(s.attention_ms)}" for s in episode.segments]
    yield "transfers", (episode.transfers, episode.returns)
    yield "rating", _rating(judged)
    yield "calendar", episode.calendar


def _rating(judged: Judged) -> str | None:
    rating = judged.episode.rating
    if rating is None:
        return None
    return "skipped" if rating.is_skipped else f"{rating.five or '-'} {'-' if rating.ten is None else rating.ten}"


def _segment(judged: JudgedSegment) -> str:
    segment = judged.segment
    first = _span(judged.frt) if judged.frt else "never"
    return f"{segment.operator_id} {segment.how} first {first} in all {_span(judged.duration)} {segment.why or 'still'}"


def _span(span: Span) -> str:
    """`0:45`, and the business time in brackets when it differs."""
    return shown(span.ms) + (f" ({shown(span.open_ms)})" if span.open_ms != span.ms else "")
