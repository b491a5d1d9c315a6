"""The answer finds the person: what reaches people who are not looking."""
