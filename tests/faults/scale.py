"""How much of everything. Small enough for every day; `make faults` and a long night set more."""

import os
import random


def _number(text: str | None, default: int) -> int:
    return int(text) if text else default


KILLS = _number(os.environ.get("BESEDKA_KILLS"), 50)
"""How often a server is killed at a random moment, on each database."""

POWER_CUTS = _number(os.environ.get("BESEDKA_POWER_CUTS"), 150)
"""At how many places of one recording the power is cut."""

TAKES = _number(os.environ.get("BESEDKA_TAKES"), 10_000)
"""How often operators take the same conversations, how often these are transferred, and how often assigned."""

TAIL_S = _number(os.environ.get("BESEDKA_TAIL_S"), 20)
"""How long 64 write at once while a reader tails the log."""

FOREIGN_S = _number(os.environ.get("BESEDKA_FOREIGN_S"), 30)
"""How long a foreign write transaction stays open."""

SEED = _number(os.environ.get("BESEDKA_SEED"), random.randrange(1_000_000))
"""What chance begins with: the same number gives the same decisions, though not the same timing."""
