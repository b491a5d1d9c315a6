"""What a sampler saw of the server, weighed by the CPU time that each thread really used."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_THREAD = re.compile(r"^thread \((\d+)\)")
_FRAME = re.compile(r"^(?P<function>.*) \((?P<file>[^()]*?)(?::\d+)?\)$")
_PACKAGES = ("/site-packages/", "/src/", "/lib/python3.")
# In the middle of a switch between greenlets a thread shows no frames.
_NOT_SEEN = "between greenlets"
# Where a thread of a pool waits for work. The sampler does not always see that it sleeps.
_WAITING = ("concurrent/futures/thread.py", "_worker")


@dataclass(frozen=True)
class Frame:
    """One function on a stack; `place` is its file, from the package on."""

    function: str
    place: str

    @property
    def is_ours(self) -> bool:
        """Whether it is Besedka's own. The command line stands under everything and explains nothing."""
        return self.place.startswith("besedka/") and self.place != "besedka/cli.py"

    def __str__(self) -> str:
        return f"{self.place} {self.function}"


@dataclass(frozen=True)
class Stack:
    """Outermost frame first, and how often it was seen in which thread."""

    thread: int
    frames: tuple[Frame, ...]
    count: int

    @property
    def is_waiting(self) -> bool:
        """Whether the thread only waited for work."""
        last = self.frames[-1]
        return last.place.endswith(_WAITING[0]) and last.function == _WAITING[1]


Weighed = list[tuple[Stack, float]]
"""Stacks and the CPU time, in seconds, that each stands for."""


def parsed(line: str) -> Stack:
    """A line of py-spy's raw format with threads: `thread (7): name;f (file:line);g (file:line) 12`."""
    stack, _, count = line.rpartition(" ")
    thread, *frames = stack.split(";")
    found = _THREAD.match(thread)
    if not found:
        raise ValueError(f"expected a thread and its frames, got {line[:200]!r}")
    return Stack(int(found[1]), tuple(map(_frame, frames or [_NOT_SEEN])), int(count))


def _frame(text: str) -> Frame:
    found = _FRAME.match(text)
    return Frame(found["function"], _from_package(found["file"])) if found else Frame(text, "")


def _from_package(file: str) -> str:
    for mark in _PACKAGES:
        if mark in file:
            return file.rpartition(mark)[2]
    return file


def weighed(stacks: Iterable[Stack], cpu: Mapping[int, float]) -> Weighed:
    """Share the CPU seconds of each thread out among its stacks. Threads and stacks that only waited drop out."""
    working = [stack for stack in stacks if not stack.is_waiting and stack.thread in cpu]
    seen: defaultdict[int, int] = defaultdict(int)
    for stack in working:
        seen[stack.thread] += stack.count
    return [(stack, cpu[stack.thread] * stack.count / seen[stack.thread]) for stack in working]


def by_file(found: Weighed) -> Counter[str]:
    """Seconds by the innermost file of ours on each stack."""
    return _summed((_our_file(stack), seconds) for stack, seconds in found)


def by_function(found: Weighed) -> Counter[str]:
    """Seconds by function, without what it calls."""
    return _summed((str(stack.frames[-1]), seconds) for stack, seconds in found)


def by_caller(found: Weighed) -> Counter[str]:
    """Seconds by function of ours, with what it calls."""
    return _summed(
        (name, seconds) for stack, seconds in found for name in {str(frame) for frame in stack.frames if frame.is_ours}
    )


def _our_file(stack: Stack) -> str:
    return next((frame.place for frame in reversed(stack.frames) if frame.is_ours), "the loop, pools, libraries")


def _summed(pairs: Iterable[tuple[str, float]]) -> "Counter[str]":
    total: Counter[str] = Counter()
    for name, seconds in pairs:
        total[name] += seconds  # type: ignore[assignment]  # Counter is declared for whole numbers only
    return total
