"""What a steward looks after: backups, the proof of the books, the disk, the certificate."""

from __future__ import annotations

import shutil
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from stockroom import books
from stockroom.books import Breach
from stockroom.clock import Clock
from stockroom.db import Database
from stockroom.errors import Problem
from stockroom.keeping import backup, manifest
from stockroom.keeping.backup import Made
from stockroom.keeping.task import Task
from stockroom.settings import Settings
from stockroom.vault import Vault

MOST_SHOWN = 12


class Kept(NamedTuple):
    """A backup in its folder: its name, when it was made, its size, and what it holds."""

    name: str
    made_at: datetime
    size: int
    entries: int
    photos: int


class Upkeep:
    """The two slow tasks and the few facts; made once, by the composition root."""

    def __init__(self, settings: Settings, database: Database, clock: Clock, vault: Vault) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock
        self.vault = vault
        self.backing_up: Task[Made] = Task("backup", clock, self._back_up)
        self.proving: Task[list[Breach]] = Task(
            "books check", clock, lambda: books.check_together(database.url)
        )

    @property
    def folder(self) -> Path:
        """Where backups go, as the machine names it."""
        return self.settings.backups.absolute()

    @property
    def same_disk(self) -> bool:
        """Whether a broken disk would take the backups along with the books."""
        here, there = self.settings.data, _nearest(self.folder)
        return here.exists() and here.stat().st_dev == there.stat().st_dev

    def kept(self) -> list[Kept]:
        """The newest backups in the folder, newest first; damaged ones are left out."""
        found = sorted(self.folder.glob("stockroom-*Z"), reverse=True)
        return [one for folder in islice(found, MOST_SHOWN) for one in _read(folder)]

    def free_bytes(self) -> int:
        """Room that is left on the disk of the books."""
        return shutil.disk_usage(_nearest(self.settings.data.absolute())).free

    def certificate_ends(self) -> datetime | None:
        """When our own certificate ends; None where a proxy has it, or it cannot be read."""
        path = self.settings.certificate
        if path is None or not path.is_file():
            return None
        from cryptography import x509  # noqa: PLC0415 - it weighs, and few need it

        try:
            return x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
        except ValueError:
            return None

    def _back_up(self) -> Made:
        now = self.clock.now()
        self.folder.mkdir(parents=True, exist_ok=True)
        target = self.folder / backup.folder_name(now)
        return backup.make(self.database, self.settings.files, target, made_at=now)


def _read(folder: Path) -> list[Kept]:
    try:
        told = manifest.read(folder)
    except (Problem, OSError):
        return []
    return [
        Kept(
            name=folder.name,
            made_at=datetime.fromisoformat(told.made_at),
            size=told.books_bytes + sum(told.files.values()),
            entries=told.sequence,
            photos=len(told.files),
        )
    ]


def _nearest(path: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(one for one in (path, *path.parents) if one.exists())
