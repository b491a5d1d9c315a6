"""What a profile makes of a sampler's stacks."""

import pytest
from bench.stacks import by_caller, by_file, by_function, parsed, weighed

_LIBRARIES = "/venv/lib/python3.11/site-packages"
_LOOP = f"thread (7): MainThread;serve (/home/src/besedka/cli.py:1);run ({_LIBRARIES}/uvloop/__init__.py:30)"
_WRITER = f"{_LOOP};Writer._serve (/home/src/besedka/kernel/writer.py:105)"
_POOL = "thread (8): sqlite-writer_0;_worker (/usr/lib/python3.11/concurrent/futures/thread.py:69)"
_COMMIT = f"{_POOL};flush (/home/src/besedka/kernel/writer.py:150);do_commit ({_LIBRARIES}/sqlalchemy/default.py:3)"


def test_a_line_is_a_thread_its_frames_and_a_count() -> None:
    stack = parsed(f"{_COMMIT} 12")
    assert (stack.thread, stack.count) == (8, 12)
    assert [frame.place for frame in stack.frames[-2:]] == ["besedka/kernel/writer.py", "sqlalchemy/default.py"]
    assert [frame.function for frame in stack.frames] == ["_worker", "flush", "do_commit"]


def test_a_line_without_a_thread_is_an_error() -> None:
    with pytest.raises(ValueError, match="expected a thread"):
        parsed("serve (cli.py:1) 3")


def test_a_thread_between_two_greenlets_is_at_work_too() -> None:
    found = weighed([parsed("thread (7): MainThread 3"), parsed(f"{_WRITER} 1")], {7: 4.0})
    assert by_function(found) == {" between greenlets": 3.0, "besedka/kernel/writer.py Writer._serve": 1.0}


def test_each_thread_shares_out_the_cpu_time_that_it_used() -> None:
    found = weighed(map(parsed, [f"{_LOOP} 1", f"{_WRITER} 3", f"{_COMMIT} 50"]), {7: 4.0, 8: 1.0})
    assert [seconds for _, seconds in found] == [1.0, 3.0, 1.0]


def test_a_pool_that_waits_for_work_counts_for_nothing() -> None:
    found = weighed(map(parsed, [f"{_POOL} 900", f"{_COMMIT} 10"]), {8: 2.0})
    assert [seconds for _, seconds in found] == [2.0]


def test_time_goes_to_the_innermost_file_of_ours_to_every_caller_and_to_the_last_function() -> None:
    found = weighed(map(parsed, [f"{_LOOP} 1", f"{_WRITER} 3", f"{_COMMIT} 1"]), {7: 4.0, 8: 2.0})
    assert by_file(found) == {"besedka/kernel/writer.py": 5.0, "the loop, pools, libraries": 1.0}
    assert by_caller(found) == {"besedka/kernel/writer.py Writer._serve": 3.0, "besedka/kernel/writer.py flush": 2.0}
    assert by_function(found)["sqlalchemy/default.py do_commit"] == 2.0
