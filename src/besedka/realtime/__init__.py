"""Streams to screens: sockets, and the hub that knows who listens to what. Knows no chat words."""
