"""All figures of a span of time. Pure."""

import msgspec

from besedka.reports.duty import Duty, duties
from besedka.reports.facts import Facts
from besedka.reports.figures import Figures, OperatorFigures, Ratings, figures, of_operators, ratings
from besedka.reports.judging import HoursOf, Judged, judge_all, judge_segment


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is about: from and until (half-open), one department or all, how it is counted, and as of when.

    `target_ms` is that of the service level; `business` counts opening hours only.
    """

    from_ms: int
    until_ms: int
    now: int
    department_id: str | None = None
    target_ms: int = 60_000
    business: bool = False

    def has(self, at: int, department_id: str) -> bool:
        """Whether something of this moment and department belongs to it."""
        return self.from_ms <= at < self.until_ms and self.department_id in (None, department_id)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Episodes belong to the time of their clock start, segments to that of their assignment, surveys to their asking.
    Surveys and duty are those of all departments.
    """

    figures: Figures
    survey: Ratings
    operators: list[OperatorFigures]
    duties: dict[str, Duty]


def judged_in(facts: Facts, hours_of: HoursOf, scope: Scope) -> list[Judged]:
    """The episodes of a report, in the order of their clock starts."""
    own = [
        (began, episode)
        for episode in facts.episodes.values()
        if scope.has(began := episode.began if episode.t0 is None else episode.t0, episode.department_id)
    ]
    return judge_all([episode for _, episode in sorted(own, key=lambda pair: pair[0])], hours_of, scope.now)


def report(facts: Facts, hours_of: HoursOf, scope: Scope) -> Report:
    """Everything that is counted."""
    segments = [
        judge_segment(segment, hours_of(episode.department_id, episode.calendar or 1), scope.now)
        for episode in facts.episodes.values()
        for segment in episode.segments
        if scope.has(segment.began, segment.department_id)
    ]
    judged = judged_in(facts, hours_of, scope)
    return Report(
        figures=figures(judged, scope.now, target_ms=scope.target_ms, business=scope.business),
        survey=ratings(s for s in facts.surveys.values() if scope.from_ms <= s.asked_at < scope.until_ms),
        operators=of_operators(segments, business=scope.business),
        duties=duties(facts, scope.from_ms, min(scope.until_ms, scope.now)),
    )
