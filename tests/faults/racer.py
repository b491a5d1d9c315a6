"""Operators who reach for the same conversations at once, in one process over its own writer.

`python -m tests.faults.racer URL PLAN TAKES SEED` runs one such process over a prepared store and prints what happened
as JSON: {"taken": successes, "<code>": refusals of that kind}.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from besedka.contacts import Visitor, visitor
from besedka.kernel.db import open_database
from besedka.kernel.errors import Refusal
from besedka.kernel.ids import new_secret
from tests.rooms.heart import Heart, beating

TASKS = 64
OPERATORS = 6
LIMIT = 3
CONVERSATIONS = 30


class Plan(NamedTuple):
    """Who is there: ids of operators, and (conversation, its visitor's token)."""

    operators: list[str]
    people: list[tuple[str, str]]


async def furnish(heart: Heart) -> Plan:
    """More conversations than all operators together may have."""
    operators = [await heart.operator(f"operator{n}", limit=LIMIT) for n in range(OPERATORS)]
    people = []
    for n in range(CONVERSATIONS):
        token = new_secret()
        sent = await heart.receive(visitor(heart.inbox.id, token), f"first words of {n}")
        people.append((sent.conversation_id, token))
    return Plan(operators, people)


async def race(heart: Heart, plan: Plan, takes: int, seed: int) -> Counter[str]:
    """So many attempts by 64 tasks; what was won is held for a moment, closed, and goes back to the queue."""
    chance, outcomes = random.Random(seed), Counter[str]()
    people = [(conversation, visitor(heart.inbox.id, token)) for conversation, token in plan.people]
    attempts = iter(range(takes))

    async def reach() -> None:
        for attempt in attempts:
            conversation, who = chance.choice(people)
            outcomes[await _outcome(_take(heart, chance, conversation, who, f"{seed}.{attempt}", plan))] += 1

    await asyncio.gather(*(reach() for _ in range(TASKS)))
    return outcomes


async def _take(
    heart: Heart, chance: random.Random, conversation: str, who: Visitor, name: str, plan: Plan
) -> None:  # fmt: skip
    operator = chance.choice(plan.operators)
    await heart.take(operator, conversation)
    await asyncio.sleep(chance.uniform(0, 0.02))
    await _outcome(heart.close(operator, conversation))
    await heart.receive(who, f"once more {name}")


async def _outcome(work: Any) -> str:
    try:
        await work
    except Refusal as refusal:
        return refusal.code
    return "taken"


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
