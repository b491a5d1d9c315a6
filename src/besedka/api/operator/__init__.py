"""The operator's door: the console."""
