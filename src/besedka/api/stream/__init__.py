"""The stream that every audience shares: views, frames, joining, and the three carriers. See docs/protocol.md."""
