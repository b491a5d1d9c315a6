"""Looks at the clock: which department has opened or closed since it looked last."""

from besedka.kernel.clock import Clock
from besedka.kernel.writer import Writer
from besedka.staff.calendar import open_periods
from besedka.staff.directory import Departments
from besedka.staff.service.turning import Turn
from besedka.staff.settings import Hours

LOOK_BACK_MS = 3_600_000
"""So far back a process looks that has just begun: nobody may have looked meanwhile."""


class Doorkeeper:
    """One for each process; the verb says a moment once, however many look."""

    def __init__(self, departments: Departments, writer: Writer, clock: Clock) -> None:
        self._departments, self._writer, self._clock = departments, writer, clock
        self._looked_at = clock.now() - LOOK_BACK_MS

    async def look(self) -> None:
        """One round."""
        since, now = self._looked_at, self._clock.now()
        for department in self._departments.all():
            if (turned := last_turn(self._departments.hours(department.id), since, now)) is not None:
                await self._writer.do(Turn(department.id, *turned))
        self._looked_at = now


def last_turn(hours: Hours, since: int, now: int) -> tuple[bool, int] | None:
    """Whether it opened or closed last, after `since` and up to `now`, and when; None if it did neither."""
    periods = list(open_periods(hours, since, now + 1))
    if not periods:
        return None
    begins, ends = periods[-1]
    if ends <= now:
        return (False, ends) if ends > since else None
    return (True, begins) if begins > since else None
