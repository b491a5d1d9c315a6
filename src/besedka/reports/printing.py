"""Facts and figures as lines of text. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from besedka.reports.duty import Duty, together
from besedka.reports.figures import Figures, OperatorFigures, Ratings
from besedka.reports.judging import Judged, Span
from besedka.reports.report import Report
from besedka.reports.statistics import Share, Times

Names = Mapping[str, str]
"""Of operators, by id."""
_NO_DUTY = together([])


def rows(judged: Iterable[Judged], names: Names, zone: ZoneInfo) -> Iterator[str]:
    """A line for each episode, and a heading."""
    yield _row("clock start", "conversation", "no", "outcome", "first", "(open)", "wait", "operators", "rating")
    for one in judged:
        episode, rating = one.episode, one.episode.rating
        yield _row(
            _moment(episode.began if episode.t0 is None else episode.t0, zone),
            episode.conversation_id,
            str(episode.number),
            str(one.missed or one.outcome),
            _real(one.frt),
            _business(one.frt),
            _real(one.wait),
            ", ".join(dict.fromkeys(names.get(s.operator_id, s.operator_id) for s in episode.segments)),
            f"{_score(rating.five)}/{_score(rating.ten)}" if rating else "",
        )


def shown(found: Report, names: Names) -> Iterator[str]:
    """The figures, and a line for each operator."""
    yield from _figures(found.figures)
    if found.survey.response:
        yield from _ratings("survey", found.survey)
    if found.operators:
        yield ""
        yield from _operators(found.operators, found.duties, names)


def _figures(found: Figures) -> Iterator[str]:
    yield _line("offered", f"{found.offered}: {found.answered} answered, {found.waiting} waiting")
    yield _line("missed", _share(found.missed) + _reasons(found.missed_by))
    yield _line("late replies", str(found.late_replies))
    yield _line(
        "apart", f"{found.short_abandons} short abandons, {found.bot_abandons} left a bot, {found.unasked} unasked"
    )
    level = found.service_level
    yield _line(f"answered in {level.target_ms // 1000} s", _share(level.level))
    yield _line("  without early abandons", _share(level.without_early))
    for name, times in (
        ("first response", found.frt),
        ("first response, bots too", found.any_frt),
        ("wait", found.wait),
        ("wait, given back", found.requeue_wait),
        ("reply", found.reply),
        ("estimate, error", found.estimate_error),
    ):
        yield _line(name, _times(times))
    yield _line("transfers", f"{found.transfers}, {found.returns} came back; {found.reopened} reopened")
    yield from _ratings("rating", found.ratings)


def _ratings(name: str, found: Ratings) -> Iterator[str]:
    yield _line(name, f"{_share(found.response)} answered")
    if five := found.five:
        yield _line("  CSI, 1-5", f"{five.csi:.1f} (n {five.n}); 5: {_share(five.top_box)}; 4-5: {_share(five.csat)}")
    if ten := found.ten:
        yield _line("  NPS, 0-10", f"{ten.nps:+.1f} (n {ten.n}, {ten.low:+.1f} to {ten.high:+.1f})")


_OPERATOR = "{:24} {:>8} {:>9} {:>9} {:>9} {:>7} {:>5} {:>4} {:>6} {:>6}"


def _operators(found: Iterable[OperatorFigures], duties: Mapping[str, Duty], names: Names) -> Iterator[str]:
    heading = ("operator", "segments", "first", "in all", "attention", "replies", "open", "most", "slots", "busy")
    yield _OPERATOR.format(*heading)
    for one in found:
        duty = duties.get(one.operator_id, _NO_DUTY)
        lengths = (_mean(times) for times in (one.frt, one.duration, one.attention))
        load = (_number(duty.concurrency), duty.most, _percent(duty.utilisation), _percent(duty.occupancy))
        name = names.get(one.operator_id, one.operator_id)[:24]
        yield _OPERATOR.format(name, one.segments, *lengths, one.replies, *load)


def _row(
    began: str, talk: str, no: str, outcome: str, first: str, business: str, wait: str, who: str, stars: str
) -> str:
    line = f"{began:19} {talk:36} {no:>2} {outcome:22} {first:>9} {business:>9} {wait:>9} {who:24} {stars}"
    return line.rstrip()


def _line(name: str, words: str) -> str:
    return f"{name:26}{words}"


def _moment(at: int, zone: ZoneInfo) -> str:
    return f"{datetime.fromtimestamp(at // 1000, zone):%Y-%m-%d %H:%M:%S}"


def _real(span: Span | None) -> str:
    return _length(span.ms) if span else ""


def _business(span: Span | None) -> str:
    return _length(span.open_ms) if span and span.open_ms != span.ms else ""


def _length(ms: float) -> str:
    minutes, seconds = divmod(round(ms / 1000), 60)
    return f"{minutes}:{seconds:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _times(times: Times | None) -> str:
    if times is None:
        return "-"
    within = ", ".join(f"{part:.0%} in {limit // 1000} s" for limit, part in times.within.items())
    p50, p90, p95 = (_length(value) for value in (times.p50, times.p90, times.p95))
    return f"{_length(times.mean)} mean, {p50} p50, {p90} p90, {p95} p95, {within} (n {times.n})"


def _mean(times: Times | None) -> str:
    return _length(times.mean) if times else "-"


def _share(share: Share | None) -> str:
    if share is None:
        return "-"
    return f"{share.share:.1%} ({share.count} of {share.n}; {share.low:.1%} to {share.high:.1%})"


def _reasons(counts: Mapping[str, int]) -> str:
    return "".join(f", {count} {reason}" for reason, count in sorted(counts.items()))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def _score(score: int | None) -> str:
    return "-" if score is None else str(score)
