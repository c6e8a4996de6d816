"""Snapshots read from the books."""
