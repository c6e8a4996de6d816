"""Where scans come from: the keys of a terminal as they are pressed, or the lines of a pipe.

They are read in a thread of their own, so that none is lost while the service is waited for.
"""

from __future__ import annotations

import codecs
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from stockroom_cli.scanning import moments
from stockroom_cli.scanning.keys import LONGEST

if sys.platform != "win32":
    import termios
    import tty

AT_MOST_BYTES = 4096
Read = tuple[str, float]
Queue = queue.Queue[Read | None]


def has_keys() -> bool:
    """Whether keys can be read here one by one."""
    return sys.platform != "win32" and sys.stdin.isatty()


@contextmanager
def one_by_one() -> Iterator[None]:
    """A terminal that hands each key on at once and shows none by itself, until the end."""
    if sys.platform == "win32":
        yield
        return
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    tty.setcbreak(handle, termios.TCSADRAIN)  # what was scanned before is not thrown away
    try:
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)


def keys() -> Queue:
    """Letters with the moment at which they came; None at their end."""
    return _read(_letters)


def lines() -> Queue:
    """Lines without their ends; None after the last one."""
    return _read(_lines)


def _read(source: Callable[[], Iterator[str]]) -> Queue:
    read: Queue = queue.Queue()

    def work() -> None:
        try:
            for text in source():
                read.put((text, moments.seconds()))
        finally:
            read.put(None)

    threading.Thread(target=work, daemon=True).start()
    return read


def _letters() -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    try:
        while part := os.read(sys.stdin.fileno(), AT_MOST_BYTES):
            yield decoder.decode(part)
    except OSError:
        return  # the terminal is gone


def _lines() -> Iterator[str]:
    while line := sys.stdin.readline(AT_MOST_BYTES):
        yield line.rstrip("\r\n")[: LONGEST + 1]
