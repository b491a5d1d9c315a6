"""The stories: what happened, and the figures that were computed by hand."""

from tests.unit.reports.told import answers, losses, opening_hours, ratings
from tests.unit.reports.told.table import ALWAYS, OFFICE, STORIES

CHAPTERS = (answers, losses, opening_hours, ratings)

__all__ = ["ALWAYS", "CHAPTERS", "OFFICE", "STORIES"]
