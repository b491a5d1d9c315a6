"""Figures over several conversations."""

from besedka.reports.facts import facts_of
from besedka.reports.figures import Figures, figures, first_contact_resolution, of_operators, service_level
from besedka.reports.judging import Judged, judge, judge_all, judge_segment
from besedka.staff.settings import Hours
from tests.unit.reports.stories import Story, length, moment

ALWAYS = Hours(zone="Europe/Moscow")
DAY = 24 * 3_600_000

ANSWERED_IN_20 = "0:00 visitor writes\n0:05 anna gets it\n0:20 anna replies\n1:00 anna closes\n1:10 visitor rates 5 10"
ANSWERED_IN_60 = "0:00 visitor writes\n0:05 anna gets it\n1:00 anna replies\n3:00 anna closes\n3:10 visitor rates 3 6"
ANSWERED_IN_90 = (
    "0:00 visitor writes\n0:05 anna gets it\n0:30 anna transfers to boris\n1:30 boris replies\n2:00 boris closes"
)
LEFT_AFTER_5 = "0:00 visitor writes\n0:05 visitor closes"
LEFT_AFTER_40 = "0:00 visitor writes\n0:40 visitor closes"
LEFT_AFTER_2_MINUTES = "0:00 visitor writes\n0:10 anna gets it\n2:00 visitor closes"
LEFT_THE_BOT = "0:00 visitor writes to bot\n0:01 bot replies\n0:40 visitor closes"
WAITS = "4:30 visitor writes"
NOW = moment("5:00")


def judged(*stories: str, now: int = NOW) -> list[Judged]:
    return [one for story in stories for one in judge_all(facts_of(Story(story).stored).episodes.values(), hours, now)]


def hours(department: str, calendar: int) -> Hours:
    return ALWAYS


def all_figures() -> Figures:
    return figures(
        judged(
            ANSWERED_IN_20,
            ANSWERED_IN_60,
            ANSWERED_IN_90,
            LEFT_AFTER_5,
            LEFT_AFTER_40,
            LEFT_AFTER_2_MINUTES,
            LEFT_THE_BOT,
            WAITS,
        ),
        NOW,
    )


def test_what_was_offered_is_what_asked_for_a_person_and_was_no_short_abandon() -> None:
    found = all_figures()
    assert (found.offered, found.answered, found.waiting) == (6, 3, 1)
    assert (found.short_abandons, found.bot_abandons) == (1, 1)
    assert found.missed is not None
    assert (found.missed.count, found.missed.n) == (2, 6)
    assert found.missed_by == {"abandoned_in_queue": 1, "abandoned_after_assign": 1}
    assert (found.transfers, found.returns, found.reopened) == (1, 0, 0)


def test_first_responses_are_those_of_the_answered() -> None:
    frt, wait = all_figures().frt, all_figures().wait
    assert frt is not None
    assert wait is not None
    assert (frt.n, frt.mean, frt.p50, frt.p90) == (3, (20_000 + 60_000 + 90_000) / 3, 60_000, 90_000)
    assert frt.within == {30_000: 1 / 3, 60_000: 2 / 3, 120_000: 1.0}
    # Three answered ones were assigned after 5 s, one that was left after 10 s.
    assert (wait.n, wait.mean) == (4, 6250)


def test_the_service_level_is_of_all_offered_and_abandons_count_against() -> None:
    level = all_figures().service_level
    assert level.level is not None
    assert level.without_early is not None
    # In 60 s: two of five. The short abandon is out, the early one (40 s) in, the one that waits for 30 s not yet.
    assert (level.level.count, level.level.n) == (2, 5)
    # The variant leaves the one of 40 s out.
    assert (level.without_early.count, level.without_early.n) == (2, 4)


def test_who_waits_longer_than_the_target_counts_against() -> None:
    waiting = judged(WAITS)
    at_target = service_level(waiting, moment("5:30"), 60_000)
    after = service_level(waiting, moment("5:30") + 1, 60_000)
    assert at_target.level is None
    assert after.level is not None
    assert (after.level.count, after.level.n) == (0, 1)


def test_ratings_say_how_many_answered() -> None:
    found = all_figures().ratings
    assert found.response
    assert found.five
    assert found.ten
    # All seven closings asked (the rule of who is asked is not ours), two answered.
    assert (found.response.count, found.response.n) == (2, 7)
    assert (found.five.n, found.five.csi) == (2, 80)
    assert (found.ten.n, found.ten.nps) == (2, 0)


def test_no_ratings_are_no_figure() -> None:
    found = figures(judged(WAITS), NOW).ratings
    assert (found.response, found.five, found.ten) == (None, None, None)


def test_business_time_is_another_figure() -> None:
    office = Hours(zone="Europe/Moscow", always=False, week={"thu": (("09:00", "18:00"),)})
    story = "Wed 20:00 visitor writes\nThu 09:00:30 anna takes it\nThu 09:00:45 anna replies"
    episode = next(iter(facts_of(Story(story).stored).episodes.values()))
    row = [judge(episode, office, moment("Thu 12:00"))]
    real, business = figures(row, moment("Thu 12:00")), figures(row, moment("Thu 12:00"), business=True)
    assert real.frt
    assert business.frt
    assert (real.frt.mean, business.frt.mean) == (length("13:00:45"), 45_000)
    assert real.service_level.level
    assert business.service_level.level
    assert (real.service_level.level.share, business.service_level.level.share) == (0, 1)


def test_a_transferred_conversation_counts_for_each_of_its_operators() -> None:
    facts = facts_of(Story(ANSWERED_IN_90).stored)
    segments = [judge_segment(s, ALWAYS, NOW) for e in facts.episodes.values() for s in e.segments]
    anna, boris = of_operators(segments)
    assert (anna.operator_id, anna.segments, anna.replies, anna.frt) == ("anna", 1, 0, None)
    assert boris.frt
    assert boris.duration
    # From his own assignment, not from the customer's first word.
    assert (boris.segments, boris.replies, boris.frt.mean, boris.duration.mean) == (1, 1, 60_000, 90_000)


ONCE = "0:00 visitor writes\n0:05 anna gets it\n0:20 anna replies\n1:00 anna closes"


def test_resolved_at_once_means_that_nobody_came_back_within_seven_days() -> None:
    closed = moment("1:00")
    # Exactly seven days later is no coming back any more; a moment before is.
    late = judged(ONCE, now=closed + 8 * DAY)
    back = judged(ONCE + "\n168:00:59.999 visitor writes", now=closed + 8 * DAY)
    in_time = judged(ONCE + "\n168:01:00 visitor writes", now=closed + 8 * DAY)
    assert [
        (found.count, found.n)
        for rows in (late, back, in_time)
        if (found := first_contact_resolution(rows, closed + 8 * DAY))
    ] == [(1, 1), (0, 1), (1, 1)]
    assert first_contact_resolution(late, closed + 7 * DAY - 1) is None


def test_transferred_is_not_resolved_at_once() -> None:
    found = first_contact_resolution(judged(ANSWERED_IN_90), moment("3:00") + 8 * DAY)
    assert found
    assert (found.count, found.n) == (0, 1)
