"""Operators who reach for the same conversations at once, in one process over its own writer.

They take, a supervisor transfers, routing assigns: each as often as is said. What was won is held for a moment, closed,
and goes back to the queue. `python -m tests.faults.racer URL PLAN TAKES SEED` runs one such process over a prepared
store and prints what happened as JSON: {"taken", "transferred", "assigned": successes, "<code>": refusals}.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, NamedTuple

from besedka.contacts import Visitor, visitor
from besedka.conversations import Assign, TransferToOperator
from besedka.kernel.db import open_database
from besedka.kernel.errors import Refusal
from besedka.kernel.ids import new_secret
from besedka.staff import Role
from tests.rooms.heart import Heart, beating

TASKS = 64
OPERATORS = 6
LIMIT = 3
CONVERSATIONS = 30


class Plan(NamedTuple):
    """Who is there: ids of operators, and (conversation, its visitor's token)."""

    operators: list[str]
    people: list[tuple[str, str]]
    supervisor: str


async def furnish(heart: Heart) -> Plan:
    """More conversations than all operators together may have."""
    operators = [await heart.operator(f"operator{n}", limit=LIMIT) for n in range(OPERATORS)]
    supervisor = await heart.operator("supervisor", limit=0, role=Role.SUPERVISOR)
    for operator in operators:
        await heart.status(operator)
    people = []
    for n in range(CONVERSATIONS):
        token = new_secret()
        sent = await heart.receive(visitor(heart.inbox.id, token), f"first words of {n}")
        people.append((sent.conversation_id, token))
    return Plan(operators, people, supervisor)


class Race:
    """64 tasks that attempt so many takes, transfers and assignments each."""

    def __init__(self, heart: Heart, plan: Plan, takes: int, seed: int) -> None:
        self.heart, self.plan, self.seed = heart, plan, seed
        self.chance, self.outcomes = random.Random(seed), Counter[str]()
        self.people = [(conversation, visitor(heart.inbox.id, token)) for conversation, token in plan.people]
        attempts = ["taken", "transferred", "assigned"] * takes
        self.chance.shuffle(attempts)
        self.attempts = iter(enumerate(attempts))

    async def run(self) -> Counter[str]:
        """How often what came of it."""
        await asyncio.gather(*(self._reach() for _ in range(TASKS)))
        return self.outcomes

    async def _reach(self) -> None:
        for number, attempt in self.attempts:
            conversation, who = self.chance.choice(self.people)
            operator = self.chance.choice(self.plan.operators)
            outcome = await _outcome(self._attempt(attempt, operator, conversation), attempt)
            self.outcomes[outcome] += 1
            if outcome == attempt:
                await asyncio.sleep(self.chance.uniform(0, 0.02))
                await self._goes_back(operator, conversation, who, number)
            elif outcome == "limit_reached" and self.chance.random() < 0.02:
                await self._goes_back(self.plan.supervisor, conversation, who, number)

    def _attempt(self, attempt: str, operator: str, conversation: str) -> Awaitable[Any]:
        if attempt == "taken":
            return self.heart.take(operator, conversation)
        if attempt == "assigned":
            return self.heart.writer.do(Assign(conversation, operator))
        return self.heart.arrange(TransferToOperator, self.plan.supervisor, conversation, receiver_id=operator)

    async def _goes_back(self, closer: str, conversation: str, who: Visitor, number: int) -> None:
        """Also by the supervisor: what the killed held must not be held for ever."""
        await _outcome(self.heart.close(closer, conversation))
        await self.heart.receive(who, f"once more {self.seed}.{number}")


async def race(heart: Heart, plan: Plan, takes: int, seed: int) -> Counter[str]:
    """In this process."""
    return await Race(heart, plan, takes, seed).run()


async def _outcome(work: Awaitable[Any], success: str = "closed") -> str:
    try:
        await work
    except Refusal as refusal:
        return refusal.code
    return success


async def main(url: str, plan: Plan, takes: int, seed: int) -> None:
    """One process of several."""
    database = open_database(url)
    async with beating(database, following=False, furnished=True) as heart:
        outcomes = await race(heart, plan, takes, seed)
    await database.close()
    print(json.dumps(outcomes))


if __name__ == "__main__":
    url, plan, takes, seed = sys.argv[1:]
    asyncio.run(main(url, Plan(*json.loads(Path(plan).read_text())), int(takes), int(seed)))
