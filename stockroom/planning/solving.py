"""What the child process does: read a snapshot, say each plan as soon as it is better."""

from __future__ import annotations

import os
import sys

import msgspec

from stockroom.planning import child, matching

NICENESS = 10
"""The desk comes first: whoever scans must not wait for a plan."""


def main() -> None:
    """Answer what stands on standard input, on standard output."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=child.Asked)
    for plan in matching.plans(asked.snapshot, asked.seconds):
        sys.stdout.buffer.write(child.frame(plan))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
