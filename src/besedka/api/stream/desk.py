"""Taking commands: read, check, limit, queue at the writer, answer. The same for every audience and carrier."""

import asyncio
from typing import Any

import msgspec

from besedka.api.stream.audience import Answer, Outcome, Person
from besedka.api.stream.protocol import require_shallow
from besedka.kernel.errors import InvalidCommand, Refusal
from besedka.kernel.writer import Writer


class Desk:
    """Where commands are handed in."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._whispers: set[asyncio.Task[None]] = set()

    def read(self, person: Person, data: bytes) -> Any:
        """A command; raises InvalidCommand with what was expected."""
        require_shallow(data)
        try:
            return person.decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
            raise InvalidCommand(f"Expected a command of this protocol: {problem}") from None

    def take(self, person: Person, wish: Any, answer: Answer) -> None:
        """Do it; `answer` is called once, maybe at once."""
        client_id = getattr(wish, "client_id", None)
        try:
            person.limit(wish)
            command = person.command(wish)
            if command is not None:
                self._writer.submit(command, lambda result: answer(Outcome(client_id, result)))
                return None
        except Refusal as refusal:
            return answer(Outcome(client_id, refusal))
        self._whisper(person, wish, answer)

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
