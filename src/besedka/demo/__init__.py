"""The demo: seeded people, an imaginary customer's site, and a supervisor that can pull the server's plug."""

from besedka.demo.furnish import furnish
from besedka.demo.pages import csp, locale_for, page
from besedka.demo.seed import SEED, Seed, origins, passwords
from besedka.demo.supervisor import Stage, run

__all__ = ["SEED", "Seed", "Stage", "csp", "furnish", "locale_for", "origins", "page", "passwords", "run"]
