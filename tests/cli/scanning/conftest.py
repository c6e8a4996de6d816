"""A person with a scanner: at a real terminal, or with a pipe."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from stockroom_cli import config
from tests.cli.conftest import Ran, Terminal, as_one_of_the_cast

ROOT = Path(__file__).parents[3]
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
WITHIN_S = 20.0
BETWEEN_KEYS_S = 0.09  # of a hand that types
BETWEEN_PRESSES_S = 3.0


@dataclass
class Scanner:
    """The program at a terminal of its own, and somebody before it."""

    process: subprocess.Popen[bytes]
    handle: int
    seen: str = field(default="")

    def scan(self, text: str, end: str = "\r") -> None:
        """All at once, as a scanner types."""
        os.write(self.handle, (text + end).encode())

    def type(self, text: str, end: str = "\r") -> None:
        """Key by key, as hands do."""
        for letter in text + end:
            os.write(self.handle, letter.encode())
            time.sleep(BETWEEN_KEYS_S)

    def sees(self, words: str) -> str:
        """Wait until these words are on the terminal; gives what came with them, and before."""
        until = time.monotonic() + WITHIN_S
        while words not in self.seen:
            assert time.monotonic() < until, f"no {words!r} in {self.seen!r}"
            self._look()
        before, _words, self.seen = self.seen.partition(words)
        return before + words

    def interrupted(self) -> int:
        """Press Ctrl-C until it ends, as people do; its exit code.

        On a crowded machine one press can fall into a moment in which Python hears none.
        """
        until = time.monotonic() + WITHIN_S
        while self.process.poll() is None:
            assert time.monotonic() < until, f"still there: {self.seen!r}"
            self.process.send_signal(signal.SIGINT)
            pressed = time.monotonic()
            while self.process.poll() is None and time.monotonic() < pressed + BETWEEN_PRESSES_S:
                self._look()
        return self.process.returncode

    def ends(self) -> int:
        """Its exit code."""
        until = time.monotonic() + WITHIN_S
        while self.process.poll() is None:
            assert time.monotonic() < until, f"still there: {self.seen!r}"
            self._look()
        return self.process.wait()

    def kill(self) -> None:
        """As a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def _look(self) -> None:
        ready, _w, _x = select.select([self.handle], [], [], 0.05)
        if ready:
            try:
                part = os.read(self.handle, 65536)
            except OSError:
                return
            self.seen += ESCAPES.sub("", part.decode(errors="replace")).replace("\r\n", "\n")


Sits = Callable[..., Scanner]


@pytest.fixture
def sits() -> Iterator[Sits]:
    """Start `stockroom-cli scan` with these arguments at a terminal of its own."""
    scanners: list[Scanner] = []

    def start(*arguments: str) -> Scanner:
        ours, theirs = pty.openpty()
        # Tests that run behind a shell's back are deaf to Ctrl-C, and so would their children be.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        process = subprocess.Popen(
            [sys.executable, "-m", "stockroom_cli", "scan", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm", "LANGUAGE": "en", "COLUMNS": "120"},
        )
        os.close(theirs)
        scanners.append(Scanner(process, ours))
        return scanners[-1]

    yield start
    for scanner in scanners:
        if scanner.process.poll() is None:
            scanner.kill()
        os.close(scanner.handle)


@pytest.fixture
def bob(terminal: Terminal) -> Terminal:
    """Bob the volunteer, signed in."""
    return as_one_of_the_cast(terminal, "bob")


@dataclass
class Pipe:
    """A pipe whose lines come when they are asked for."""

    lines: Iterator[str]

    def readline(self, _most: int) -> str:
        """The next line, or nothing at the end."""
        line = next(self.lines, None)
        return "" if line is None else f"{line}\n"

    def isatty(self) -> bool:
        """It never is."""
        return False


Pipes = Callable[..., Ran]


@pytest.fixture
def pipes(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Pipes:
    """Scan these lines from a pipe."""

    def run(lines: Iterable[str], *arguments: str) -> Ran:
        monkeypatch.setattr(sys, "stdin", Pipe(iter(lines)))
        return terminal.run("scan", *arguments)

    return run


def kept() -> list[Path]:
    """The files of acts that were not answered."""
    return sorted((config.path().parent / "scans").glob("*.jsonl"))
