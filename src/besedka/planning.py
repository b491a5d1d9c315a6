"""`besedka simulate`: what so many operators with such a limit can do, before anybody is hired."""

from collections.abc import Sequence

import click

from besedka.routing import figures, simulator
from besedka.staff import DepartmentSettings, Giving

_COLUMNS = ("came", "mean", "p50", "p90", "<= 60 s", "missed", "later", "at work")


@click.command()
@click.option("--operators", default=3, show_default=True, type=click.IntRange(1, 500), help="How many are there.")
@click.option("--per-hour", default=40.0, show_default=True, type=click.FloatRange(0.1, 10_000), help="How many come.")
@click.option("--limit", default=4, show_default=True, type=click.IntRange(1, 100), help="Of conversations at once.")
@click.option("--router", type=click.Choice(simulator.ROUTERS), multiple=True, help="One of them; both if not named.")
@click.option("--mode", default="late", show_default=True, type=click.Choice(["late", "least_loaded"]))
@click.option("--seeds", default=5, show_default=True, type=click.IntRange(1, 1000), help="How many invented days.")
@click.option("--hours", default=200.0, show_default=True, type=click.FloatRange(0.1, 10_000), help="Of each of them.")
def simulate(
    operators: int, per_hour: float, limit: int, router: Sequence[str], mode: str, seeds: int, hours: float
) -> None:
    """First responses and missed conversations of invented days, by the real engine and by a naive router."""
    told = DepartmentSettings(giving=Giving(mode=mode))
    model = simulator.Model(operators=operators, per_hour=per_hour, limit=limit, hours=hours, told=told)
    rows = []
    for name in router or simulator.ROUTERS:
        days = [simulator.simulate(model, name, seed) for seed in range(1, seeds + 1)]
        rows.append((name, figures.together(days)))
    click.echo(table(rows))


def table(rows: Sequence[tuple[str, figures.Figures]]) -> str:
    """Figures beside each other; times of responses in seconds."""
    wide = max(len(name) for name, _ in rows)
    head = " " * wide + "".join(f"{column:>10}" for column in _COLUMNS)
    return "\n".join([head, *(f"{name:{wide}}{_line(found)}" for name, found in rows)])


def _line(found: figures.Figures) -> str:
    p50, p90 = found.first_percentile(50), found.first_percentile(90)
    seconds = "".join(f"{ms / 1000:>8.1f} s" for ms in (found.mean_first, p50, p90))
    return (
        f"{found.offered:>10,}{seconds}{found.in_time:>10.1%}{found.missed_share:>10.2%}"
        f"{found.mean_later / 1000:>8.1f} s{found.occupancy:>10.1%}"
    )
