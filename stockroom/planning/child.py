"""Has a plan made in a child process, with a limit that is kept from outside.

The solver weighs much and may fail in ways that no Python code catches, so it lives in a process of
its own, on the snapshot alone. Whatever becomes of that process, a plan is given: its last, or one
made here without any solver.
"""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Iterator

import msgspec

from stockroom.planning import telling
from stockroom.planning.facts import Snapshot
from stockroom.planning.plans import Plan

GRACE_SECONDS = 5.0
"""What a child may take beyond its time to start, and to say what it found."""

SOLVING = "stockroom.planning.solving"
_LENGTH = struct.Struct(">Q")


class Asked(msgspec.Struct, frozen=True):
    """What the child is told."""

    snapshot: Snapshot
    seconds: float


def planned(snapshot: Snapshot, seconds: float = telling.SECONDS) -> Plan:
    """Give the best plan found in so many seconds; it comes within GRACE_SECONDS more."""
    last = said(snapshot, seconds)
    return telling.by_hand(snapshot) if last is None else last


def said(snapshot: Snapshot, seconds: float = telling.SECONDS) -> Plan | None:
    """Give the last plan that the child told in its time; None where it told none."""
    last = last_word(msgspec.msgpack.encode(Asked(snapshot, seconds)), seconds)
    return None if last is None else msgspec.msgpack.decode(last, type=Plan)


def last_word(asked: bytes, seconds: float, module: str = SOLVING) -> bytes | None:
    """Give the last thing that a child running that module said in full; None without any."""
    last = None
    for told in _frames(_answer(asked, seconds, module)):
        last = told
    return last


def frame(plan: object) -> bytes:
    """Write a plan so that a reader knows whether it is there in full."""
    body = msgspec.msgpack.encode(plan)
    return _LENGTH.pack(len(body)) + body


def _answer(asked: bytes, seconds: float, module: str) -> bytes:
    """Give all that the child said until it ended, or was ended for taking too long."""
    command = [sys.executable, "-m", module]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        try:
            said, _ = child.communicate(asked, timeout=seconds + GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            said, _ = child.communicate()
        except BaseException:
            child.kill()
            raise
    return said


def _frames(said: bytes) -> Iterator[bytes]:
    """Give what was said in full; a child may be ended in the middle of a word."""
    at = 0
    while len(said) - at >= _LENGTH.size:
        (length,) = _LENGTH.unpack_from(said, at)
        at += _LENGTH.size
        if len(said) - at < length:
            return
        yield said[at : at + length]
        at += length
