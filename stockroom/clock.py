"""The only module that asks the time or draws chance, so that tests can hold both still."""

from __future__ import annotations

import os
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID


@dataclass(frozen=True)
class Clock:
    """Time in UTC, and random numbers fit for secrets."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)

    def running_s(self) -> float:
        """Seconds of a watch that only runs on, to tell how long something takes."""
        return time.monotonic()

    def command_id(self) -> UUID:
        """A new version 7 UUID (RFC 9562): ordered by time, unique without a server."""
        stamp = time.time_ns() // 1_000_000
        chance = int.from_bytes(os.urandom(10), "big")
        value = (stamp & (2**48 - 1)) << 80 | chance
        value = value & ~(0xF << 76) | 0x7 << 76
        return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)

    def bits(self, count: int) -> int:
        """That many random bits as a whole number."""
        return secrets.randbits(count)

    def salt(self) -> bytes:
        """Sixteen random bytes."""
        return os.urandom(16)

    def secret(self) -> str:
        """A token of 256 random bits, safe in a header."""
        return secrets.token_urlsafe(32)


def stamp(moment: datetime) -> str:
    """A moment as the fixed-width UTC text that journals keep, which sorts as time does."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
