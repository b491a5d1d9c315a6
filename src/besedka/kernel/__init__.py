"""Below everything: settings, database, writer, event log, followers, clock. Knows no chat words."""
