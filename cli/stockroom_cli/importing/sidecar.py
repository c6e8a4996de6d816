"""The journal beside a file: which of its rows were given which ids, before anything is sent.

With it an interrupted import goes on with the same ids, a second run of the same file changes
nothing, and bad rows that were mended later are the only ones that are new. A row is known by
its cells, and by which of the rows with the same cells it is, never by its line.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from stockroom_cli import config
from stockroom_cli.batches import Command
from stockroom_cli.exits import BAD_FILE, Stop
from stockroom_cli.importing.files import Row
from stockroom_cli.speech import _


@dataclass(frozen=True)
class Planned:
    """A command, and the rows that it records: their keys, and their lines when it was planned."""

    command: Command
    keys: list[str]
    lines: list[int]


@dataclass
class Sidecar:
    """All commands that a file led to, in the order in which they are sent."""

    path: Path
    planned: list[Planned] = field(default_factory=list)

    @property
    def covered(self) -> set[str]:
        """The keys of the rows that have an id already."""
        return {key for one in self.planned for key in one.keys}

    def add(self, more: Iterable[Planned]) -> None:
        """Keep new commands, on the disk before any of them is sent."""
        self.planned.extend(more)
        body = {"commands": [_written(one) for one in self.planned]}
        config.write_private(self.path, json.dumps(body, ensure_ascii=False))


def beside(path: Path, *, as_new: bool) -> Sidecar:
    """The journal of that file; empty for a new file, or where the goods are said to be new."""
    where = path.with_name(path.name + ".stockroom.json")
    if as_new or not where.exists():
        return Sidecar(where)
    try:
        body = json.loads(where.read_text(encoding="utf-8"))
        return Sidecar(where, [_read(one) for one in body["commands"]])
    except (ValueError, KeyError, TypeError) as fault:
        raise Stop(
            BAD_FILE,
            _("{path} is damaged. It knows what was recorded: mend it, or say --as-new").format(
                path=where
            ),
        ) from fault


def keys(rows: Sequence[Row]) -> list[str]:
    """What each row is known by."""
    met: Counter[str] = Counter()
    found = []
    for row in rows:
        cells = sorted((name, cell.strip()) for name, cell in row.cells.items() if cell.strip())
        digest = hashlib.sha256(json.dumps(cells).encode()).hexdigest()[:32]
        met[digest] += 1
        found.append(f"{digest}-{met[digest]}")
    return found


def _written(one: Planned) -> dict[str, Any]:
    return {**one.command.body, "keys": one.keys, "lines": one.lines}


def _read(body: dict[str, Any]) -> Planned:
    command = Command(body["noun"], UUID(body["id"]), dict(body["content"]))
    return Planned(command, list(body["keys"]), list(body["lines"]))
