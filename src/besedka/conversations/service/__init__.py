"""The verbs of the heart: a file for each thing that can be done."""
