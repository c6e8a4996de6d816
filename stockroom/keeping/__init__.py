"""Keeping and bringing back: backups, restores, erasures, and the photos beside the books."""
