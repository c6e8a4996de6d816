"""Acts written down before they are sent, and kept until the service has answered them.

One file for each scanning terminal, readable by its owner alone, in the folder of the settings:
each line an act, or what became of one. A terminal holds a lock on its file; a file whose terminal
is gone is taken over by the next one. No token is ever in it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from stockroom_cli import config, ids
from stockroom_cli.scanning.act import Act

if sys.platform != "win32":
    import fcntl

Became = Literal["recorded", "held", "refused", "saved", "dropped"]
FOLDER = "scans"


class NotSaved(Exception):
    """The act could not be written down, so nothing was done."""


class Outbox:
    """What was scanned here for one address by one person, in the order of their hands."""

    def __init__(self, url: str, who: int, folder: Path | None = None) -> None:
        self.url, self.who = url, who
        self.folder = folder or config.path().parent / FOLDER
        self.refused: dict[UUID, str] = {}
        self._acts: dict[UUID, Act] = {}
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.path, self._file = self._own_file()
        self._take_over()

    @property
    def waiting(self) -> list[Act]:
        """What has no answer yet, in its order, but for what touches a refused one."""
        parked = [self._acts[one] for one in self.refused]
        return [
            act
            for act in self._mine()
            if act.id not in self.refused and not any(act.touches_same(one) for one in parked)
        ]

    @property
    def parked(self) -> list[Act]:
        """What waits for somebody to deal with a refused act about the same thing."""
        free = {act.id for act in self.waiting} | self.refused.keys()
        return [act for act in self._mine() if act.id not in free]

    @property
    def needs_you(self) -> list[tuple[Act, str]]:
        """What was refused, with the reason."""
        return [(act, self.refused[act.id]) for act in self._mine() if act.id in self.refused]

    @property
    def of_others(self) -> int:
        """How many acts wait for another person, or for another service."""
        return len(self._acts) - len(self._mine())

    def save(self, act: Act) -> None:
        """Write an act down, on the disk before this returns; raises `NotSaved`."""
        self._append({"act": act.line}, sync=True)
        self._acts[act.id] = act

    def became(self, id: UUID, became: Became, reason: str = "") -> None:
        """Note what became of an act; `saved` lets a refused one be sent again."""
        if became == "refused":
            self.refused[id] = reason
        else:
            self.refused.pop(id, None)
        if became in ("recorded", "held", "dropped"):
            self._acts.pop(id, None)
        try:
            self._append({"id": str(id), "became": became, "reason": reason}, sync=False)
        except NotSaved:
            return  # it is sent once more, which changes nothing

    def close(self) -> None:
        """Leave the file to the next terminal, or delete it where nothing is left in it."""
        if not self._acts:
            self.path.unlink(missing_ok=True)
        os.close(self._file)

    def _mine(self) -> list[Act]:
        return [act for act in self._acts.values() if (act.url, act.who) == (self.url, self.who)]

    def _append(self, told: dict[str, Any], *, sync: bool) -> None:
        line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
        whole = os.fstat(self._file).st_size
        try:
            _write(self._file, line)
            if sync:
                os.fsync(self._file)
        except OSError as fault:
            os.ftruncate(self._file, whole)
            raise NotSaved(str(fault)) from fault

    def _own_file(self) -> tuple[Path, int]:
        while True:
            path = self.folder / f"{ids.new()}.jsonl"
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
            if _locked(file):
                _settle(self.folder)
                return path, file
            os.close(file)

    def _take_over(self) -> None:
        """What terminals that are gone have left: first into this file, then off theirs."""
        for path in sorted(self.folder.glob("*.jsonl")):
            if path == self.path:
                continue
            file = os.open(path, os.O_RDWR)
            if _locked(file) and self._took(path):
                path.unlink()
            os.close(file)

    def _took(self, path: Path) -> bool:
        """Whether all of a file is in this one now; one of another form is left as it is."""
        try:
            told = list(_lines(path))
            acts = [Act.read(one["act"]) for one in told if "act" in one]
            others = [one for one in told if "act" not in one]
            became = [(UUID(one["id"]), one["became"], one["reason"]) for one in others]
            for act in acts:
                self.save(act)
        except (ValueError, KeyError, TypeError, NotSaved):
            return False
        for number, what, reason in became:
            if number in self._acts:
                self.became(number, what, reason)
        return True


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_bytes().splitlines():
        try:
            told = json.loads(line)
        except ValueError:
            continue  # the power went while it was written: nothing was said of it
        yield told


def _write(file: int, line: bytes) -> None:
    while line:
        line = line[os.write(file, line) :]


def _locked(file: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(file).st_nlink > 0


def _settle(folder: Path) -> None:
    """The name of a new file onto the disk too."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
