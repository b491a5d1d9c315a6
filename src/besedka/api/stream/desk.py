"""Taking commands: read, check, limit, queue at the writer, answer. The same for every audience and carrier."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from besedka.api.http.bodies import require_shallow
from besedka.api.stream.audience import Answer, Outcome, Person
from besedka.kernel.errors import InvalidCommand, Refusal
from besedka.kernel.writer import Writer

T = TypeVar("T")


def read_message(data: bytes, decode: Callable[[bytes], T], expected: str) -> T:
    """A client's message; raises InvalidCommand with what was expected."""
    try:
        require_shallow(data)
        return decode(data)
    except (Refusal, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise InvalidCommand(f"Expected {expected}: {problem}") from None


class Desk:
    """Where commands are handed in."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._whispers: set[asyncio.Task[None]] = set()

    def read(self, person: Person, data: bytes) -> Any:
        """A command; raises InvalidCommand with what was expected."""
        return read_message(data, person.decode, "a command of this protocol")

    def take(self, person: Person, wish: Any, answer: Answer) -> None:
        """Do it; `answer` is called once, maybe at once."""
        client_id = getattr(wish, "client_id", None)
        try:
            person.limit(wish)
            command = person.command(wish)
            if command is not None:
                self._writer.submit(command, lambda result: answer(Outcome(client_id, result)))
            else:
                self._whisper(person, wish, answer)
        except Refusal as refusal:
            answer(Outcome(client_id, refusal))

    def _whisper(self, person: Person, wish: Any, answer: Answer) -> None:
        task = asyncio.create_task(self._whispered(person, wish, answer))
        self._whispers.add(task)
        task.add_done_callback(self._whispers.discard)

    async def _whispered(self, person: Person, wish: Any, answer: Answer) -> None:
        try:
            await person.whisper(wish)
        except Refusal as refusal:
            answer(Outcome(None, refusal))
        else:
            answer(Outcome(None, None))
