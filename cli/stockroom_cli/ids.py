"""The ids of commands: made here, before anything is sent, so that sending twice is harmless."""

from __future__ import annotations

import secrets
import time
from uuid import UUID


def new() -> UUID:
    """A version 7 UUID (RFC 9562): 48 bits of time in ms, then chance."""
    stamp = time.time_ns() // 1_000_000
    value = (stamp & (2**48 - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
