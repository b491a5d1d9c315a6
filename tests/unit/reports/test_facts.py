"""The fold: each event once, in order, from nothing but the log."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from besedka.kernel.eventlog import Event, Unknown, decode
from besedka.reports.facts import Facts, facts_of
from besedka.reports.judging import Outcome, judge
from besedka.staff.settings import Hours
from tests.unit.reports.stories import Story, moment
from tests.unit.reports.told import STORIES


def state(facts: Facts) -> bytes:
    return msgspec.json.encode([list(facts.episodes.values()), facts.stays, facts.limits, facts.attention])


def test_events_that_were_seen_change_nothing() -> None:
    for _, lines, _, _ in STORIES.values():
        stored = Story(lines).stored
        once, twice = facts_of(stored), facts_of([*stored, *stored])
        assert state(once) == state(twice)


def test_what_comes_back_from_the_stored_log_is_the_same() -> None:
    for _, lines, _, _ in STORIES.values():
        stored = Story(lines).stored
        again = [decode(n, type(e).__name__, e.subject, e.actor, e.at, e.data()) for n, e in stored]
        assert state(facts_of(stored)) == state(facts_of(again))


def test_types_of_later_versions_are_skipped() -> None:
    facts = facts_of([(1, Unknown(subject="talk", actor="x:y", at=1))])
    assert facts.revision == 1
    assert facts.episodes == {}


def test_conversations_that_began_before_the_log_are_skipped() -> None:
    stored = Story("0:00 visitor writes\n0:10 anna gets it\n0:20 anna replies\n1:00 anna closes").stored
    assert facts_of(stored[2:]).episodes == {}


def test_a_reopening_is_known_even_when_its_conversation_is_not() -> None:
    stored = Story("0:00 visitor writes\n1:00 vera closes\n2:00 visitor writes\n2:10 anna takes it").stored
    facts = facts_of([one for one in stored if one[1].at >= moment("2:00")])
    assert [episode.number for episode in facts.episodes.values()] == [2]


LINES = st.lists(
    st.sampled_from(
        [
            "visitor writes",
            "visitor writes to bot",
            "bot replies",
            "bot hands over",
            "visitor closes",
            "silence closes",
            "anna gets it",
            "anna replies",
            "anna parks",
            "anna snoozes",
            "anna resumes",
            "anna closes",
            "anna reopens",
            "anna transfers to boris",
            "anna transfers to sales",
            "boris declines to anna",
            "anna loses it silent",
            "vera takes over",
            "visitor left 0:01",
            "visitor sees 1:00",
            "visitor rates 5 9",
            "visitor skips",
            "anna attends 0:01",
        ]
    ),
    max_size=30,
)


def events_of(lines: list[str]) -> list[tuple[int, Event]]:
    return Story("\n".join(f"{n + 2}:00 {line}" for n, line in enumerate(["visitor writes", *lines]))).stored


@given(LINES, st.integers(0, 60))
def test_whatever_happened_is_judged_and_never_twice(lines: list[str], minutes: int) -> None:
    """Also what no rule of conversations would allow: a log is never refused."""
    facts = facts_of(events_of(lines))
    now = moment(f"{minutes + 40}:00")
    for episode in facts.episodes.values():
        judged = judge(episode, Hours(), now)
        assert (judged.missed is not None) == (judged.outcome == Outcome.MISSED)
        assert judged.frt is None or judged.late_reply is None
        assert all(span.ms >= 0 for _, span in judged.replies)
        assert (judged.outcome == Outcome.ANSWERED) <= (judged.frt is not None)


@given(LINES, st.integers(1, 48))
def test_missed_stays_missed(lines: list[str], hours: int) -> None:
    stored = events_of(lines)
    for length in range(1, len(stored) + 1):
        now = stored[length - 1][1].at
        before = facts_of(stored[:length])
        after = facts_of(stored)
        for key, episode in before.episodes.items():
            if judge(episode, Hours(), now).outcome == Outcome.MISSED:
                later = judge(after.episodes[key], Hours(), now + hours * 3_600_000)
                assert later.outcome in (Outcome.MISSED, Outcome.SHORT_ABANDON)
