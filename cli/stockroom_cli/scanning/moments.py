"""What time it is: for acts, and between keys."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """This computer's time, in UTC: a claim, as every device's is."""
    return datetime.now(UTC)


def seconds() -> float:
    """Seconds on a clock that only runs forward; it begins anywhere."""
    return time.monotonic()
