"""Asks customers when a conversation ends, and keeps what they answer."""

from besedka.ratings.asking import Asker, Surveys
from besedka.ratings.model import BadRating, NothingToRate, Rating, RatingOver, Survey
from besedka.ratings.service import Rate, SkipRating
from besedka.ratings.store import ratings_of

__all__ = [
    "Asker",
    "BadRating",
    "NothingToRate",
    "Rate",
    "Rating",
    "RatingOver",
    "SkipRating",
    "Survey",
    "Surveys",
    "ratings_of",
]
