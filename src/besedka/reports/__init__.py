"""Facts and figures, derived from the event log alone."""

from besedka.reports.duty import duties
from besedka.reports.facts import Facts, facts_of
from besedka.reports.figures import figures, of_operators, ratings
from besedka.reports.judging import Judged, Outcome, judge, judge_all, judge_segment
from besedka.reports.reading import Wanted, lines, read_facts
from besedka.reports.report import Report, Scope, judged_in, report

__all__ = [
    "Facts",
    "Judged",
    "Outcome",
    "Report",
    "Scope",
    "Wanted",
    "duties",
    "facts_of",
    "figures",
    "judge",
    "judge_all",
    "judge_segment",
    "judged_in",
    "lines",
    "of_operators",
    "ratings",
    "read_facts",
    "report",
]
