"""One clock, in milliseconds, which a test may move."""

import asyncio
import time
from pathlib import Path

from besedka.kernel.clock import Clock


def test_now_is_the_time_in_whole_milliseconds() -> None:
    before, now, after = time.time() * 1000, Clock().now(), time.time() * 1000
    assert isinstance(now, int)
    assert before - 1 <= now <= after + 1


async def test_a_test_moves_the_clock_by_a_file(tmp_path: Path) -> None:
    moved = tmp_path / "clock"
    clock = Clock(moved)
    assert abs(clock.now() - Clock().now()) < 1000
    moved.write_text("86400000")
    await asyncio.sleep(0.06)
    assert 86_399_000 < clock.now() - Clock().now() < 86_401_000


async def test_what_is_no_offset_moves_nothing(tmp_path: Path) -> None:
    moved = tmp_path / "clock"
    moved.write_text("tomorrow")
    assert abs(Clock(moved).now() - Clock().now()) < 1000


async def test_who_sleeps_by_the_clock_wakes_when_it_is_moved(tmp_path: Path) -> None:
    moved = tmp_path / "clock"
    moved.write_text("0")
    clock = Clock(moved)
    sleeping = asyncio.create_task(clock.sleep(3_600_000))
    await asyncio.sleep(0.1)
    assert not sleeping.done()
    moved.write_text("3600000")
    await asyncio.wait_for(sleeping, 5)


async def test_a_sleep_is_never_shorter_than_it_was_asked_for() -> None:
    clock = Clock()
    began = clock.now()
    await clock.sleep(30)
    assert clock.now() - began >= 30
