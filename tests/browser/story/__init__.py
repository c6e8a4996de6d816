"""A charity's fortnight told by pages alone: people at windows of a real browser."""
