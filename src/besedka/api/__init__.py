"""The doors, one for each audience; what they share is in `http` and `stream`."""
