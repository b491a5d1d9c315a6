"""Facts and figures, derived from the event log alone."""
