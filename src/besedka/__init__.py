"""Besedka: talk with your customers."""
