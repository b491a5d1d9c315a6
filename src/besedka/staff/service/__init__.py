"""Verbs of the staff room, a file for each kind."""
